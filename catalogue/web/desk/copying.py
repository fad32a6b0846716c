"""Looking a number up in other catalogues while one describes: what they have is shown beside what is typed, and taken over by
ticking it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort

from catalogue.cataloguing.copying import Answer, isbn_of, offered, taken_over
from catalogue.languages.marking import _
from catalogue.records import Malformed, Resource, from_plain, to_plain
from catalogue.records.parts import Difference
from catalogue.web import current
from catalogue.web.desk.form import Fields, filled
from catalogue.web.desk.names import resolvers
from catalogue.web.desk.values import ShownPart, Teller
from catalogue.web.desk.workplace import workplace

LOOK_UP, TAKE = "look-up", "take-over-"
FOUND = "found"
"""The field a description travels in."""

MOST_FOUND = 20
LONGEST_FOUND = 200_000

_FAULTS = {
    "too-slow": _("%(catalogue)s did not answer in time."),
    "too-large": _("%(catalogue)s answers more than can be read."),
    "forbidden-address": _("%(catalogue)s may not be asked: its address leads into a closed network."),
    "refused": _("%(catalogue)s does not take this question. Your administrator can check how it is set up."),
    "no-sru": _("%(catalogue)s does not take this question. Your administrator can check how it is set up."),
    "no-marc": _("%(catalogue)s answers in a form that cannot be read here."),
}
_UNREACHABLE = _("%(catalogue)s cannot be reached just now.")


@dataclass(frozen=True)
class ShownFind:
    """A description of another catalogue: the parts it would bring with whether each is ticked, and itself, to be sent again."""

    catalogue: str
    parts: tuple[tuple[ShownPart, bool], ...]
    content: str


@dataclass(frozen=True)
class LookedUp:
    """What came of looking a number up; `faults` are sentences."""

    number: str
    finds: tuple[ShownFind, ...]
    faults: tuple[str, ...] = ()


def look_up(typed: Resource) -> LookedUp:
    """Ask every catalogue the administrator has set about the ISBN that is typed."""
    say, number = current.wording().say, isbn_of(typed)
    if not number:
        return LookedUp("", (), (say("Type an ISBN first: ten or thirteen digits, as on the back cover."),))
    answers = workplace().copying.look_up(number, resolvers()["topics"])
    finds = _shown(typed, ((each.target.name, found) for each in answers for found in each.found))
    return LookedUp(number, finds, tuple(_fault(each) for each in answers if each.fault))


def shown_again(typed: Resource, fields: Fields) -> LookedUp:
    """What was found before, beside what is typed now."""
    return LookedUp(isbn_of(typed), _shown(typed, _sent(fields)))


def take_over(typed: Resource, fields: Fields, place: str) -> Fields:
    """The fields of the form with what is ticked of the description at a place."""
    sent = {str(number): found for number, (name, found) in enumerate(_sent(fields))}
    if place not in sent:
        abort(400)
    filled_in = filled(taken_over(typed, sent[place], fields.getlist(f"take-{place}")))
    filled_in["remark"] = fields.get("remark", "")
    return filled_in


def _shown(typed: Resource, found: Iterable[tuple[str, Resource]]) -> tuple[ShownFind, ...]:
    pairs = tuple(found)[:MOST_FOUND]
    differing = [offered(typed, resource) for _, resource in pairs]
    topics = {key for each in (typed, *(resource for _, resource in pairs)) for key in each.topics}
    teller = Teller(current.wording(), workplace().workroom.open_many(tuple(sorted(topics))))
    return tuple(
        ShownFind(
            name,
            tuple((teller.difference(part), _is_ticked(typed, part)) for part in parts),
            json.dumps([name, to_plain(resource)], ensure_ascii=False),
        )
        for (name, resource), parts in zip(pairs, differing, strict=True)
    )


def _is_ticked(typed: Resource, part: Difference) -> bool:
    """True of what replaces nothing that somebody typed: numbers and topics only add, and the languages of a new description are
    those of the one before."""
    field = part.part.field
    is_preset = field == "languages" and not typed.revision
    return part.before in (None, "", ()) or field in ("identifiers", "topics") or is_preset


def _sent(fields: Fields) -> list[tuple[str, Resource]]:
    """The descriptions as the page has sent them back."""
    found = []
    for content in fields.getlist(FOUND)[:MOST_FOUND]:
        try:
            name, plain = json.loads(content[:LONGEST_FOUND])
            resource = from_plain(plain)
        except (ValueError, TypeError, Malformed, RecursionError):
            abort(400)
        if not isinstance(resource, Resource) or not isinstance(name, str):
            abort(400)
        found.append((name, resource))
    return found


def _fault(answer: Answer) -> str:
    return current.wording().say(_FAULTS.get(answer.fault, _UNREACHABLE), catalogue=answer.target.name)
