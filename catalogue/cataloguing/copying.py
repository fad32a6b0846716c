"""Copy cataloguing: what other catalogues know of an ISBN, for a librarian to take over part by part."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from catalogue.cataloguing.describing import settle
from catalogue.exchange import sru
from catalogue.exchange.fetching import Unfetched
from catalogue.records import Identifier, Record, Resource
from catalogue.records.identifier import is_valid, normalised
from catalogue.records.parts import Difference, differences, parts, with_parts
from catalogue.records.target import Target
from catalogue.records.text import with_one_main

MOST_AT_ONCE = 4
"""Catalogues asked at the same time."""

_TAKEN = frozenset(
    {
        *(
            "kind",
            "titles",
            "summaries",
            "notes",
            "languages",
            "audiences",
            "age_from",
            "age_to",
            "topics",
            "classification",
        ),
        *("contributors", "publisher", "published_in", "year", "edition", "series", "extent", "identifiers", "url"),
    }
)
"""Fields that another catalogue's word is worth something for: its holdings, licences and statuses are its own."""

Named = Callable[[str], tuple[str, ...]]


@dataclass(frozen=True)
class Answer:
    """What one catalogue has under a number; `fault` is the code of what kept it from answering."""

    target: Target
    found: tuple[Resource, ...] = ()
    fault: str = ""


class Copying:
    """The catalogues that may be asked; none when the administrator has set none."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._targets = tuple(targets)

    @property
    def is_possible(self) -> bool:
        """True when there is a catalogue to ask."""
        return bool(self._targets)

    def look_up(self, isbn: str, topics: Named) -> tuple[Answer, ...]:
        """What every catalogue knows of an ISBN; `topics` are the keys of the topics a heading can mean."""
        with ThreadPoolExecutor(MOST_AT_ONCE) as asked:
            return tuple(asked.map(lambda target: _ask(target, isbn, topics), self._targets))


def isbn_of(record: Resource) -> str:
    """The first sound ISBN of a resource, in 13 digits; empty when it has none."""
    sound = (each for each in record.identifiers if each.scheme == "isbn" and is_valid("isbn", each.value))
    return next((normalised("isbn", each.value) for each in sound), "")


def offered(mine: Resource, found: Resource) -> tuple[Difference, ...]:
    """What the record would gain or change by what was found, in the order of its fields: nothing it has is taken away."""
    full = _filled_up(mine, found)
    places = {part: place for place, part in enumerate(parts(full))}
    return tuple(sorted(differences(mine, full), key=lambda each: places[each.part]))


def taken_over(mine: Resource, found: Resource, wanted: Iterable[str]) -> Resource:
    """The record with those parts of what was found; `wanted` are names of parts."""
    full, names = _filled_up(mine, found), frozenset(wanted)
    taken = with_parts(mine, full, [each.part for each in differences(mine, full) if each.part.name in names])
    assert isinstance(taken, Resource)
    return taken


def _ask(target: Target, isbn: str, topics: Named) -> Answer:
    try:
        return Answer(target, tuple(_fit(each, topics) for each in sru.ask(target, isbn)))
    except Unfetched as fault:
        return Answer(target, fault=fault.code)


def _fit(found: Resource, topics: Named) -> Resource:
    """The resource as records are kept here: headings as topics where they mean exactly one."""
    keys = (meant[0] for meant in map(topics, found.topics) if len(meant) == 1)
    settled: Record = settle(replace(found, topics=tuple(dict.fromkeys(keys)), source=None))
    assert isinstance(settled, Resource)
    return settled


def _filled_up(mine: Resource, found: Resource) -> Resource:
    wanted = [part for part, value in parts(found).items() if part.field in _TAKEN and value not in (None, "", ())]
    full = with_parts(mine, found, wanted)
    assert isinstance(full, Resource)
    by_number: dict[tuple[str, str], Identifier] = {}
    for each in (*mine.identifiers, *found.identifiers):
        by_number.setdefault((each.scheme, normalised(each.scheme, each.value)), each)
    topics = tuple(dict.fromkeys((*mine.topics, *found.topics)))
    return replace(full, identifiers=tuple(by_number.values()), topics=topics, titles=with_one_main(full.titles))
