"""What languages, countries and weekdays are called, from CLDR."""

import re
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from catalogue.languages.interface import INTERFACES, Interface

_CLDR_NAMES = {"prs": "fa_AF"}
"""Codes that CLDR files under another: Dari is the Persian of Afghanistan."""

_OWN_NAMES = {
    "prs": "دری",
    "crh": "Qırımtatarca",
    "ltg": "Latgalīšu",
    "liv": "Līvõ kēļ",
    "rom": "Romani čhib",
}


def language_name(language: str, interface: Interface) -> str:
    """The language's name for readers of the interface language; its code where CLDR has none."""
    names = interface.babel.languages
    wanted = _CLDR_NAMES.get(language, language.replace("-", "_"))
    if wanted in names:
        return _with_capital(names[wanted])
    primary, *rest = language.split("-")
    if rest and primary in names:
        details = [interface.babel.scripts.get(p) or interface.babel.territories.get(p) or p for p in rest]
        return f"{_with_capital(names[primary])} ({', '.join(details)})"
    return language


def name_in(named: str, language: str) -> str:
    """What speakers of one language call another, as CLDR writes it; empty where it has no name."""
    locale = Locale.parse(_CLDR_NAMES.get(language, language))
    return str(locale.languages.get(_CLDR_NAMES.get(named, named), ""))


def languages_named(text: str) -> tuple[str, ...]:
    """The languages a sentence names, in any interface language, as far as one word does it: `In Latvian and Ukrainian.`"""
    codes = _codes_by_name()
    found = (codes.get(word, "") for word in re.findall(r"[^\W\d_]+", text.casefold()))
    return tuple(dict.fromkeys(code for code in found if code))


@cache
def _codes_by_name() -> dict[str, str]:
    """Two-letter codes alone: languages few speak are called like common words (Even, Mono, Ga)."""
    names: dict[str, str] = {}
    for interface in INTERFACES:
        for code, name in interface.babel.languages.items():
            if len(code) == 2:
                names.setdefault(str(name).casefold(), code)
    return names


def own_name(language: str) -> str:
    """The language's name for those who speak it; its code where CLDR has none."""
    if language in _OWN_NAMES:
        return _OWN_NAMES[language]
    try:
        name = Locale.parse(language.replace("-", "_")).display_name
    except (UnknownLocaleError, ValueError):
        return language
    return _with_capital(name) if name else language


def territorial(interface: Interface) -> str:
    """The locale with the country where most of its readers live, as in `uk_UA`."""
    locale = interface.babel
    if not locale.territory:
        locale = Locale.parse(get_global("likely_subtags").get(interface.locale, interface.locale))
    return f"{locale.language}_{locale.territory}" if locale.territory else locale.language


def country_name(country: str, interface: Interface) -> str:
    """The country's name for readers of the interface language."""
    return interface.babel.territories.get(country, country)


def weekday_name(weekday: int, interface: Interface) -> str:
    """The day's name; Monday is 0."""
    return _with_capital(interface.babel.days["stand-alone"]["wide"][weekday])


def _with_capital(name: str) -> str:
    return name[:1].title() + name[1:]
