"""One search from the visitor's words to the records of a page; and, while the index cannot answer, a plain scan instead."""

import logging
from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from catalogue.discovery.entries import Surroundings, as_filed, entry_of, is_found, surroundings
from catalogue.discovery.request import AGE_BANDS, SearchRequest, index_filters
from catalogue.discovery.vocabulary import Vocabularies, meanings
from catalogue.discovery.wants import want_of
from catalogue.languages import Interface
from catalogue.records import Record
from catalogue.storage import Database, Unit
from index import (
    Entry,
    Index,
    IndexUnusable,
    Marker,
    Query,
    Range,
    Reader,
    Why,
    clauses,
    fold,
    other_layout,
    words,
)

MOST_COMPLETIONS = 10
MOST_TOPICS = 4

MOST_SCANNED = 50_000
"""Texts a search reads from the database when there is no index."""

OWN_LANGUAGE_BOOST = 1.0
"""What a record in, or for speakers of, the visitor's language gets on top when there are words to rank by."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """A record on a page of results; `why` is what it was found through when its words do not say it."""

    record: Record
    score: float = 0.0
    why: Why | None = None


@dataclass(frozen=True)
class Found:
    """The answer to a request.

    When few records have all words, the last `near` of the findings are others that come near; `total` does not count them.
    `read_as` are the words searched for when those typed were taken for slips of the keyboard layout; `marker` marks what was
    found in a text; `want` is what the words are after, as far as the vocabulary knows it (see `wants`).
    `is_makeshift` is True when the index could not be used: no facets, no ranking.
    """

    request: SearchRequest
    total: int = 0
    findings: tuple[Finding, ...] = ()
    near: int = 0
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str = ""
    dropped: tuple[str, ...] = ()
    read_as: str = ""
    want: str = ""
    marker: Marker = field(default_factory=lambda: Marker("", ""))
    is_makeshift: bool = False


class Search:
    """Searches one catalogue."""

    def __init__(self, database: Database, index: Index, words: Path) -> None:
        self._database = database
        self._index = index
        self._vocabularies = Vocabularies(words)

    def __call__(self, request: SearchRequest, interface: Interface) -> Found:
        """The records of one page, in the order asked for, with everything the page says about them."""
        with self._database.reading() as unit:
            try:
                return self._from_index(unit, request, interface)
            except IndexUnusable as reason:
                _log.warning("Searching without the index: %s.", reason)
            except Exception:
                _log.exception("Searching without the index.")
            return _scan(unit, request, interface)

    def complete(self, prefix: str, interface: Interface) -> list[str]:
        """What may be meant by a beginning: topics by their name in the visitor's language, then words of titles and names; none
        while the index cannot be used."""
        begun = fold(prefix.strip())
        if not begun:
            return []
        with self._database.reading() as unit:
            topics = self._vocabularies.topics_beginning(unit, begun, interface.code)
        try:
            reader = self._index.reader()
            with self._reading(reader):
                held = (label for label, concept in topics if any(reader.holds(*facet) for facet in concept.facets))
                found = (*islice(held, MOST_TOPICS), *reader.complete(prefix, interface.code))
        except IndexUnusable:
            return []
        return list(dict.fromkeys(found))[:MOST_COMPLETIONS]

    def everyday(self, word: str, language: str) -> str:
        """An everyday thing that goes by this English word, in another language; the word itself when it has none."""
        return self._vocabularies.everyday_names(language).get(word, word)

    def like(self, key: str) -> list[Record]:
        """Published records much like this one, the most alike first; none while the index cannot be used."""
        try:
            reader = self._index.reader()
            with self._reading(reader):
                hits = reader.like(key)
        except IndexUnusable:
            return []
        with self._database.reading() as unit:
            records = unit.records.get_many([hit.key for hit in hits])
        return [records[hit.key] for hit in hits if hit.key in records and is_found(records[hit.key])]

    def state(self) -> Hashable:
        """What an answer depends on besides the question: another value whenever something was saved, or the index has read it;
        None while there is no index."""
        try:
            read_to = self._index.reader().read_to
        except IndexUnusable:
            return None
        with self._database.reading() as unit:
            return read_to, unit.log.id, unit.log.head()

    def prepare(self) -> None:
        """Do what the first search, completion and correction would otherwise wait for."""
        with self._database.reading() as unit:
            self._vocabularies.current(unit)
        with suppress(IndexUnusable):
            reader = self._index.reader()
            with self._reading(reader):
                reader.prepare()

    def _from_index(self, unit: Unit, request: SearchRequest, interface: Interface) -> Found:
        reader = self._index.reader()
        reader.require_log(unit.log.id, unit.log.head())
        read_as = "" if request.is_literal else other_layout(request.q, interface.code)
        asked = as_filed(read_as or request.q)
        said = clauses(asked)
        meant = meanings(self._vocabularies.current(unit), said, interface.code) if asked else ()
        query = Query(
            words=asked,
            language=interface.code,
            filters=index_filters(request),
            sort=_sort(request),
            page=request.page,
            size=request.size,
            meanings=meant,
            boosts={(name, interface.code): OWN_LANGUAGE_BOOST for name in ("in", "for")},
        )
        with self._reading(reader):
            results = reader.find(query)
        records = unit.records.get_many([hit.key for hit in results.hits])
        return Found(
            request,
            total=results.total,
            findings=tuple(
                Finding(records[hit.key], hit.score, hit.why)
                for hit in results.hits
                if hit.key in records and is_found(records[hit.key])
            ),
            near=results.near,
            facets={name: _shown_ids(name, counted) for name, counted in results.facets.items()},
            suggestion=results.suggestion,
            dropped=results.dropped,
            read_as=read_as,
            want=want_of(meant, said, interface.code),
            marker=Marker(asked, interface.code, meant),
        )

    @contextmanager
    def _reading(self, reader: Reader) -> Iterator[None]:
        """Ask the index. Its files can be damaged where only reading shows it; then it is rebuilt.

        Raises:
            IndexUnusable: it broke.
        """
        try:
            yield
        except Exception as error:
            _log.exception("The index broke while it was read.")
            self._index.condemn(reader)
            raise IndexUnusable("the index is damaged") from error


def _shown_ids(name: str, counted: Mapping[str, int]) -> Mapping[str, int]:
    """Ages are filed year by year and in bands; only the bands are counted for people."""
    return {band: counted[band] for band in AGE_BANDS if band in counted} if name == "age" else counted


def _sort(request: SearchRequest) -> str:
    """Without words everything matches alike, so the newest come first."""
    return "newest" if request.sort == "relevance" and not request.q else request.sort


def _scan(unit: Unit, request: SearchRequest, interface: Interface) -> Found:
    """The records whose texts hold every word asked for, compared letter by letter after folding."""
    wanted = [fold(token.word) for token in words(request.q)]
    texts: dict[str, list[str]] = {}
    for key, _, text in unit.records.published_texts(MOST_SCANNED):
        texts.setdefault(key, []).append(fold(text.value))
    matching = [key for key, found in texts.items() if all(any(word in text for text in found) for word in wanted)]
    around = surroundings(unit)
    records = [
        record
        for record in unit.records.get_many(matching).values()
        if is_found(record) and _passes(record, request, around, interface)
    ]
    records.sort(key=lambda record: (record.added is not None, record.added, record.key), reverse=True)
    start = (request.page - 1) * request.size
    page = tuple(Finding(record) for record in records[start : start + request.size])
    return Found(request, len(records), page, is_makeshift=True)


def _passes(record: Record, request: SearchRequest, around: Surroundings, interface: Interface) -> bool:
    if not request.filters:
        return True
    entry = entry_of(record, around, (interface,))
    return all(any(_has(entry, name, value) for value in values) for name, values in index_filters(request).items())


def _has(entry: Entry, name: str, value: str | Range) -> bool:
    if isinstance(value, str):
        return value in entry.facets.get(name, ())
    number = entry.numbers.get(name)
    return (
        number is not None
        and (value.low is None or number >= value.low)
        and (value.high is None or number <= value.high)
    )
