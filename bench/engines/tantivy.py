"""tantivy, where it is installed (`pip install tantivy`). It is no requirement of ours, so it is imported by name."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from importlib import import_module, metadata, util
from pathlib import Path
from typing import Any

from bench.filed import FIELDS, Filed
from bench.question import ALL_FACETS, FACETS, FEW, PAGE, Answer, Question

tantivy: Any = import_module("tantivy") if util.find_spec("tantivy") else None

WEIGHTS = {"title": 2.0, "name": 1.5, "text": 1.0}
_MEMORY = 128_000_000
_MOST_IDS = 10_000


def version() -> str:
    """Its version, empty when it is not installed."""
    return metadata.version("tantivy") if tantivy else ""


class Builder:
    """Writes records a chunk at a time, by one thread as the others do."""

    def __init__(self, folder: Path) -> None:
        self._words = _made(folder / "words", _words_schema())
        self._phrases = _made(folder / "phrases", _phrases_schema())
        self._writer = self._words.writer(_MEMORY, 1)
        self._phrase_writer = self._phrases.writer(_MEMORY, 1)

    def add(self, chunk: Sequence[Filed]) -> None:
        """Write a chunk."""
        for each in chunk:
            document = tantivy.Document()
            document.add_text("key", each.key)
            for name, keys in zip(FIELDS, each.keys, strict=True):
                document.add_text(name, keys)
            for name, id_ in each.facets:
                document.add_text(_facet(name), id_)
            document.add_integer("added", each.added)
            document.add_text("sorted", each.order)
            self._writer.add_document(document)

    def add_aside(self, chunk: Sequence[Filed]) -> None:
        """Write what phrases are looked for in."""
        for each in chunk:
            document = tantivy.Document()
            for name, words in zip(FIELDS, each.folded, strict=True):
                document.add_text(name, words)
            self._phrase_writer.add_document(document)

    def finish(self) -> None:
        """Wait until everything is on disk."""
        for writer in (self._writer, self._phrase_writer):
            writer.commit()
            writer.wait_merging_threads()


class Tantivy:
    """The same answers from tantivy."""

    def __init__(self, folder: Path) -> None:
        self._schema, self._phrase_schema = _words_schema(), _phrases_schema()
        self._searcher = _opened(folder / "words", self._schema)
        self._phrases = _opened(folder / "phrases", self._phrase_schema)

    def answer(self, question: Question) -> Answer | None:
        """Its answer; nothing of its own completes words in several fields."""
        match question.kind:
            case "completion":
                return None
            case "phrase":
                return Answer(int(self._phrases.search(self._phrase([key for (key,) in question.keys]), PAGE).count))
            case "correction":
                return self._found(self._any([self._near(name, question.keys[0][0]) for name in FIELDS]))
        words = [self._word(keys) for keys in question.keys]
        query = self._all(words)
        for name, id_ in question.filters:
            passing = tantivy.Query.term_query(self._schema, _facet(name), id_)
            query = self._all([query, tantivy.Query.const_score_query(passing, 0.0)])
        if question.kind == "newest":
            return self._found(query, order_by_field="added")
        if question.kind == "title":
            return self._found(query, order_by_field="sorted", order=tantivy.Order.Asc)
        found = self._found(query, facets=FACETS if question.kind == "facets" else ())
        if question.kind == "near" and found.total < FEW:
            near = self._found(self._any(words)).keys
            return replace(found, keys=tuple(dict.fromkeys([*found.keys, *near]))[:PAGE])
        return found

    def _found(self, query: Any, facets: Sequence[str] = (), **order: Any) -> Answer:
        result = self._searcher.search(query, PAGE, **order)
        keys = tuple(self._searcher.doc(address)["key"][0] for _, address in result.hits)
        return Answer(int(result.count), keys, self._counted(query, facets) if facets else {})

    def _counted(self, query: Any, names: Sequence[str]) -> dict[str, dict[str, int]]:
        wanted = {name: {"terms": {"field": _facet(name), "size": _MOST_IDS}} for name in names}
        found = self._searcher.aggregate(query, wanted)
        return {name: {each["key"]: each["doc_count"] for each in found[name]["buckets"]} for name in names}

    def _word(self, keys: Sequence[str]) -> Any:
        terms = [
            tantivy.Query.boost_query(tantivy.Query.term_query(self._schema, name, key), WEIGHTS[name])
            for name in FIELDS
            for key in keys
        ]
        return self._any(terms)

    def _near(self, name: str, key: str) -> Any:
        return tantivy.Query.fuzzy_term_query(self._schema, name, key, distance=1, transposition_cost_one=True)

    def _phrase(self, words: Sequence[Any]) -> Any:
        return self._any([tantivy.Query.phrase_query(self._phrase_schema, name, list(words)) for name in FIELDS])

    def _any(self, queries: Sequence[Any]) -> Any:
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])

    def _all(self, queries: Sequence[Any]) -> Any:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _facet(name: str) -> str:
    return f"facet_{name}"


def _words_schema() -> Any:
    schema = reduce(lambda made, name: made.add_text_field(name, tokenizer_name="whitespace"), FIELDS, _keyed())
    for name in ALL_FACETS:
        schema = schema.add_text_field(_facet(name), fast=True, tokenizer_name="raw", index_option="basic")
    schema = schema.add_integer_field("added", fast=True)
    return schema.add_text_field("sorted", fast=True, tokenizer_name="raw", index_option="basic").build()


def _phrases_schema() -> Any:
    return reduce(
        lambda made, name: made.add_text_field(name, tokenizer_name="whitespace"), FIELDS, tantivy.SchemaBuilder()
    ).build()


def _keyed() -> Any:
    return tantivy.SchemaBuilder().add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")


def _made(folder: Path, schema: Any) -> Any:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return tantivy.Index(schema, path=str(folder))


def _opened(folder: Path, schema: Any) -> Any:
    index = tantivy.Index(schema, path=str(folder))
    index.reload()
    return index.searcher()


def opened(folder: Path) -> Tantivy:
    """The engine of this folder."""
    return Tantivy(folder)
