"""SQLite: FTS5 without a copy of the texts, and ordinary tables with indexes for everything else.

Phrases have a file of their own, because there the words stand without their other keys; so have the records shown in full.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.filed import FIELDS, Filed
from bench.question import FACETS, FEW, PAGE, Answer, Question

MOST_COMPLETIONS = 10
ORDERS = {"newest": "records.added DESC", "title": "records.sorted"}

_TOKENS = """tokenize="unicode61 remove_diacritics 0 tokenchars '~_'" """
_RANK = "INSERT INTO words(words, rank) VALUES ('rank', 'bm25(2.0, 1.5, 1.0)')"
_WORDS = (f"CREATE VIRTUAL TABLE words USING fts5({', '.join(FIELDS)}, content='', prefix='2 3', {_TOKENS})", _RANK)
_PHRASES = (f"CREATE VIRTUAL TABLE words USING fts5({', '.join(FIELDS)}, content='', {_TOKENS})", _RANK)
_TABLES = (
    "CREATE TABLE records(id INTEGER PRIMARY KEY, key TEXT, kind TEXT, added INTEGER, sorted TEXT)",
    "CREATE TABLE facets(name TEXT, record INTEGER, value TEXT, PRIMARY KEY(name, record, value)) WITHOUT ROWID",
    "CREATE TABLE spelt(word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID",
)
_INDEXES = (
    "CREATE INDEX by_value ON facets(name, value, record)",
    "CREATE INDEX by_added ON records(added)",
    "CREATE INDEX by_title ON records(sorted)",
)
_HAS = " AND EXISTS (SELECT 1 FROM facets WHERE name = ? AND record = words.rowid AND value = ?)"
"""Asked of each record found; `rowid IN (SELECT …)` would have SQLite look up the words once for every record filed so."""

_INSERT = "INSERT INTO words(rowid, title, name, text) VALUES (?, ?, ?, ?)"


class Builder:
    """Writes records a chunk at a time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._words = connected(folder / "words.sqlite")
        self._phrases = connected(folder / "phrases.sqlite")
        for statement in (*_WORDS, *_TABLES):
            self._words.execute(statement)
        for statement in _PHRASES:
            self._phrases.execute(statement)
        self._documents = connected(folder / "documents.sqlite")
        self._documents.execute("CREATE TABLE documents(id INTEGER PRIMARY KEY, document TEXT)")
        self._count = 0
        self._spelt: Counter[str] = Counter()

    def add(self, chunk: Sequence[Filed]) -> None:
        """Write a chunk."""
        numbered = list(enumerate(chunk, start=self._count + 1))
        self._count += len(chunk)
        self._words.executemany(_INSERT, ((number, *each.keys) for number, each in numbered))
        self._words.executemany(
            "INSERT INTO records VALUES (?, ?, ?, ?, ?)",
            ((number, each.key, each.kind, each.added, each.order) for number, each in numbered),
        )
        self._words.executemany(
            "INSERT INTO facets VALUES (?, ?, ?)",
            ((name, number, id_) for number, each in numbered for name, id_ in each.facets),
        )
        for each in chunk:
            self._spelt.update(each.spelt)

    def add_aside(self, chunk: Sequence[Filed]) -> None:
        """Write the same chunk to the other files."""
        numbered = list(enumerate(chunk, start=self._count - len(chunk) + 1))
        self._phrases.executemany(_INSERT, ((number, *each.folded) for number, each in numbered))
        self._documents.executemany(
            "INSERT INTO documents VALUES (?, ?)", ((number, each.document) for number, each in numbered)
        )

    def finish(self) -> None:
        """Make the indexes, and leave FTS5 in one piece, as it is fastest."""
        self._words.executemany("INSERT INTO spelt VALUES (?, ?)", self._spelt.items())
        for statement in _INDEXES:
            self._words.execute(statement)
        for connection in (self._words, self._phrases):
            connection.execute("INSERT INTO words(words) VALUES ('optimize')")
            connection.execute("ANALYZE")
        for connection in (self._words, self._phrases, self._documents):
            connection.commit()
            connection.close()


