"""Peers as they come, on raw texts: every word of the query may match, the best first."""

import sqlite3
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from bench.engines.tantivy import tantivy, version


class RawPeer(Protocol):
    """Something that ranks texts."""

    def find(self, words: str, most: int) -> list[int]:
        """The places of the best texts."""


class RawFts5:
    """SQLite's FTS5 with its tokenizer for all scripts, diacritics left out."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='unicode61 remove_diacritics 2')"
        )
        self._connection.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))

    def find(self, words: str, most: int) -> list[int]:
        """The places of the best texts."""
        expression = " OR ".join(f'"{word}"' for word in _bare(words).split())
        if not expression:
            return []
        found = self._connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT ?", (expression, most)
        )
        return [place for (place,) in found]


class RawTantivy:
    """tantivy with its default tokenizer."""

    def __init__(self, texts: Sequence[str]) -> None:
        schema = tantivy.SchemaBuilder().add_text_field("text").add_integer_field("place", stored=True).build()
        self._index = tantivy.Index(schema)
        writer = self._index.writer(num_threads=1)
        for place, text in enumerate(texts):
            document = tantivy.Document()
            document.add_text("text", text)
            document.add_integer("place", place)
            writer.add_document(document)
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def find(self, words: str, most: int) -> list[int]:
        """The places of the best texts."""
        asked = _bare(words).lower()
        if not asked.strip():
            return []
        # The strict parser fails where nothing is left of the query, as of words too long for it.
        query, _ = self._index.parse_query_lenient(asked, ["text"])
        found = self._searcher.search(query, most)
        return [self._searcher.doc(address)["place"][0] for _, address in found.hits]


def raw_peers(texts: Sequence[str]) -> dict[str, RawPeer]:
    """The peers there are, each with these texts."""
    found: dict[str, RawPeer] = {"fts5": RawFts5(texts)}
    if version():
        found["tantivy"] = RawTantivy(texts)
    return found


def _bare(words: str) -> str:
    """The words without signs that mean something in a peer's query."""
    return "".join(" " if unicodedata.category(sign)[0] in "PSC" else sign for sign in words)
