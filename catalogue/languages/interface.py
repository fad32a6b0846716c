"""The interface languages, listed once. Adding one is a row here and a `.po` file; docs/translating.md tells how."""

from dataclasses import dataclass
from functools import cache

from babel import Locale


@dataclass(frozen=True)
class Interface:
    """A language the pages are written in.

    `code` is BCP 47 and the first part of every address; `fallbacks` are the languages a reader of this one is shown a
    record's text in, in this order, when it has none in their own; `locale` formats dates and numbers.
    """

    code: str
    own_name: str
    locale: str
    fallbacks: tuple[str, ...]
    direction: str = "ltr"
    is_invented: bool = False

    @property
    def spoken(self) -> str:
        """The language its readers speak, as records name it."""
        return _AS_RECORDS_NAME.get(self.code, self.code)

    @property
    def preferences(self) -> tuple[str, ...]:
        """Languages to look for a text in, best first."""
        return (self.code, *self.fallbacks)

    @property
    def babel(self) -> Locale:
        """Names and formats of CLDR."""
        return _locale(self.locale)


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)


_AS_RECORDS_NAME = {"fa-AF": "prs"}

SOURCE = Interface("en", "English", "en_GB", ("lv",))
"""The language the messages in the code are written in."""

INTERFACES = (
    Interface("lv", "Latviešu", "lv", ("en",)),
    SOURCE,
    Interface("uk", "Українська", "uk", ("ru", "en", "lv")),
    Interface("ru", "Русский", "ru", ("uk", "en", "lv")),
    Interface("fr", "Français", "fr", ("en", "lv")),
    Interface("it", "Italiano", "it", ("en", "fr", "lv")),
    Interface("pl", "Polski", "pl", ("en", "lv")),
    Interface("ro", "Română", "ro", ("en", "fr", "lv")),
    Interface("ar", "العربية", "ar", ("en", "fr", "lv"), "rtl"),
    Interface("fa", "فارسی", "fa", ("prs", "en", "lv"), "rtl"),
    Interface("fa-AF", "دری", "fa_AF", ("prs", "fa", "ps", "en", "lv"), "rtl"),
    Interface("ps", "پښتو", "ps", ("prs", "fa", "en", "lv"), "rtl"),
    Interface("tr", "Türkçe", "tr", ("en", "lv")),
    Interface("es", "Español", "es", ("en", "fr", "lv")),
    Interface("de", "Deutsch", "de", ("en", "lv")),
    Interface("ka", "ქართული", "ka", ("en", "ru", "lv")),
    Interface("uz", "Oʻzbekcha", "uz", ("ru", "en", "lv")),
    Interface("hi", "हिन्दी", "hi", ("en", "lv")),
)

ACCENTED = Interface("en-XA", "[Àççéñţéð]", "en_GB", ("en", "lv"), is_invented=True)
MIRRORED = Interface("ar-XB", "[Mirrored]", "ar", ("en", "lv"), "rtl", is_invented=True)
"""Two languages nobody speaks, for seeing what is not translatable and what does not mirror."""


def interface(code: str, offered: tuple[Interface, ...] = INTERFACES) -> Interface | None:
    """The interface language with this code in any case of letters, None when it is not offered."""
    wanted = code.casefold()
    return next((each for each in offered if each.code.casefold() == wanted), None)


DESK_INTERFACES = tuple(each for each in INTERFACES if each.code in ("lv", "en", "fr", "it", "pl", "ro"))
"""The languages of the librarians, in which the desk speaks."""


_RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "he", "yi", "ckb", "ug", "sd", "dv"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo"})


def direction(language: str) -> str:
    """`rtl` or `ltr`: the direction a text in this language runs in."""
    primary, *rest = language.split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
