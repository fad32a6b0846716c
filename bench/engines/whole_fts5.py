"""The same work as a search in the catalogue, done with SQLite: the words analysed, ranked, all facets counted, records read."""

import json
from pathlib import Path

from bench.engines.fts5 import Fts5, connected
from bench.filing import asked_keys
from bench.question import ALL_FACETS, Answer, Question
from index import words


class WholeFts5(Fts5):
    """Answers from the words as typed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._documents = connected(folder / "documents.sqlite")

    def answer(self, question: Question) -> Answer | None:
        """Its answer."""
        expression = self.expression([asked_keys(token.word) for token in words(question.words)])
        total, numbers = self.ranked(expression)
        marks = ", ".join("?" * len(numbers))
        rows = self._documents.execute(f"SELECT id, document FROM documents WHERE id IN ({marks})", numbers)
        documents = {number: json.loads(document) for number, document in rows}
        keys = tuple(documents[number]["key"] for number in numbers)
        return Answer(total, keys, self.facets(expression, ALL_FACETS))

    def close(self) -> None:
        """Give the files back."""
        super().close()
        self._documents.close()


def opened(folder: Path) -> WholeFts5:
    """The engine of this folder."""
    return WholeFts5(folder)
