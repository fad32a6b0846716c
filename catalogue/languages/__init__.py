"""Interface languages, their messages, the words for codes, names from CLDR, alphabetical order. Knows no request."""

from catalogue.languages.alphabet import has_icu, sort_key
from catalogue.languages.interface import (
    ACCENTED,
    DESK_INTERFACES,
    INTERFACES,
    MIRRORED,
    SOURCE,
    Interface,
    direction,
    interface,
)
from catalogue.languages.messages import DESK, DOMAIN, is_reviewed, messages
from catalogue.languages.names import own_name, territorial
from catalogue.languages.wording import Wording

__all__ = [
    "ACCENTED",
    "DESK_INTERFACES",
    "DESK",
    "DOMAIN",
    "INTERFACES",
    "MIRRORED",
    "SOURCE",
    "Interface",
    "Wording",
    "direction",
    "has_icu",
    "interface",
    "is_reviewed",
    "messages",
    "own_name",
    "sort_key",
    "territorial",
]
