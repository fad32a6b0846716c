"""The words for every code, in one file: the source message of each; `Wording` says it in an interface language."""

from catalogue.languages.marking import _

KINDS = {
    "book": _("Book"),
    "bilingual-book": _("Bilingual book"),
    "picture-book": _("Picture book"),
    "audiobook": _("Audiobook"),
    "course": _("Course"),
    "textbook": _("Textbook"),
    "dictionary": _("Dictionary"),
    "game": _("Game"),
    "film": _("Film"),
    "music": _("Music"),
    "site": _("Website"),
    "app": _("App"),
    "periodical": _("Magazine or newspaper"),
    "kit": _("Kit"),
    "guide": _("Guide for librarians"),
    "tool": _("Tool for librarians"),
    "good-practice": _("Good practice"),
    "methodology": _("Methodology"),
    "strategy": _("Strategy"),
    "initiative": _("Local initiative"),
    "event": _("Event"),
    "branch": _("Library"),
    "organisation": _("Organisation"),
    "topic": _("Topic"),
}

LEVELS = {
    "pre-A1": _("Just starting"),
    "A1": _("Beginner (A1)"),
    "A2": _("Elementary (A2)"),
    "B1": _("Intermediate (B1)"),
    "B2": _("Upper intermediate (B2)"),
    "C1": _("Advanced (C1)"),
    "C2": _("Proficient (C2)"),
}

LEVEL_EXAMPLES = {
    "pre-A1": _("I do not know the letters or any words yet."),
    "A1": _("I can greet people and say who I am."),
    "A2": _("I can shop, ask the way and talk about my family."),
    "B1": _("I can talk about work, school and my plans."),
    "B2": _("I can follow the news and argue a point."),
    "C1": _("I can study and work in the language."),
    "C2": _("I understand nearly everything."),
}

AUDIENCES = {
    "child": _("Children"),
    "teen": _("Teenagers"),
    "adult": _("Adults"),
    "senior": _("Seniors"),
    "family": _("Families"),
    "parent": _("Parents"),
    "teacher": _("Teachers"),
    "librarian": _("Librarians"),
}

ACCESS = {
    "easy-language": _("Easy language"),
    "large-print": _("Large print"),
    "audio": _("Can be listened to"),
    "subtitles": _("Subtitles"),
    "sign-language": _("Sign language"),
    "dyslexia-friendly": _("Easy to read with dyslexia"),
    "wordless": _("Without words"),
    "braille": _("Braille"),
    "bilingual": _("In two languages"),
}

USES = {
    "loan": _("To borrow"),
    "reading-room": _("To use in the library"),
    "kit": _("Part of a kit"),
}

ROLES = {
    "author": _("Author"),
    "illustrator": _("Illustrator"),
    "translator": _("Translator"),
    "editor": _("Editor"),
    "narrator": _("Narrator"),
    "composer": _("Composer"),
    "director": _("Director"),
    "publisher": _("Publisher"),
    "contributor": _("Contributor"),
}

ORIGINS = {
    "original": _("original text"),
    "human": _("translated by a person"),
    "machine": _("translated by a machine"),
}

ORGANISATION_KINDS = {
    "municipality": _("Municipality"),
    "agency": _("Agency"),
    "association": _("Association"),
    "school": _("School"),
    "project": _("Project"),
    "other": _("Organisation"),
}

LICENCE_TERMS = {
    "by": _("Say who made it."),
    "nc": _("Do not make money with it."),
    "sa": _("Share what you make of it under the same licence."),
    "nd": _("Do not change it."),
}

FACETS = {
    "teaches": _("What it teaches"),
    "level": _("Level"),
    "in": _("Language it is in"),
    "for": _("For speakers of"),
    "kind": _("What it is"),
    "topic": _("Topic"),
    "audience": _("For whom"),
    "age": _("Age"),
    "access": _("Made easy to use"),
    "no-reading": _("Without reading"),
    "town": _("Town"),
    "country": _("Country"),
    "branch": _("Library with a copy"),
    "online": _("On the internet"),
    "free": _("Free of charge"),
    "year": _("Year"),
}

ANSWERS = {"yes": _("Yes")}

SORTS = {
    "relevance": _("Best match first"),
    "newest": _("Newest first"),
    "title": _("By title"),
    "date": _("By date"),
}
