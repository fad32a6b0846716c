"""Translations made outside: texts taken out for a translator's own tools, and brought back, looked at, and kept as one batch."""

import re
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from catalogue.cataloguing.describing import describe, settle
from catalogue.cataloguing.translating import Pair, Typed, pairs, with_translations
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.exchange import translation_files
from catalogue.exchange.translation_files import ReturnedFile, ReturnedText, TextToTranslate, Unfit
from catalogue.records import Conflict, Problem, Record, Refused, Title, problems
from catalogue.records.parts import text_fields
from catalogue.records.rules import cleaned
from catalogue.records.staff import Member, Permission, may
from catalogue.records.text import fingerprint, is_outdated, original
from catalogue.storage import Database, Unit

MOST_TEXTS = 2_000
"""Texts of one file."""

MOST_BYTES = 10_000_000
_MOST_KEPT = 20
_CHUNK = 200
_LONG = 80
"""Letters from which the lengths of a text and its translation are compared."""

_MARKS = re.compile(r"https?://[^\s)>\"]+|\]\(|\*\*|^#+ |^[-*] ", re.MULTILINE)
"""What a translation has as often as its source: addresses, and the signs of Markdown."""

FIELDS = {"title": "titles", "summary": "summaries", "easy": "easy_summaries"}
"""The texts that are counted, with the fields of records that hold them."""


class Fate(StrEnum):
    """What becomes of a text that came back."""

    NEW = "new"
    REPLACES = "replaces"
    DOUBTFUL = "doubtful"
    SAME = "same"
    SOURCE_CHANGED = "source-changed"
    TRANSLATED = "translated"
    EMPTY = "empty"
    TWICE = "twice"
    UNKNOWN = "unknown"
    REFUSED = "refused"


KEPT = (Fate.NEW, Fate.REPLACES)
"""Fates of texts that are kept without being asked for."""


@dataclass(frozen=True)
class Judged:
    """A text that came back and what becomes of it: of which record and field, beside its source, and what is wrong with it."""

    id: str
    key: str
    field: str
    title: str
    source: str
    target: str
    fate: Fate
    problem: Problem | None = None


@dataclass(frozen=True)
class Brought:
    """A file that came back, and through whom."""

    by: str
    file: ReturnedFile
    judged: tuple[Judged, ...]


@dataclass(frozen=True)
class Kept:
    """What became of a file: the batch, how many texts are kept, and the place of the last change in the log."""

    batch: str
    texts: int
    sequence: int