class Fts5:
    """The same answers from SQLite."""

    def __init__(self, folder: Path) -> None:
        self._connection = connected(folder / "words.sqlite")
        self._phrases = connected(folder / "phrases.sqlite")
        self._connection.execute("CREATE TEMP TABLE hits(record INTEGER PRIMARY KEY)")

    def answer(self, question: Question) -> Answer | None:
        """Its answer; it has none to misspelt words."""
        match question.kind:
            case "correction":
                return None
            case "completion":
                return Answer(words=self._completed(question.keys[0][0]))
            case "phrase":
                expression = '"' + " ".join(key for (key,) in question.keys) + '"'
                return self._phrase(expression)
        expression = self.expression(question.keys)
        if question.filters:
            return self._filtered(expression, question.filters)
        if question.kind in ORDERS:
            return Answer(self._total(self._connection, expression), self._ordered(expression, ORDERS[question.kind]))
        total, numbers = self.ranked(expression)
        if question.kind == "near" and total < FEW:
            near = self._best(self.expression(question.keys, " OR "))
            numbers = list(dict.fromkeys([*numbers, *near]))[:PAGE]
        facets = self.facets(expression, FACETS) if question.kind == "facets" else {}
        return Answer(total, self._keys(numbers), facets)

    def holds(self, keys: Iterable[str]) -> bool:
        """True when a record has one of the keys."""
        return self._total(self._connection, self.expression([tuple(keys)])) > 0

    def close(self) -> None:
        """Give the files back."""
        self._connection.close()
        self._phrases.close()

    def expression(self, keys: Iterable[Sequence[str]], joined: str = " AND ") -> str:
        """Every word, or with " OR " some, by any of its keys, as FTS5 spells it."""
        return joined.join("(" + " OR ".join(f'"{key}"' for key in each) + ")" for each in keys)

    def ranked(self, expression: str) -> tuple[int, list[int]]:
        """How many records there are, and the best of them."""
        return self._total(self._connection, expression), self._best(expression)

    def facets(self, expression: str, names: Sequence[str]) -> dict[str, dict[str, int]]:
        """The counts over all that was found, which is looked up once."""
        self._connection.execute("DELETE FROM temp.hits")
        self._connection.execute("INSERT INTO temp.hits SELECT rowid FROM words WHERE words MATCH ?", (expression,))
        return {
            name: dict(
                self._connection.execute(
                    "SELECT value, count(*) FROM temp.hits JOIN facets ON facets.record = hits.record"
                    " WHERE facets.name = ? GROUP BY value",
                    (name,),
                )
            )
            for name in names
        }

    def _best(self, expression: str) -> list[int]:
        found = self._connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (expression, PAGE)
        )
        return [number for (number,) in found]

    def _total(self, connection: sqlite3.Connection, expression: str) -> int:
        found: int = connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", (expression,)).fetchone()[0]
        return found

    def _keys(self, numbers: Sequence[int]) -> tuple[str, ...]:
        marks = ", ".join("?" * len(numbers))
        found = dict(self._connection.execute(f"SELECT id, key FROM records WHERE id IN ({marks})", numbers))
        return tuple(found[number] for number in numbers)

    def _filtered(self, expression: str, filters: Sequence[tuple[str, str]]) -> Answer:
        passing = _HAS * len(filters)
        given = (expression, *(each for pair in filters for each in pair))
        (total,) = self._connection.execute(
            f"SELECT count(*) FROM words WHERE words MATCH ?{passing}", given
        ).fetchone()
        found = self._connection.execute(
            f"SELECT rowid FROM words WHERE words MATCH ?{passing} ORDER BY rank LIMIT {PAGE}", given
        )
        return Answer(total, self._keys([number for (number,) in found]))

    def _ordered(self, expression: str, order: str) -> tuple[str, ...]:
        found = self._connection.execute(
            "SELECT records.key FROM words JOIN records ON records.id = words.rowid WHERE words MATCH ?"
            f" ORDER BY {order} LIMIT {PAGE}",
            (expression,),
        )
        return tuple(key for (key,) in found)

    def _phrase(self, expression: str) -> Answer:
        found = self._phrases.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (expression, PAGE)
        )
        numbers = [number for (number,) in found]
        return Answer(self._total(self._phrases, expression), self._keys(numbers))

    def _completed(self, prefix: str) -> tuple[str, ...]:
        found = self._connection.execute(
            "SELECT word FROM spelt WHERE word >= ? AND word < ? ORDER BY count DESC, word LIMIT ?",
            (prefix, prefix + "\U0010ffff", MOST_COMPLETIONS),
        )
        return tuple(word for (word,) in found)


def connected(path: Path) -> sqlite3.Connection:
    """A file as all of them are opened."""
    connection = sqlite3.connect(path, isolation_level="DEFERRED")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection


def opened(folder: Path) -> Fts5:
    """The engine of this folder."""
    return Fts5(folder)
