"""Reading records one by one or by the list, for every door: only what is published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from catalogue.discovery.entries import is_found, shown_title
from catalogue.discovery.schedule import is_over, upcoming
from catalogue.languages import Interface, sort_key
from catalogue.records import Activity, Branch, Event, Initiative, Organisation, Record, Resource
from catalogue.storage import Database, Unit

MOST_MERGES = 20
"""How often a record may have been merged on before its first address is given up."""


@dataclass(frozen=True)
class Surrounded:
    """A record with those it names (topics, branches, providers) and the other versions of its work."""

    record: Record
    named: Mapping[str, Record]
    versions: tuple[Resource, ...] = ()


class Reading:
    """Reads one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._titles: dict[tuple[Interface, tuple[str, ...]], tuple[tuple[str, int], Mapping[str, str]]] = {}

    def one(self, key: str) -> Surrounded | None:
        """The record under this key, whatever its status; None when there never was one."""
        with self._database.reading() as unit:
            record = unit.records.get(key)
            if record is None:
                return None
            return Surrounded(record, _named(unit, (record,)), _versions(unit, record))

    def successor(self, record: Record) -> Record | None:
        """The published record that this one was merged into, perhaps by way of others; None when there is none."""
        with self._database.reading() as unit:
            now: Record | None = record
            for _ in range(MOST_MERGES):
                if now is None or not now.replaced_by:
                    return None
                now = unit.records.get(now.replaced_by)
                if now and now.status == "published":
                    return now
        return None

    def many(self, keys: Sequence[str]) -> list[Record]:
        """The published resources, initiatives and events under these keys, in the order of the keys."""
        with self._database.reading() as unit:
            found = unit.records.get_many(keys)
        return [found[key] for key in dict.fromkeys(keys) if key in found and is_found(found[key])]

    def count(self, types: Sequence[str]) -> int:
        """How many published records of these types there are."""
        with self._database.reading() as unit:
            counts = unit.records.counts()
        return sum(counts.get((each, "published"), 0) for each in types)

    def listed(self, types: Sequence[str], start: int, most: int) -> list[tuple[str, str]]:
        """Key and type of published records of these types, from the one at `start` in the order of keys."""
        with self._database.reading() as unit:
            return unit.records.published(types, start, most)

    def newest(self, most: int) -> list[Record]:
        """The resources added last."""
        with self._database.reading() as unit:
            return unit.records.newest(("resource",), most)

    def titles(self, interface: Interface, *types: str) -> Mapping[str, str]:
        """The title readers see of every published record of these types, by key; kept until anything is saved."""
        with self._database.reading() as unit:
            state = (unit.log.id, unit.log.head())
            kept = self._titles.get((interface, types))
            if kept is None or kept[0] != state:
                found = {record.key: shown_title(record, interface).value for record in unit.records.of_type(*types)}
                kept = self._titles[(interface, types)] = (state, found)
            return kept[1]

    def branches(self, interface: Interface) -> list[Branch]:
        """The libraries, by country and then by town in the reader's alphabet; Latvia's first."""
        with self._database.reading() as unit:
            found = [record for record in unit.records.of_type("branch") if isinstance(record, Branch)]
        return sorted(
            found,
            key=lambda each: (
                each.place.country != "LV",
                each.place.country,
                sort_key(each.place.town, interface.code),
            ),
        )

    def organisations(self, interface: Interface) -> list[Organisation]:
        """Those that provide and are no libraries, in the order of the libraries: Latvia's first, then by country and name."""
        with self._database.reading() as unit:
            found = [record for record in unit.records.of_type("organisation") if isinstance(record, Organisation)]
        return sorted(
            found,
            key=lambda each: (
                each.place.country != "LV",
                each.place.country,
                sort_key(shown_title(each, interface).value, interface.code),
            ),
        )

    def initiatives(self, interface: Interface, now: datetime) -> list[Initiative]:
        """The lasting activities that are still offered, by title. `now` is local time."""
        with self._database.reading() as unit:
            all_ = unit.records.of_type("initiative")
            found = [each for each in all_ if isinstance(each, Initiative) and not is_over(each, now)]
        return sorted(found, key=lambda each: sort_key(shown_title(each, interface).value, interface.code))

    def events(self, now: datetime) -> tuple[list[Event], list[Event]]:
        """The events still to come, each on its next date, soonest first, and those past, latest first. `now` is local time."""
        with self._database.reading() as unit:
            found = [each for each in unit.records.of_type("event") if isinstance(each, Event) and each.starts]
        coming = [each for event in found if (each := upcoming(event, now))]
        past = [event for event in found if is_over(event, now)]
        return sorted(coming, key=_start), sorted(past, key=_start, reverse=True)

    def at_branch(self, key: str) -> tuple[list[Activity], Mapping[str, Record]]:
        """The published activities a branch provides."""
        with self._database.reading() as unit:
            related = unit.records.get_many(unit.records.related_to(key)).values()
            found = [
                each
                for each in related
                if isinstance(each, Activity) and each.status == "published" and key in each.providers
            ]
            return found, _named(unit, found)

    def branches_of(self, records: Sequence[Record]) -> Mapping[str, Record]:
        """The published libraries that hold some of these."""
        held = (record.holdings for record in records if isinstance(record, Resource))
        keys = {holding.branch for holdings in held for holding in holdings}
        with self._database.reading() as unit:
            found = unit.records.get_many(sorted(keys))
        return {key: record for key, record in found.items() if record.status == "published"}


def _start(event: Event) -> datetime:
    assert event.starts is not None
    return event.starts


def _named(unit: Unit, records: Iterable[Record]) -> Mapping[str, Record]:
    keys = {key for record in records for _, key in record.relations()}
    found = unit.records.get_many(sorted(keys))
    return {key: record for key, record in found.items() if record.status == "published"}


def _versions(unit: Unit, record: Record) -> tuple[Resource, ...]:
    if not isinstance(record, Resource) or not record.work:
        return ()
    same = unit.records.same_work(record.work)
    return tuple(other for other in same if isinstance(other, Resource) and other.key != record.key)
