"""Translating: what is still to be said in a language, how far each language is, and translations saved text by text.

Who may translate may do so in every library's records, and changes nothing but translations into one language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalogue.cataloguing.describing import describe
from catalogue.cataloguing.workroom import NotAllowed, Saved
from catalogue.records import Conflict, Record, Text, Title
from catalogue.records.parts import text_fields, with_texts
from catalogue.records.rules import cleaned
from catalogue.records.staff import Member, Permission, may
from catalogue.records.text import fingerprint, is_outdated, original
from catalogue.storage import Database

STATES = ("missing", "outdated", "machine")
"""What a translator looks for."""

TRANSLATED_FIELDS = ("title", "summary", "easy")
"""The texts that are counted, by the names of their fields."""


@dataclass(frozen=True)
class Progress:
    """How many published records have a text in a language: original or translated by a person and fresh, by a machine, or
    outdated; the rest is missing."""

    language: str
    field: str
    done: int
    machine: int
    outdated: int
    missing: int


@dataclass(frozen=True)
class Pair:
    """A text of a record beside its translation, which may be there or not. `field` is the record's, as `text_fields` has it."""

    field: str
    source: Text
    there: Text | None
    is_outdated: bool


@dataclass(frozen=True)
class Typed:
    """A translation as it was typed; `is_still_right` when an outdated one was read and needs no change."""

    value: str
    origin: str = "human"
    is_still_right: bool = False


class Translating:
    """The translations of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def progress(self, languages: tuple[str, ...]) -> tuple[Progress, ...]:
        """How far these languages are, for each of the counted texts; what has no text at all is not missing."""
        with self._database.reading() as unit:
            counts = unit.translations.counts()
            totals = unit.translations.totals()
        return tuple(
            _progress(language, field, counts.get((language, field), {}), totals.get(field, 0))
            for language in languages
            for field in TRANSLATED_FIELDS
        )

    def waiting(self, language: str, field: str, state: str, most: int) -> list[Record]:
        """The published records whose text is missing, outdated or a machine's in a language; those changed last first."""
        with self._database.reading() as unit:
            keys = unit.translations.waiting(language, field, state, most)
            found = unit.records.get_many(keys)
        return [found[key] for key in keys]

    def translate(
        self, member: Member, key: str, revision: int, language: str, typed: Mapping[str, Typed], remark: str = ""
    ) -> Saved:
        """Put translations in the place of those there were, by field; an emptied one is taken out.

        Raises:
            NotAllowed: this person may not translate, or there is no such record.
            Conflict: somebody else has saved it since.
            Refused: it is not true to the trade.
        """
        with self._database.writing() as unit:
            record = unit.records.get(key)
            if record is None or not may(member, Permission.TRANSLATE, ""):
                raise NotAllowed
            if record.revision != revision:
                raise Conflict(key, revision, record.revision)
            wanted = with_translations(record, language, typed)
            if wanted == record:
                return Saved(record, 0)
            return Saved(*describe(unit, wanted, member.name, remark=remark))


def pairs(record: Record, language: str) -> tuple[Pair, ...]:
    """Every text of a record that can be translated into a language."""
    return tuple(
        Pair(name, source, there, bool(there and is_outdated(there, texts)))
        for name, texts, source in _sources(record)
        if source.language != language
        for there in (_translation(texts, language),)
        if there is None or there.is_translation
    )


def with_translations(record: Record, language: str, typed: Mapping[str, Typed]) -> Record:
    """The record with these translations, by field, in the place of those there were; an emptied one is taken out."""
    wanted, held = record, text_fields(record)
    for pair in pairs(record, language):
        if pair.field in typed:
            wanted = with_texts(wanted, pair.field, _with(held[pair.field], pair, language, typed[pair.field]))
    return wanted


def _sources(record: Record) -> list[tuple[str, tuple[Any, ...], Text]]:
    """The fields of texts with what they are translated from; a title's is one the thing goes by."""
    found = []
    for name, value in text_fields(record).items():
        texts = tuple(text for text in value if not isinstance(text, Title) or text.is_principal)
        source = original(texts)
        if source:
            found.append((name, texts, source))
    return found


def _translation(texts: tuple[Text, ...], language: str) -> Text | None:
    return next((text for text in texts if text.language == language), None)


def _with(texts: tuple[Any, ...], pair: Pair, language: str, typed: Typed) -> tuple[Any, ...]:
    """The texts with this translation; untouched when nothing was typed anew."""
    value = cleaned(typed.value)
    kept = tuple(text for text in texts if text != pair.there)
    if not value:
        return kept if pair.there else texts
    is_same = pair.there and (pair.there.value, pair.there.origin) == (value, typed.origin)
    if is_same and not (pair.is_outdated and typed.is_still_right):
        return texts
    made_from = fingerprint(pair.source.value)
    if isinstance(pair.source, Title):
        return (*kept, Title(" ".join(value.split()), language, typed.origin, made_from, kind="parallel"))
    return (*kept, Text(value, language, typed.origin, made_from))


def _progress(language: str, field: str, counts: Mapping[str, int], total: int) -> Progress:
    outdated, machine = counts.get("outdated", 0), counts.get("machine", 0)
    done = counts.get("done", 0)
    return Progress(language, field, done, machine, outdated, max(total - done - machine - outdated, 0))
