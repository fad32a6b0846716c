"""A visitor's search, made and put on a page: alike at every door that people come in by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from catalogue.discovery import SearchRequest
from catalogue.web import current
from catalogue.web.counting import count
from catalogue.web.pages.nothing import Nothing, instead, nothing
from catalogue.web.pages.results import NAMED_FILTERS, ResultsPage, results_page
from catalogue.web.visible import brought_up_to_date, cards


@dataclass(frozen=True)
class Answer:
    """The page of what was found; when that is nothing, what is offered instead."""

    page: ResultsPage
    nothing: Nothing | None


def asked_now() -> SearchRequest:
    """The search that the address holds, with topics that were merged into others replaced by these."""
    return brought_up_to_date(current.asked(), _names())


def answer(asked: SearchRequest, made_in: str = "") -> Answer:
    """Make a search and count it; `made_in` is the library where the visitor sits, if that is known."""
    served, names = current.served(), _names()
    found = served.search(asked, current.interface())
    count(found, made_in)
    named = served.reading.named_by([each.record for each in found.findings])
    page = results_page(found, named, names, current.wording())
    return Answer(page, None if page.cards else _nothing(found.request, names))


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
