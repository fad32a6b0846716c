"""What is counted of searches: how many there were, after what, and in which words. Words stand in their rows only once they
may be known; until then a row holds a digest of them."""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from catalogue.records.asked import SEEN_DAYS, Count, LookedFor, Scope
from catalogue.storage.tables import queries, searches, wants

Place = tuple[date, str, str]
"""Day, interface language, and key of a library or nothing."""

_Row = tuple[Mapping[str, Any], Mapping[str, Any], Count]
"""What a row is known by, what it holds besides, and what is added to it."""

_TABLES = (searches, wants, queries)
_PORTION = 500


class Searches:
    """The counts as one transaction sees them."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def count(self, counts: Mapping[Place, Count]) -> None:
        """Add to the searches of a day."""
        self._add(searches, [(_keys(place), {}, count) for place, count in counts.items()])

    def count_wants(self, counts: Mapping[tuple[Place, str], Count], most: int) -> None:
        """Add to what was wanted on a day; no day gets more than `most` rows."""
        self._add(wants, [({**_keys(place), "want": want}, {}, count) for (place, want), count in counts.items()], most)

    def count_queries(self, counts: Mapping[tuple[Place, str, str], Count], most: int) -> None:
        """Add to the queries of a day, each known by a digest of its words, and with what it wants; no day gets more than `most`
        rows."""
        rows = [
            ({**_keys(place), "digest": digest}, {"words": "", "want": want}, count)
            for (place, digest, want), count in counts.items()
        ]
        self._add(queries, rows, most)

    def reveal(self, words: Mapping[str, str]) -> None:
        """Write down the words of those digests that were counted on `SEEN_DAYS` different days."""
        for start in range(0, len(words), _PORTION):
            digests = list(words)[start : start + _PORTION]
            seen = self._connection.scalars(
                sa.select(queries.c.digest)
                .where(queries.c.digest.in_(digests))
                .group_by(queries.c.digest)
                .having(sa.func.count(queries.c.day.distinct()) >= SEEN_DAYS)
            )
            for digest in seen.all():
                unsaid = sa.and_(queries.c.digest == digest, queries.c.words == "")
                self._connection.execute(queries.update().where(unsaid).values(words=words[digest]))

    def forget_before(self, day: date, provisional: date) -> None:
        """Forget what was counted before a day, and before another the queries whose words were never written down."""
        for table in _TABLES:
            self._connection.execute(table.delete().where(table.c.day < day))
        self._connection.execute(queries.delete().where(queries.c.words == "", queries.c.day < provisional))

    def forget_words(self, words: str) -> int:
        """Forget a query; returns how many rows it had."""
        return self._connection.execute(queries.delete().where(queries.c.words == words)).rowcount if words else 0

    def by_day(self, scope: Scope) -> dict[date, Count]:
        """The searches of each day that had any."""
        return self._sums(searches.c.day, scope)

    def by_language(self, scope: Scope) -> dict[str, Count]:
        """The searches in each interface language."""
        return self._sums(searches.c.language, scope)

    def by_branch(self, scope: Scope) -> dict[str, Count]:
        """The searches made at, or narrowed to, each library; those at none under an empty key."""
        return self._sums(searches.c.branch, scope)

    def most_asked(self, scope: Scope, most: int) -> list[LookedFor]:
        """The words looked for most, of those looked for on several days."""
        return self._looked_for(queries, queries.c.words, queries.c.words != "", queries.c.number, scope, most)

    def missed_words(self, scope: Scope, most: int) -> list[LookedFor]:
        """The words that most often found nothing, of those that did on several days."""
        is_missed = sa.and_(queries.c.words != "", queries.c.empty > 0)
        return self._looked_for(queries, queries.c.words, is_missed, queries.c.empty, scope, most)

    def missed_wants(self, scope: Scope, most: int) -> list[LookedFor]:
        """What was wanted most often in vain, in whatever words, of what was on several days."""
        return self._looked_for(wants, wants.c.want, wants.c.empty > 0, wants.c.empty, scope, most)

    def _add(self, table: sa.Table, rows: Sequence[_Row], most: int = sys.maxsize) -> None:
        """Add to the rows that are there, and begin the others. Those who write take turns, so nobody begins one meanwhile."""
        names = [column.name for column in table.primary_key]
        days = {keys["day"] for keys, _, _ in rows}
        found = self._connection.execute(sa.select(*table.primary_key).where(table.c.day.in_(days)))
        there = {tuple(row) for row in found}
        begun = Counter(row[names.index("day")] for row in there)
        added, inserted = [], []
        for keys, others, count in rows:
            if tuple(keys[name] for name in names) in there:
                added.append(
                    {
                        **{f"this_{name}": value for name, value in keys.items()},
                        "more": count.number,
                        "more_empty": count.empty,
                    }
                )
            elif begun[keys["day"]] < most:
                begun[keys["day"]] += 1
                inserted.append({**keys, **others, **vars(count)})
        if added:
            same = sa.and_(*(table.c[name] == sa.bindparam(f"this_{name}") for name in names))
            number, empty = table.c.number + sa.bindparam("more"), table.c.empty + sa.bindparam("more_empty")
            self._connection.execute(table.update().where(same).values(number=number, empty=empty), added)
        if inserted:
            self._connection.execute(table.insert(), inserted)

    def _sums(self, column: sa.Column[Any], scope: Scope) -> dict[Any, Count]:
        asked = (
            sa.select(column, sa.func.sum(searches.c.number), sa.func.sum(searches.c.empty))
            .where(_within(searches, scope))
            .group_by(column)
            .order_by(column)
        )
        return {value: Count(number, empty) for value, number, empty in self._connection.execute(asked)}

    def _looked_for(
        self,
        table: sa.Table,
        column: sa.Column[Any],
        is_meant: sa.ColumnElement[bool],
        measure: sa.Column[Any],
        scope: Scope,
        most: int,
    ) -> list[LookedFor]:
        days = sa.func.count(table.c.day.distinct())
        within = sa.and_(_within(table, scope), is_meant)
        found = self._connection.execute(
            sa.select(column, days, sa.func.sum(table.c.number), sa.func.sum(table.c.empty), sa.func.max(table.c.want))
            .where(within)
            .group_by(column)
            .having(days >= SEEN_DAYS)
            .order_by(sa.func.sum(measure).desc(), column)
            .limit(most)
        ).all()
        languages = self._languages(table, column, within, [row[0] for row in found])
        return [
            LookedFor(
                value if column is queries.c.words else "", want, languages.get(value, ()), seen, Count(number, empty)
            )
            for value, seen, number, empty, want in found
        ]

    def _languages(
        self, table: sa.Table, column: sa.Column[Any], within: sa.ColumnElement[bool], values: Sequence[str]
    ) -> dict[str, tuple[str, ...]]:
        rows = self._connection.execute(
            sa.select(column, table.c.language)
            .where(within, column.in_(values))
            .group_by(column, table.c.language)
            .order_by(column, sa.func.sum(table.c.number).desc(), table.c.language)
        )
        found: dict[str, tuple[str, ...]] = {}
        for value, language in rows:
            found[value] = (*found.get(value, ()), language)
        return found


def _keys(place: Place) -> dict[str, Any]:
    return dict(zip(("day", "language", "branch"), place, strict=True))


def _within(table: sa.Table, scope: Scope) -> sa.ColumnElement[bool]:
    conditions: list[sa.ColumnElement[bool]] = [table.c.day.between(scope.since, scope.until)]
    if scope.language:
        conditions.append(table.c.language == scope.language)
    if scope.branch:
        conditions.append(table.c.branch == scope.branch)
    return sa.and_(*conditions)
