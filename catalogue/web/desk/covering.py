"""What the catalogue covers: how much there is in each language, of each level and kind, at each library; and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template, request

from catalogue.discovery import Crossing, SearchRequest
from catalogue.languages import Wording
from catalogue.records import codes
from catalogue.records.asked import Count, Scope
from catalogue.web import current
from catalogue.web.desk.looked_for import missed_rows
from catalogue.web.desk.workplace import workplace
from catalogue.web.pages.results import NAMED_FILTERS, facet_label, search_url

LANGUAGE_FILTERS = ("in", "teaches", "for")
FEW = 3
"""Fewer than so many are little to choose from."""

MOST_MISSED = 10
YEAR, MONTH = timedelta(days=365), timedelta(days=29)
_KINDS = (*codes.RESOURCE_KINDS, *codes.ACTIVITY_KINDS)


@dataclass(frozen=True)
class Cell:
    """How many there are; the link shows them as readers see them, and is empty when there are none."""

    count: str
    url: str


@dataclass(frozen=True)
class TableRow:
    """A line of a table: how many in all, and in each column."""

    label: str
    total: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """One filter crossed with another."""

    title: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class Gap:
    """A language that is searched in, how often, what there is of it (`url` shows it), and the levels with little of it."""

    language: str
    searches: str
    total: str
    url: str
    levels: str


def show() -> str:
    """`/desk/coverage?by=…`: counted by the language things are in, that they teach, or whose speakers they are for."""
    wording, place = current.wording(), workplace()
    by = request.args.get("by", "")
    by = by if by in LANGUAGE_FILTERS else LANGUAGE_FILTERS[0]
    searches = place.tally.languages(_past(YEAR))
    names = current.served().reading.titles(current.interface(), *NAMED_FILTERS)
    by_level, by_kind = place.coverage(by, "level"), place.coverage(by, "kind")
    at_branch = place.coverage("branch", "level")
    spoken = tuple(each.spoken for each in current.served().interfaces if not each.is_invented)
    branches = current.served().reading.titles(current.interface(), "branch")
    return render_template(
        "desk/coverage.html",
        by=by,
        ways=[(name, wording.label("facet", name)) for name in LANGUAGE_FILTERS],
        tables=[
            table(by, "level", spoken, codes.LEVELS, by_level, names, wording),
            table(by, "kind", spoken, _there(_KINDS, by_kind), by_kind, names, wording),
            table("branch", "level", tuple(branches), codes.LEVELS, at_branch, names, wording),
        ]
        if by_level and by_kind and at_branch
        else [],
        gaps=gaps(by, by_level, _spoken(searches), wording) if by_level else [],
        few=FEW,
        missed=missed_rows(place.tally.missed(_past(MONTH), MOST_MISSED), names, wording),
    )


def table(
    rows: str,
    columns: str,
    expected: Sequence[str],
    shown: Sequence[str],
    crossing: Crossing,
    names: Mapping[str, str],
    wording: Wording,
) -> Table:
    """Two filters crossed; those values of the first that are `expected` have a line even when there is nothing of them."""
    values = {value: crossing.rows.get(value, 0) for value in (*expected, *crossing.rows)}
    labelled = ((facet_label(rows, value, names, wording), value, total) for value, total in values.items())
    return Table(
        f"{wording.label('facet', rows)} × {wording.label('facet', columns)}",
        wording.label("facet", rows),
        tuple(facet_label(columns, value, names, wording) for value in shown),
        tuple(
            TableRow(
                label,
                _cell(total, {rows: value}, wording),
                tuple(
                    _cell(crossing.cells.get((value, column), 0), {rows: value, columns: column}, wording)
                    for column in shown
                ),
            )
            for label, value, total in sorted(labelled, key=lambda each: (-each[2], wording.sort_key(each[0])))
        ),
    )


def gaps(by: str, crossing: Crossing, searches: Mapping[str, Count], wording: Wording) -> list[Gap]:
    """The languages that are searched in or spoken here and have levels with little; those searched in most come first."""
    lacking = {
        language: [level for level in codes.LEVELS if crossing.cells.get((language, level), 0) < FEW]
        for language in searches
    }
    ordered = sorted(searches, key=lambda language: (-searches[language].number, -len(lacking[language]), language))
    return [
        _gap(by, language, lacking[language], searches[language].number, crossing.rows.get(language, 0), wording)
        for language in ordered
        if lacking[language]
    ]


def _gap(by: str, language: str, levels: Sequence[str], searches: int, total: int, wording: Wording) -> Gap:
    return Gap(
        wording.label("language", language),
        wording.say_count(
            "%(count)s search in the last twelve months", "%(count)s searches in the last twelve months", searches
        ),
        wording.say_count("%(count)s description", "%(count)s descriptions", total),
        _cell(total, {by: language}, wording).url,
        wording.listed(wording.label("level", level) for level in levels),
    )


def _there(values: Sequence[str], crossing: Crossing | None) -> tuple[str, ...]:
    return tuple(value for value in values if crossing and crossing.columns.get(value))


def _spoken(searches: Mapping[str, Count]) -> dict[str, Count]:
    """Searches by the language that is spoken, none for those nobody has searched in."""
    interfaces = [each for each in current.served().interfaces if not each.is_invented]
    return {each.spoken: searches.get(each.code, Count(0, 0)) for each in interfaces}


def _cell(count: int, filters: Mapping[str, str], wording: Wording) -> Cell:
    request = SearchRequest(filters={name: (value,) for name, value in filters.items()})
    return Cell(wording.number(count), search_url(request) if count else "")


def _past(time: timedelta) -> Scope:
    return Scope(date.today() - time, date.today())
