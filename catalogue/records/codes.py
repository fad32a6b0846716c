"""The code lists of the trade. Codes are stored; their words, in every language, are in `languages/labels`."""

KINDS = (
    "book",
    "bilingual-book",
    "picture-book",
    "audiobook",
    "course",
    "textbook",
    "dictionary",
    "game",
    "film",
    "music",
    "site",
    "app",
    "periodical",
    "kit",
)
PROFESSIONAL_KINDS = ("guide", "tool", "good-practice", "methodology", "strategy")
RESOURCE_KINDS = KINDS + PROFESSIONAL_KINDS
ACTIVITY_KINDS = ("initiative", "event")

STATUSES = ("draft", "review", "published", "withdrawn")
LEVELS = ("pre-A1", "A1", "A2", "B1", "B2", "C1", "C2")
AUDIENCES = ("child", "teen", "adult", "senior", "family", "parent", "teacher", "librarian")
USES = ("loan", "reading-room", "kit")
ACCESS_FEATURES = (
    "easy-language",
    "large-print",
    "audio",
    "subtitles",
    "sign-language",
    "dyslexia-friendly",
    "wordless",
    "braille",
    "bilingual",
)
ORIGINS = ("original", "human", "machine")
TITLE_KINDS = ("main", "parallel", "alternative", "romanised")
ROLES = (
    "author",
    "illustrator",
    "translator",
    "editor",
    "narrator",
    "composer",
    "director",
    "publisher",
    "contributor",
)
IDENTIFIER_SCHEMES = ("isbn", "issn", "uri")
CLASSIFICATION_SCHEMES = ("udc", "ddc")
ORGANISATION_KINDS = ("municipality", "agency", "association", "school", "project", "other")
LICENCE_TERMS = ("by", "nc", "sa", "nd")
"""What Creative Commons licences ask: name the maker, make no money, share alike, change nothing."""

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")

OLDEST_AGE = 18
"""Ages are counted in whole years from 0; this one stands for grown-ups."""


def levels_between(lowest: str, highest: str) -> tuple[str, ...]:
    """The CEFR levels of a range, both ends included; one end alone means that level only."""
    low, high = lowest or highest, highest or lowest
    if low not in LEVELS or high not in LEVELS:
        return ()
    return LEVELS[LEVELS.index(low) : LEVELS.index(high) + 1]
