"""When events are: the next date of one that repeats, and whether one is over. All moments are local to the event."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice

from dateutil.rrule import rrulestr

from catalogue.records import Activity, Event
from catalogue.records.repeats import Repeats

_AHEAD = 7600
"""Years, whole cycles of the calendar, by which a rule is moved for counting: dateutil looks for a date that never comes
until the year 9999, and from there it is not far."""

_EARLIEST, _LATEST = 1900, 2300
_END_OF_DAY = time(23, 59)


def is_over(activity: Activity, now: datetime) -> bool:
    """True of an event that has ended with each of its repetitions (one without an end lasts until its day is over), and of an
    initiative that is no longer valid."""
    if isinstance(activity, Event):
        return upcoming(activity, now) is None
    return activity.valid_until is not None and activity.valid_until < now.date()


def upcoming(event: Event, now: datetime) -> Event | None:
    """The event with the date on which it is next, or is just now; None when it is over. One without a date stays as it is."""
    if event.starts is None:
        return None if event.valid_until and event.valid_until < now.date() else event
    end = event.ends or datetime.combine(event.starts, _END_OF_DAY)
    repeats = event.repetition
    cancelled = frozenset(event.cancelled) if repeats else frozenset()
    if end >= now and event.starts.date() not in cancelled:
        return event
    since = max(now - (end - event.starts), event.starts)
    days = _days(repeats, event.starts, since.date(), cancelled) if repeats else ()
    starts = next((day for day in days if day >= since), None)
    if starts is None or (event.valid_until and starts.date() > event.valid_until):
        return None
    return replace(event, starts=starts, ends=starts + (end - event.starts) if event.ends else None)


def current(activities: Iterable[Activity], now: datetime) -> list[Activity]:
    """The activities that are not over, events on their next date."""
    lasting = (each for each in activities if not is_over(each, now))
    return [(upcoming(each, now) or each) if isinstance(each, Event) else each for each in lasting]


@lru_cache(maxsize=4096)
def _days(repeats: Repeats, starts: datetime, day: date, cancelled: frozenset[date]) -> tuple[datetime, ...]:
    """The first two repetitions from this day on that take place, of which at most one is over: no rule has two on one day."""
    if not (_EARLIEST <= starts.year < _LATEST and day.year < _LATEST):
        return ()
    rule = ";".join(f"{name}={value}" for name, value in repeats.parts)
    try:
        moved = rrulestr(rule, dtstart=_moved(starts, _AHEAD))
    except ValueError:
        return ()
    found = moved.xafter(_moved(datetime.combine(day, time()), _AHEAD), count=2 + len(cancelled), inc=True)
    until = repeats.last_moment()
    dates = (_moved(each, -_AHEAD) for each in found)
    held = (each for each in dates if each.date() not in cancelled and (until is None or each <= until))
    return tuple(islice(held, 2))


def _moved(moment: datetime, years: int) -> datetime:
    return moment.replace(year=moment.year + years)
