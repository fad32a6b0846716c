"""The whole way of a search in the catalogue: from the visitor's words to the records of a page, with every facet."""

from pathlib import Path

from bench.filing import INTERFACE
from bench.question import PAGE, Answer, Question
from catalogue.app import Catalogue, open_current
from catalogue.discovery import parse
from catalogue.languages import SOURCE, interface
from catalogue.settings import Settings


class Discovery:
    """`catalogue.discovery` on an instance folder."""

    def __init__(self, folder: Path) -> None:
        self.catalogue: Catalogue = open_current(Settings(folder))
        self._interface = interface(INTERFACE) or SOURCE

    def answer(self, question: Question) -> Answer | None:
        """Its answer."""
        found = self.catalogue.search(parse([("q", question.words), ("size", str(PAGE))]), self._interface)
        return Answer(found.total, tuple(finding.record.key for finding in found.findings), found.facets)


def opened(folder: Path) -> Discovery:
    """The engine of this folder."""
    return Discovery(folder)