class Outside:
    """What translators outside have of one catalogue. What came back is forgotten with a restart, or after twenty others."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._brought: dict[str, Brought] = {}

    def take_out(self, language: str, field: str, state: str, source: str) -> tuple[TextToTranslate, ...]:
        """The texts that wait in a language, as the translation desk lists them: from their originals, or those in the language
        `source` where there are fresh ones."""
        with self._database.reading() as unit:
            keys = unit.translations.waiting(language, field, state, MOST_TEXTS)
            found = unit.records.get_many(keys)
        taken = (_to_translate(found[key], language, FIELDS[field], source) for key in keys)
        return tuple(each for each in taken if each)

    def bring(self, member: Member, suffix: str, content: bytes, language: str) -> str:
        """Look at a file that came back; returns the name it is kept under.

        Raises:
            NotAllowed: this person may not translate.
            Unfit: it cannot be read, or is in another language (`other-language`), or has too many texts (`too-many`).
        """
        if not may(member, Permission.TRANSLATE, ""):
            raise NotAllowed
        file = translation_files.read(suffix, content)
        if file.language != language:
            raise Unfit("other-language")
        if len(file.texts) > MOST_TEXTS:
            raise Unfit("too-many")
        with self._database.reading() as unit:
            judged = _judged(unit, file, file.texts)
        number = secrets.token_hex(8)
        self._brought[number] = Brought(member.name, file, judged)
        while len(self._brought) > _MOST_KEPT:
            self._brought.pop(next(iter(self._brought)), None)
        return number

    def get(self, number: str) -> Brought | None:
        """A file that came back."""
        return self._brought.get(number)

    def keep(self, member: Member, number: str, origin: str, wanted: Sequence[Fate]) -> Kept:
        """Keep the texts with one of these fates as translations of an origin, all in one batch. They are judged once more: what
        somebody has changed since the file was looked at is left alone.

        Raises:
            NotAllowed: this person may not translate, or there is no such file.
        """
        brought = self._brought.pop(number, None)
        if brought is None or not may(member, Permission.TRANSLATE, ""):
            raise NotAllowed
        batch, texts, sequence = secrets.token_hex(8), 0, 0
        chosen = {each.id for each in brought.judged if each.fate in wanted}
        waiting = [each for each in brought.file.texts if each.id in chosen]
        for start in range(0, len(waiting), _CHUNK):
            with self._database.writing() as unit:
                judged = _judged(unit, brought.file, waiting[start : start + _CHUNK])
                by_key: dict[str, dict[str, Typed]] = {}
                for each in judged:
                    if each.fate in wanted:
                        by_key.setdefault(each.key, {})[each.field] = Typed(each.target, origin, True)
                for key, typed in by_key.items():
                    done = _kept(unit, key, brought.file.language, typed, member.name, batch)
                    texts += len(typed) if done else 0
                    sequence = done or sequence
        return Kept(batch, texts, sequence)


def _kept(unit: Unit, key: str, language: str, typed: Mapping[str, Typed], by: str, batch: str) -> int:
    """The place of the change in the log, 0 when there is none."""
    record = unit.records.get(key)
    assert record
    wanted = with_translations(record, language, typed)
    if wanted == record:
        return 0
    try:
        with unit.attempt():
            return describe(unit, wanted, by, batch)[1]
    except (Refused, Conflict):
        return 0


def _to_translate(record: Record, language: str, field: str, source: str) -> TextToTranslate | None:
    pair = next((each for each in pairs(record, language) if each.field == field), None)
    if pair is None:
        return None
    shown = pair.source
    if source and source != shown.language:
        texts = text_fields(record)[field]
        fresh = (each for each in texts if each.language == source and not is_outdated(each, texts))
        named = next((each for each in fresh if not isinstance(each, Title) or each.is_principal), None)
        if named is None:
            return None
        shown = named
    there = pair.there
    is_unread = there is None or pair.is_outdated or there.origin == "machine"
    state = "missing" if there is None else "outdated" if pair.is_outdated else there.origin
    note = f"{_name(record)} · {record.shown_kind} · {field} · {state}"
    return TextToTranslate(
        _id(record.key, pair), shown.value, shown.language, there.value if there else "", note, is_unread
    )


def _id(key: str, pair: Pair) -> str:
    """Names a text, and what its original said when it was taken out."""
    return f"{key}|{pair.field}|{fingerprint(pair.source.value)}"


def _name(record: Record) -> str:
    found = original(record.titles)
    return found.value if found else record.key


def _judged(unit: Unit, file: ReturnedFile, texts: Sequence[ReturnedText]) -> tuple[Judged, ...]:
    records = unit.records.get_many(sorted({each.id.partition("|")[0] for each in texts}))
    return tuple(_judge(each, file, records) for each in texts)


def _judge(text: ReturnedText, file: ReturnedFile, records: Mapping[str, Record]) -> Judged:
    key, _bar, rest = text.id.partition("|")
    field, _bar, stamp = rest.partition("|")
    record, target = records.get(key), cleaned(text.target)
    found = (each for each in pairs(record, file.language) if each.field == field) if record else iter(())
    pair = next(found, None)
    if record is None or pair is None:
        return Judged(text.id[:200], "", "", "", "", target, Fate.UNKNOWN)

    def judged(fate: Fate, problem: Problem | None = None) -> Judged:
        return Judged(text.id, key, field, _name(record), pair.source.value, target, fate, problem)

    if text.id in file.repeated:
        return judged(Fate.TWICE)
    if not target:
        return judged(Fate.EMPTY)
    if stamp != fingerprint(pair.source.value):
        return judged(Fate.SOURCE_CHANGED)
    there = pair.there
    is_waiting = there is None or pair.is_outdated or there.origin == "machine"
    if there and there.value == target and (text.is_unread or not is_waiting):
        return judged(Fate.SAME)
    if not is_waiting:
        return judged(Fate.TRANSLATED)
    wanted = settle(with_translations(record, file.language, {field: Typed(target, "human", True)}))
    if faults := problems(wanted):
        return judged(Fate.REFUSED, faults[0])
    if text.is_unread or _looks_wrong(pair, target):
        return judged(Fate.DOUBTFUL)
    return judged(Fate.REPLACES if there else Fate.NEW)


def _looks_wrong(pair: Pair, target: str) -> bool:
    """True when addresses or marks of the source are lost, or a longer text came back as it was or far shorter or longer."""
    source = pair.source.value
    if Counter(_MARKS.findall(source)) != Counter(_MARKS.findall(target)):
        return True
    if len(source) < _LONG:
        return False
    return target == source or not len(source) / 6 <= len(target) <= len(source) * 6
