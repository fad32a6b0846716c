"""A visitor's search, made and put on a page: alike at every door that people come in by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalogue.discovery import SearchRequest
from catalogue.records.asked import Asked
from catalogue.web import current
from catalogue.web.counting import counted
from catalogue.web.pages.nothing import Nothing, instead, nothing
from catalogue.web.pages.results import NAMED_FILTERS, ResultsPage, results_page
from catalogue.web.visible import brought_up_to_date, cards


@dataclass(frozen=True)
class Answer:
    """The page of what was found; when that is nothing, what is offered instead. `asked` is what is counted of the search."""

    page: ResultsPage
    nothing: Nothing | None
    asked: Asked | None


def asked_now() -> SearchRequest:
    """The search that the address holds, with topics that were merged into others replaced by these."""
    asked = current.asked()
    return brought_up_to_date(asked, _names()) if "topic" in asked.filters else asked


def answer(asked: SearchRequest, made_in: str = "") -> Answer:
    """Make a search; `made_in` is the library where the visitor sits, if that is known."""
    served, names = current.served(), _names()
    found = served.search(asked, current.interface())
    branches = served.reading.branches_of([each.record for each in found.findings])
    page = results_page(found, branches, names, current.wording())
    return Answer(page, None if page.cards else _nothing(found.request, names), counted(found, made_in))


def _names() -> Mapping[str, str]:
    return current.served().reading.titles(current.interface(), *NAMED_FILTERS)


def _nothing(asked: SearchRequest, names: Mapping[str, str]) -> Nothing:
    served, interface = current.served(), current.interface()
    found = instead(asked, interface.spoken, partial(served.search, interface=interface))
    return nothing(
        asked,
        found,
        cards([each.record for each in found.nearest.findings]),
        served.reading.branches(interface),
        names,
        date.today(),
        current.wording(),
    )
