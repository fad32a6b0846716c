"""Everything a page says in one interface language: messages, the words for codes, names, dates and numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, lru_cache

from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.support import Translations
from babel.units import format_unit

from catalogue.languages import labels, problems
from catalogue.languages.alphabet import sort_key
from catalogue.languages.interface import Interface
from catalogue.languages.messages import DOMAIN, messages
from catalogue.languages.names import country_name, language_name, weekday_name
from catalogue.records import Problem

_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": labels.KINDS,
    "level": labels.LEVELS,
    "audience": labels.AUDIENCES,
    "access": labels.ACCESS,
    "use": labels.USES,
    "role": labels.ROLES,
    "origin": labels.ORIGINS,
    "organisation": labels.ORGANISATION_KINDS,
    "licence-term": labels.LICENCE_TERMS,
    "facet": labels.FACETS,
    "sort": labels.SORTS,
    "level-example": labels.LEVEL_EXAMPLES,
    "online": labels.ANSWERS,
    "free": labels.ANSWERS,
    "no-reading": labels.ANSWERS,
}
_BYTES = ("digital-byte", "digital-kilobyte", "digital-megabyte", "digital-gigabyte")
_LANGUAGE_LISTS = frozenset({"in", "teaches", "for", "language"})


@dataclass(frozen=True)
class Wording:
    """The words of one interface language. `prefers_easy` is true of readers who asked for easy language; `domain` is whose
    messages are said."""

    interface: Interface
    prefers_easy: bool = False
    domain: str = DOMAIN

    @cached_property
    def _messages(self) -> Translations:
        return messages(self.interface, self.domain)

    def say(self, message: str, **values: object) -> str:
        """A message, with its placeholders filled."""
        said = self._messages.gettext(message)
        return said % values if values else said

    def say_count(self, one: str, several: str, count: int, **values: object) -> str:
        """A message about a number of things, in the right plural; `%(count)s` is the number as readers write it."""
        return self._messages.ngettext(one, several, count) % {"count": self.number(count), **values}

    def listed(self, items: Iterable[str]) -> str:
        """Several things as readers enumerate them: `a, b and c`."""
        return format_list(list(items), locale=self.interface.babel)

    def label(self, code_list: str, code: str) -> str:
        """The word for a code of a code list; a code without one (a town, a year) stands for itself."""
        if code_list in _LANGUAGE_LISTS:
            return language_name(code, self.interface)
        if code_list == "country":
            return self.country(code)
        message = _WORDS.get(code_list, {}).get(code)
        return self._messages.gettext(message) if message else code

    def problem(self, problem: Problem) -> str:
        """The sentence for a problem."""
        return self.say(problems.SENTENCES[problem.code], **problem.values)

    def country(self, code: str) -> str:
        """A country's name."""
        return country_name(code, self.interface)

    def weekday(self, number: int) -> str:
        """A day's name; Monday is 0."""
        return weekday_name(number, self.interface)

    def day(self, day: date) -> str:
        """A day as readers write it, with the month in words."""
        return format_date(day, "long", locale=self.interface.babel)

    def moment(self, moment: datetime) -> str:
        """A day with weekday and the time; midnight stands for a time that is not known."""
        day = format_date(moment, "full", locale=self.interface.babel)
        return f"{day}, {self.time(moment)}" if moment.time() != time() else day

    def time(self, moment: datetime) -> str:
        """The time of day, in hours and minutes."""
        return format_datetime(moment, "HH:mm", locale=self.interface.babel)

    def month(self, day: date) -> str:
        """A short month and day, for the edge of a list."""
        return format_skeleton("MMMd", day, locale=self.interface.babel)

    def year_month(self, day: date) -> str:
        """The month a day is in, short, and its year."""
        return format_skeleton("yMMM", day, locale=self.interface.babel)

    def number(self, number: int) -> str:
        """A number with the reader's digits and separators."""
        return _number(number, self.interface.locale)

    def size(self, size: int) -> str:
        """A number of bytes as readers write it, in units of a thousand."""
        thousands = min(max(len(str(size)) - 1, 0) // 3, len(_BYTES) - 1)
        amount = size / 1_000**thousands
        return format_unit(
            round(amount, 1) if amount < 10 else round(amount), _BYTES[thousands], "short", locale=self.interface.babel
        )

    def sort_key(self, text: str) -> bytes:
        """Bytes that put texts in the reader's alphabetical order."""
        return sort_key(text, self.interface.code)


@lru_cache(4_096)
def _number(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)
