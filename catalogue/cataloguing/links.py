"""Looking after the addresses that records name: asked again from time to time, and called broken after failing on two days."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from queue import SimpleQueue
from urllib.parse import urlsplit

from catalogue.records import Record
from catalogue.records.link import GOOD, UNSURE, Link, addresses
from catalogue.storage import Database, Unit

AFTER_DAYS = 30
"""Days after which an address that answered is asked again; one that failed is asked on the next day."""

MOST_ASKED = 2_000
"""Addresses asked in one round; the others wait for the next."""

_AT_ONCE = 8
_PORTION = 20
_TYPES = ("resource", "initiative", "event", "branch", "organisation")
_STANDING = ("draft", "review", "published")


@dataclass(frozen=True)
class Round:
    """What came of a round: addresses there are, asked now, failing now, and broken all in all."""

    known: int
    asked: int
    failed: int
    broken: int


class Links:
    """The addresses of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(
        self,
        look: Callable[[str], str],
        now: datetime,
        after_days: int = AFTER_DAYS,
        most: int = MOST_ASKED,
        tell: Callable[[int], None] = lambda done: None,
    ) -> Round:
        """Ask the addresses whose turn it is. `look` gives the state of one, and is called by several threads, never by two for
        one host."""
        with self._database.reading() as unit:
            named, known = _named(unit), unit.links.all()
        self._bring_up_to_date(named, known)
        due = [address for address in named if _is_due(known.get(address), now, after_days)][:most]
        failed = 0
        found: list[Link] = []
        for done, (address, state) in enumerate(_asked(due, look), start=1):
            found.append(_learned(known.get(address), Link(address, now, state, None, named[address])))
            failed += found[-1].failed_since is not None
            if len(found) == _PORTION:
                self._keep(found)
                found = []
            tell(done)
        self._keep(found)
        return Round(len(named), len(due), failed, len(self.broken()))

    def broken(self) -> list[tuple[Link, list[Record]]]:
        """The addresses that have failed on two different days, with the records in which they stand now."""
        with self._database.reading() as unit:
            links = [each for each in unit.links.failing() if each.is_broken]
            found = []
            for link in links:
                there = unit.records.get_many(link.records).values()
                standing = [each for each in there if each.status in _STANDING and link.address in set(addresses(each))]
                if standing:
                    found.append((link, standing))
        return found

    def last_asked(self) -> datetime | None:
        """When the last address was asked; None before the first round."""
        with self._database.reading() as unit:
            return unit.links.last_asked()

    def _bring_up_to_date(self, named: Mapping[str, tuple[str, ...]], known: Mapping[str, Link]) -> None:
        """What is known, with the records that name each address now, and without what none names."""
        with self._database.writing() as unit:
            unit.links.forget(known.keys() - named.keys())
            moved = [
                replace(link, records=named[address])
                for address, link in known.items()
                if address in named and link.records != named[address]
            ]
            unit.links.keep(moved)

    def _keep(self, found: Iterable[Link]) -> None:
        with self._database.writing() as unit:
            unit.links.keep(found)


def _named(unit: Unit) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for record in unit.records.of_type(*_TYPES, statuses=_STANDING):
        for address in addresses(record):
            found[address].append(record.key)
    return {address: tuple(keys) for address, keys in found.items()}


def _is_due(link: Link | None, now: datetime, after_days: int) -> bool:
    if link is None:
        return True
    if link.failed_since is not None:
        return link.asked.date() < now.date()
    return now - link.asked >= timedelta(days=after_days)


def _learned(before: Link | None, now: Link) -> Link:
    """What is known of an address after it was asked."""
    if now.state == GOOD or now.state in UNSURE:
        return now
    return replace(now, failed_since=before.failed_since if before and before.failed_since else now.asked)


def _asked(due: Iterable[str], look: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Each address with its state, as they come in; those of one host one after the other."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in due:
        by_host[urlsplit(address).netloc].append(address)
    answers: SimpleQueue[tuple[str, str] | None] = SimpleQueue()

    def visit(wanted: list[str]) -> None:
        try:
            for address in wanted:
                answers.put((address, look(address)))
        finally:
            answers.put(None)

    with ThreadPoolExecutor(_AT_ONCE, "links") as pool:
        visits = [pool.submit(visit, wanted) for wanted in by_host.values()]
        for _ in by_host:
            yield from iter(answers.get, None)
        for each in visits:
            each.result()
