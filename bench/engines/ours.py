"""Our index, through its public face."""

from collections.abc import Iterable
from functools import cached_property
from itertools import islice
from pathlib import Path

from bench.filing import INTERFACE
from bench.question import FACETS, PAGE, Answer, Question
from index import Entry, Index, Query, Reader, ReadTo

SORTS = ("newest", "title")
_LOG = ReadTo("bench", 1)


class Ours:
    """One reader that counts facets and one that does not, which is what most questions ask for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def answer(self, question: Question) -> Answer | None:
        """Its answer."""
        if question.kind == "completion":
            return Answer(words=tuple(self._plain.complete(question.words, INTERFACE)))
        reader = self._counting if question.kind == "facets" else self._plain
        found = reader.find(
            Query(
                words=f'"{question.words}"' if question.kind == "phrase" else question.words,
                language=INTERFACE,
                filters={name: (id_,) for name, id_ in question.filters},
                sort=question.kind if question.kind in SORTS else "relevance",
                size=PAGE,
            )
        )
        suggested = (found.suggestion,) if found.suggestion else ()
        return Answer(found.total, tuple(hit.key for hit in found.hits), found.facets, suggested)

    @cached_property
    def _plain(self) -> Reader:
        return Index(self._folder, ()).reader()

    @cached_property
    def _counting(self) -> Reader:
        return Index(self._folder, FACETS).reader()


def build(folder: Path, entries: Iterable[Entry], count: int, segments: int = 1, log: ReadTo = _LOG) -> None:
    """Write the entries, made from this log: a rebuild, and a commit for each further segment."""
    remaining = iter(entries)
    each = -(-count // segments)
    writer = Index(folder, ()).writer
    writer.rebuild(islice(remaining, each), log)
    for _ in range(1, segments):
        writer.apply(islice(remaining, each), (), log)


def opened(folder: Path) -> Ours:
    """The engine of this folder."""
    return Ours(folder)
