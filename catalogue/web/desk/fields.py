"""What the fields of the desk's forms are called, and the help beside each, with an example."""

from dataclasses import dataclass

from catalogue.languages.marking import _


@dataclass(frozen=True)
class Field:
    """Label and help, as messages."""

    label: str
    help: str = ""


FIELDS = {
    "kind": Field(_("What it is"), _("What a reader holds or opens: a picture book, a course, an app.")),
    "identifiers": Field(_("Numbers"), _("The ISBN from the back cover, typed or scanned, such as 9789934000102.")),
    "titles": Field(_("Title or name"), _("As it stands on the thing, or as people call it.")),
    "summaries": Field(_("What it is about"), _("Two or three sentences for somebody who has never seen it.")),
    "easy_summaries": Field(
        _("In easy language"), _("Short sentences, everyday words: “A book about a cat. With pictures.”")
    ),
    "notes": Field(_("Note for readers"), _("Such as “The sound files are on the publisher's page.”")),
    "languages": Field(
        _("Languages"),
        _("Those it is in, or that are spoken there. Type a name in any language, such as “ukraiņu” or “Ukrainian”."),
    ),
    "teaches": Field(_("Language it teaches"), _("For courses and dictionaries.")),
    "speakers": Field(
        _("For speakers of"), _("When it explains in their language, such as a course for speakers of Dari.")
    ),
    "level_from": Field(_("Level from"), _("Where it begins. One level only: leave “to” empty.")),
    "level_to": Field(_("Level to")),
    "needs_no_reading": Field(_("Needs no reading"), _("Pictures or sound alone are enough.")),
    "audiences": Field(_("For whom")),
    "age_from": Field(_("Age from"), _("In years, such as 3.")),
    "age_to": Field(_("Age to")),
    "access": Field(_("Made easy to use")),
    "topics": Field(_("Topics"), _("Type a topic in any language, such as “darbs”, “робота” or “work”.")),
    "classification": Field(_("Classification"), _("UDC or Dewey, such as 811.174.")),
    "contributors": Field(
        _("Who made it"), _("The name as on the thing; other scripts after a bar: “Леся Українка | Lesja Ukrainka”.")
    ),
    "publisher": Field(_("Publisher")),
    "published_in": Field(_("Place"), _("Such as Rīga.")),
    "year": Field(_("Year"), _("Such as 2024.")),
    "edition": Field(_("Edition"), _("Such as “2nd, revised”.")),
    "series": Field(_("Series")),
    "extent": Field(_("Extent"), _("Such as “48 pages” or “6 h”.")),
    "url": Field(_("Address on the internet"), _("The page itself, beginning with https://")),
    "licence": Field(_("Licence"), _("Such as CC BY-SA 4.0.")),
    "is_free": Field(_("Free of charge")),
    "holdings": Field(_("Copies"), _("Where it stands: the library, the call number on its back, the shelf.")),
    "availability": Field(
        _("Address in your own system"),
        _(
            "Where it tells whether a thing is in: https://opac.example.org/search?isbn={isbn}. Instead of {isbn} there can be"
            " {call_number} or {title}."
        ),
    ),
    "work": Field(
        _("Work"), _("The same word on every version of a thing, so that readers find the others: “straume”.")
    ),
    "owner": Field(_("Owning library"), _("The library that answers for this description.")),
    "status": Field(_("State")),
    "cover": Field(_("Cover")),
    "files": Field(_("Files")),
    "sections": Field(
        _("Sections"),
        _(
            "A blank line between paragraphs; a hyphen before each point of a list; **bold**; [words](https://address)."
            " A section without words is left out."
        ),
    ),
    "url_checked": Field(_("Address last checked")),
    "broader": Field(_("Broader topics")),
    "notation": Field(_("Notation")),
    "same_as": Field(_("The same concept elsewhere")),
    "providers": Field(_("Who offers it")),
    "place": Field(_("Place")),
    "contact": Field(_("Contact")),
    "costs": Field(_("Cost")),
    "bookings": Field(_("Booking")),
    "documents": Field(_("Documents to bring")),
    "valid_until": Field(_("Valid until")),
    "last_checked": Field(_("Last checked")),
    "hours": Field(_("Opening hours")),
    "exceptions": Field(_("Days that differ")),
    "starts": Field(_("Begins")),
    "ends": Field(_("Ends")),
    "time_zone": Field(_("Time zone")),
    "repeats": Field(_("Repeats")),
    "cancelled": Field(_("Days on which it does not take place")),
    "accessibility": Field(_("Accessibility")),
    "who_may_join": Field(_("Who may join")),
    "replaced_by": Field(_("Replaced by")),
}

STATUSES = {
    "draft": _("Draft"),
    "review": _("Waiting for review"),
    "published": _("Published"),
    "withdrawn": _("Withdrawn"),
}

STEPS = {
    ("draft", "review"): _("Send for review"),
    ("draft", "published"): _("Publish"),
    ("review", "published"): _("Publish"),
    ("review", "draft"): _("Send back"),
    ("published", "withdrawn"): _("Withdraw"),
    ("withdrawn", "draft"): _("Take back as a draft"),
    ("withdrawn", "published"): _("Publish again"),
}

TITLE_KINDS = {
    "main": _("Main title"),
    "parallel": _("The title in another language"),
    "alternative": _("Another title"),
    "romanised": _("In Latin letters"),
}

ORIGINS = {
    "original": _("as on the thing, or written here first"),
    "human": _("translated by a person"),
    "machine": _("translated by a machine"),
}

ROLES = {
    "translator": _("Translator (proposes)"),
    "cataloguer": _("Cataloguer (describes)"),
    "editor": _("Editor (publishes)"),
    "administrator": _("Administrator"),
}

_OF_PROBLEMS = {
    "in": "languages",
    "for": "speakers",
    "audience": "audiences",
    "contributor": "contributors",
    "isbn": "identifiers",
    "issn": "identifiers",
    "uri": "identifiers",
    "topic": "topics",
    "branch": "holdings",
    "use": "holdings",
    "copies": "holdings",
    "lent": "holdings",
    "title": "titles",
    "summary": "summaries",
    "easy": "easy_summaries",
    "note": "notes",
    "heading": "sections",
    "body": "sections",
    "provider": "providers",
}
"""The fields that problems name otherwise, as spreadsheets do."""


def field_of(problem_field: str) -> str:
    """The field of the form that a problem is about."""
    return _OF_PROBLEMS.get(problem_field, problem_field)
