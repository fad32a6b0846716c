"""The page about the catalogue: the project in its administrator's words, its libraries and partners, and who pays for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.languages import Wording
from catalogue.records import Branch, Organisation, Text
from catalogue.web.pages.places import Country, Partner, countries, partners
from catalogue.web.pages.prose import Prose, prose
from catalogue.web.pages.shown import Shown, best


@dataclass(frozen=True)
class Statement:
    """A text of the administrator's for this reader; its headings stand under that of the page."""

    text: Shown
    prose: Prose


@dataclass(frozen=True)
class AboutPage:
    """Everything the page says that is not the same in every catalogue."""

    project: Statement
    cofunding: Statement
    countries: tuple[Country, ...]
    partners: tuple[Partner, ...]


def about_page(
    project: Sequence[Text],
    cofunding: Sequence[Text],
    branches: Sequence[Branch],
    organisations: Sequence[Organisation],
    wording: Wording,
) -> AboutPage:
    """The page for a reader of one interface language; of each text the best language there is for them."""
    return AboutPage(
        _statement(project, wording),
        _statement(cofunding, wording),
        countries(branches, wording),
        partners(organisations, wording),
    )


def _statement(texts: Sequence[Text], wording: Wording) -> Statement:
    found = best(texts, wording)
    return Statement(found, prose(found.value, highest=2))
