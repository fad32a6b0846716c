"""What every engine is asked, and what it answers. Plain values that a peer can be given without our own index at hand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

PAGE = 20
"""Hits of an answer."""

FEW = 10
"""Fewer records with all words are followed, where a question asks for it, by those that have some: as our index always does."""

FACETS = ("kind", "level", "topic", "branch", "in")
"""The facets that are counted where a question asks for it."""

ALL_FACETS = (*FACETS, "audience", "town")
"""Every facet synthetic records have."""

KINDS = {
    "search": "three words, total, top 20",
    "near": "three words, total, top 20 with what comes near",
    "facets": "three words, five facets",
    "filters": "three words, two filters",
    "newest": "three words, newest first",
    "title": "three words, by title",
    "phrase": "phrase of two words",
    "completion": "completion of three letters",
    "correction": "a misspelt word",
    "whole": "end to end on raw text, all facets",
}
"""The kinds of question, and what people call them."""


@dataclass(frozen=True)
class Question:
    """One question. `keys` are for each word what it may be filed under, ready made; `filters` pairs of facet and id."""

    kind: str
    words: str
    keys: tuple[tuple[str, ...], ...]
    filters: tuple[tuple[str, str], ...] = ()
    meant: str = ""


@dataclass(frozen=True)
class Answer:
    """What an engine said. `words` are completions or a correction."""

    total: int = 0
    keys: tuple[str, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    words: tuple[str, ...] = ()


class Engine(Protocol):
    """Something that answers questions."""

    def answer(self, question: Question) -> Answer | None:
        """Its answer, None to a kind of question it has no way to answer."""


def write(questions: Iterable[Question], path: Path) -> None:
    """Keep the questions for another process."""
    path.write_text(json.dumps([asdict(question) for question in questions], ensure_ascii=False), "utf-8")


def read(path: Path) -> list[Question]:
    """The questions another process kept."""
    return [
        Question(
            each["kind"],
            each["words"],
            tuple(map(tuple, each["keys"])),
            tuple((name, id_) for name, id_ in each["filters"]),
            each["meant"],
        )
        for each in json.loads(path.read_text("utf-8"))
    ]
