"""The guided way: six questions that can be answered without typing. Every answer narrows an ordinary search and says how much
remains; an answer that would leave nothing is not offered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.discovery import Found, SearchRequest
from catalogue.discovery.request import AGE_BANDS
from catalogue.languages import Wording, own_name
from catalogue.languages.marking import _
from catalogue.records import codes
from catalogue.web.pages.address import way_to
from catalogue.web.pages.results import Choice, chips, search_url

MANNERS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "book": (
        _("Read a book"),
        tuple(("kind", kind) for kind in ("book", "bilingual-book", "picture-book", "textbook", "dictionary")),
    ),
    "audiobook": (_("Listen"), (("kind", "audiobook"), ("kind", "music"))),
    "film": (_("Watch a film"), (("kind", "film"),)),
    "app": (_("Use a phone or computer"), (("kind", "app"), ("kind", "site"))),
    "course": (_("Take a course"), (("kind", "course"),)),
    "game": (_("Play a game"), (("kind", "game"), ("kind", "kit"))),
    "initiative": (_("Talk with people"), (("kind", "initiative"), ("kind", "event"))),
    "picture-book": (_("Look at pictures, without reading"), (("no-reading", "yes"),)),
}
"""Ways to learn, by the picture that stands for each: what it is called, and the filters it sets."""


@dataclass(frozen=True)
class Answer:
    """One answer: what the reader sees, a line of help, how many records remain, and where it leads."""

    label: str
    hint: str
    icon: str
    count: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class GuidePage:
    """One question with its answers. `skip_url` goes on without an answer, `results_url` shows what remains so far."""

    step: str
    question: str
    place: str
    answers: tuple[Answer, ...]
    skip_url: str
    results_url: str
    remaining: str
    chips: tuple[Choice, ...]


Filters = tuple[tuple[str, str], ...]
Offered = tuple[str, str, str, Filters, int]
"""Label, hint, picture, the filters an answer sets, and how many records have one of them."""


def guide_page(step: str, found: Found, names: Mapping[str, str], wording: Wording) -> GuidePage:
    """The page of one step, for what the answers so far have found."""
    answers = tuple(
        Answer(
            label,
            hint,
            icon,
            wording.number(count),
            _after(step, _narrowed(found.request, filters)),
            filters[0][1] if step in ("speak", "learn") else "",
        )
        for label, hint, icon, filters, count in _OFFERS[step](found, wording)
        if count
    )
    return GuidePage(
        step=step,
        question=wording.say(QUESTIONS[step]),
        place=wording.say(
            "Question %(number)s of %(all)s",
            number=wording.number(STEPS.index(step) + 1),
            all=wording.number(len(STEPS)),
        ),
        answers=answers,
        skip_url=_after(step, found.request),
        results_url=search_url(found.request),
        remaining=wording.say_count("Show the %(count)s result", "Show the %(count)s results", found.total),
        chips=chips(found.request, names, wording, lambda request: guide_url(step, request)),
    )


def guide_url(step: str, request: SearchRequest) -> str:
    """The address of a step with the answers so far."""
    return way_to("guide", step=step, **request.parameters())


def _after(step: str, request: SearchRequest) -> str:
    """The next step, or after the last the search itself."""
    following = STEPS[STEPS.index(step) + 1 :]
    return guide_url(following[0], request) if following else search_url(request)


def _narrowed(request: SearchRequest, filters: Filters) -> SearchRequest:
    for name, value in filters:
        request = request.adding(name, value)
    return request


def _languages(name: str) -> Callable[[Found, Wording], Sequence[Offered]]:
    def offered(found: Found, wording: Wording) -> Sequence[Offered]:
        counted = found.facets.get(name, {})
        by_name = sorted(counted, key=lambda code: wording.sort_key(wording.label("language", code)))
        answers = []
        for code in by_name:
            own, known_as = own_name(code), wording.label("language", code)
            answers.append((own, "" if own == known_as else known_as, "", ((name, code),), counted[code]))
        return answers

    return offered


def _levels(found: Found, wording: Wording) -> Sequence[Offered]:
    counted = found.facets.get("level", {})
    return [
        (
            wording.label("level", level),
            wording.label("level-example", level),
            "",
            (("level", level),),
            counted.get(level, 0),
        )
        for level in codes.LEVELS
    ]


def _people(found: Found, wording: Wording) -> Sequence[Offered]:
    ages, people = found.facets.get("age", {}), found.facets.get("audience", {})
    grown_up = [
        (wording.label("audience", code), "", "", (("audience", code),), people.get(code, 0))
        for code in ("adult", "senior", "family", "teen")
    ]
    children = [
        (
            wording.say("A child of %(ages)s years", ages=wording.label("age", band)),
            "",
            "",
            (("age", band),),
            ages.get(band, 0),
        )
        for band in AGE_BANDS
    ]
    return grown_up + children


def _manners(found: Found, wording: Wording) -> Sequence[Offered]:
    return [
        (
            wording.say(label),
            "",
            icon,
            filters,
            sum(found.facets.get(name, {}).get(value, 0) for name, value in filters),
        )
        for icon, (label, filters) in MANNERS.items()
    ]


def _places(found: Found, wording: Wording) -> Sequence[Offered]:
    towns = found.facets.get("town", {})
    online = found.facets.get("online", {}).get("yes", 0)
    return [
        (wording.label("facet", "online"), "", "site", (("online", "yes"),), online),
        *((town, "", "branch", (("town", town),), towns[town]) for town in sorted(towns, key=wording.sort_key)),
    ]


_OFFERS: Mapping[str, Callable[[Found, Wording], Sequence[Offered]]] = {
    "speak": _languages("for"),
    "learn": _languages("teaches"),
    "level": _levels,
    "whom": _people,
    "how": _manners,
    "where": _places,
}
STEPS = tuple(_OFFERS)
QUESTIONS = {
    "speak": _("Which language do you speak?"),
    "learn": _("Which language do you want to learn?"),
    "level": _("How much can you do already?"),
    "whom": _("For whom is it?"),
    "how": _("How would you like to learn?"),
    "where": _("Where would you like to get it?"),
}
