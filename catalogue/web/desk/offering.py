"""What the describing form offers beside what is typed: the words for every code, and the names of what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from catalogue.languages import Wording
from catalogue.records import Record, codes
from catalogue.records.staff import Permission
from catalogue.records.text import is_outdated
from catalogue.web import current
from catalogue.web.desk.fields import ORIGINS, TITLE_KINDS
from catalogue.web.desk.form.reading import Fields
from catalogue.web.desk.workplace import may_here, workplace
from catalogue.web.pages.shown import title_of

Options = tuple[tuple[str, str], ...]
"""Codes with their words."""

SUGGESTED = (
    "lv",
    "uk",
    "en",
    "ru",
    "ar",
    "fa",
    "prs",
    "fr",
    "it",
    "pl",
    "ro",
    "tr",
    "de",
    "es",
    "ps",
    "ka",
    "uz",
    "hi",
)
"""Languages offered for a text before any is typed."""

_LABELLED = {
    "levels": ("level", codes.LEVELS),
    "audiences": ("audience", codes.AUDIENCES),
    "access": ("access", codes.ACCESS_FEATURES),
    "roles": ("role", codes.ROLES),
    "uses": ("use", codes.USES),
    "organisation_kinds": ("organisation", codes.ORGANISATION_KINDS),
    "text_languages": ("language", SUGGESTED),
}
"""Lists whose words every door knows."""

_UNLABELLED = {
    "identifier_schemes": (("isbn", "ISBN"), ("issn", "ISSN"), ("uri", "URI")),
    "classification_schemes": (("udc", "UDC"), ("ddc", "Dewey")),
}


@dataclass(frozen=True)
class Offering:
    """What one page offers, in the words of the desk's language."""

    record: Record
    fields: Fields
    wording: Wording

    def options(self, name: str) -> Options:
        """The codes of a list, with their words."""
        if name in _LABELLED:
            code_list, all_codes = _LABELLED[name]
            return _labelled(code_list, all_codes, self.wording)
        if name in _UNLABELLED:
            return _UNLABELLED[name]
        return self._others[name]

    @cached_property
    def _others(self) -> Mapping[str, Options]:
        wording = self.wording
        return {
            "resource_kinds": _labelled("kind", codes.RESOURCE_KINDS, wording),
            "branches": self.libraries,
            "weekdays": tuple((code, wording.weekday(number)) for number, code in enumerate(codes.WEEKDAYS)),
            "origins": _said(ORIGINS, wording),
            "title_kinds": _said({name: TITLE_KINDS[name] for name in TITLE_KINDS if name != "main"}, wording),
        }

    @cached_property
    def libraries(self) -> Options:
        """Every library."""
        found = current.served().reading.branches(self.wording.interface)
        return tuple((each.key, title_of(each, self.wording).value) for each in found)

    @property
    def may_give_away(self) -> bool:
        """True for who may give the record to another library."""
        return may_here(Permission.ADMINISTER, "")

    @property
    def owner(self) -> str:
        """What the owning library is called."""
        return dict(self.libraries).get(self.record.owner, "")

    def label(self, names: str, code: str) -> str:
        """What a chosen language, topic or provider is called."""
        if names == "languages":
            return self.wording.label("language", code)
        found = self._named.get(code)
        return title_of(found, self.wording).value if found else code

    def language(self, code: str) -> str:
        """What a language is called."""
        return self.wording.label("language", code) if code else ""

    @cached_property
    def _named(self) -> Mapping[str, Record]:
        keys = {key for name in ("topics", "providers", "broader") for key in self.fields.getlist(name)}
        return workplace().workroom.open_many(tuple(sorted(keys)))

    @cached_property
    def outdated(self) -> frozenset[tuple[str, str]]:
        """Field and language of the translations whose source has been edited since."""
        by_field: dict[str, list[object]] = {}
        found = list(self.record.texts())
        for name, text in found:
            by_field.setdefault(name, []).append(text)
        return frozenset(
            (name, text.language)
            for name, text in found
            if is_outdated(text, by_field[name])  # type: ignore[arg-type]
        )


def _labelled(code_list: str, all_codes: Iterable[str], wording: Wording) -> Options:
    return tuple((code, wording.label(code_list, code)) for code in all_codes)


def _said(messages: Mapping[str, str], wording: Wording) -> Options:
    return tuple((code, wording.say(message)) for code, message in messages.items())
