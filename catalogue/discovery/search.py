"""One search from the visitor's words to the records of a page; and, while the index cannot answer, a plain scan instead."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.discovery.entries import Surroundings, as_filed, entry_of, is_found, surroundings
from catalogue.discovery.request import AGE_BANDS, SearchRequest, index_filters
from catalogue.discovery.vocabulary import Vocabularies
from catalogue.languages import Interface
from catalogue.records import Record
from catalogue.storage import Database, Unit
from index import Entry, Index, IndexUnusable, Query, Range, fold, words

MOST_SCANNED = 50_000
"""Texts a search reads from the database when there is no index."""

OWN_LANGUAGE_BOOST = 1.0
"""What a record in, or for speakers of, the visitor's language gets on top when there are words to rank by."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finding:
    """A record on a page of results; `why` is the facet and id of the concept it was found through."""

    record: Record
    score: float = 0.0
    why: tuple[str, str] | None = None


@dataclass(frozen=True)
class Found:
    """The answer to a request. `is_makeshift` is True when the index could not be used: no facets, no ranking."""

    request: SearchRequest
    total: int = 0
    findings: tuple[Finding, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    suggestion: str = ""
    dropped: tuple[str, ...] = ()
    is_makeshift: bool = False


class Search:
    """Searches one catalogue."""

    def __init__(self, database: Database, index: Index) -> None:
        self._database = database
        self._index = index
        self._vocabularies = Vocabularies()

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
        """Words that begin as typed; none while the index cannot be used."""
        try:
            return self._index.reader().complete(prefix, interface.code)
        except IndexUnusable:
            return []

    def _from_index(self, unit: Unit, request: SearchRequest, interface: Interface) -> Found:
        reader = self._index.reader()
        reader.require_log(unit.log.id, unit.log.head())
        meanings = self._vocabularies.current(unit).meanings(request.q, interface.code) if request.q else ()
        results = reader.find(
            Query(
                words=as_filed(request.q),
                language=interface.code,
                filters=index_filters(request),
                sort=_sort(request),
                page=request.page,
                size=request.size,
                meanings=meanings,
                boosts={(name, interface.code): OWN_LANGUAGE_BOOST for name in ("in", "for")},
            )
        )
        records = unit.records.get_many([hit.key for hit in results.hits])
        findings = tuple(
            Finding(records[hit.key], hit.score, hit.why)
            for hit in results.hits
            if hit.key in records and is_found(records[hit.key])
        )
        facets = {name: _shown_ids(name, counted) for name, counted in results.facets.items()}
        return Found(request, results.total, findings, facets, results.suggestion, results.dropped)


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
