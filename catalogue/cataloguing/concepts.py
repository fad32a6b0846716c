"""Which topics the concepts of a thesaurus mean, in an order with the wider ones first and no topic wider than itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.exchange.skos import Concept, own_key, shown
from catalogue.records import Problem, Topic
from catalogue.records.key import is_key, new_key

MOST_WIDER = 1_000
"""Topics a topic may have above it; of more, a link from above is not followed to see whether it leads back."""


MOST_BROADER = 1_000
"""Wider topics a concept may name itself."""


@dataclass(frozen=True)
class PlacedConcept:
    """A concept with the key of the topic it means, a new one perhaps; `broader` are pairs of what people
    know the wider one by and its key.

    `left_out` says which of its links lead nowhere; with a `problem` it cannot be imported.
    """

    concept: Concept
    key: str
    broader: tuple[tuple[str, str], ...] = ()
    left_out: tuple[Problem, ...] = ()
    problem: Problem | None = None

    def added_to(self, topic: Topic, types: Mapping[str, str]) -> tuple[Topic, tuple[Problem, ...]]:
        """The topic with what the concept says, and which links were left out. `types` are those of the records there are."""
        kept, left_out = [], list(self.left_out)
        for name, key in self.broader:
            if key not in types:
                left_out.append(_nowhere("broader", name))
            elif types[key] != Topic.type:
                left_out.append(Problem("broader", "other-type", {"value": name, "found": types[key]}))
            else:
                kept.append(key)
        return self.concept.added_to(topic, kept), tuple(left_out)


@dataclass
class _Topics:
    """The topics of the catalogue: their keys, by their addresses elsewhere, and the wider ones of each."""

    wider: dict[str, tuple[str, ...]] = field(default_factory=dict)
    by_address: dict[str, list[str]] = field(default_factory=dict)
    by_first_address: dict[str, list[str]] = field(default_factory=dict)

    def add(self, topic: Topic) -> None:
        self.wider[topic.key] = topic.broader
        for place, address in enumerate(topic.same_as):
            self.by_address.setdefault(address, []).append(topic.key)
            if place == 0:
                self.by_first_address.setdefault(address, []).append(topic.key)

    def meant_by(self, node: str) -> list[str]:
        """Keys of the topics an address means. The first address of a topic is the one it was imported under, and
        means it rather than another that is the same or close."""
        if own_key(node):
            return [own_key(node)] if is_key(own_key(node)) else []
        named = self.by_address.get(node, [])
        return self.by_first_address.get(node, named) if len(named) > 1 else named

    def leads_to(self, start: str, target: str) -> bool:
        """True when `target` is `start` or above it, or there is too much above it to say."""
        found: set[str] = set()
        waiting = [start]
        while waiting and len(found) < MOST_WIDER:
            key = waiting.pop()
            if key == target:
                return True
            if key not in found:
                found.add(key)
                waiting += self.wider.get(key, ())
        return bool(waiting)


def placed(concepts: Sequence[Concept], topics: Iterable[Topic]) -> Iterator[PlacedConcept]:
    """The concepts of a file among the topics of the catalogue, the wider ones first."""
    there = _Topics()
    for topic in topics:
        there.add(topic)
    by_node = {concept.node: concept for concept in concepts}
    meant = {node: there.meant_by(node) for node in by_node}
    new = {
        node: new_key()
        for node, keys in meant.items()
        if not keys and not by_node[node].is_mentioned and not own_key(node)
    }
    in_order, back = _wider_first(by_node)
    for concept in in_order:
        keys = meant[concept.node]
        problem = _fault(concept, keys)
        if problem:
            yield PlacedConcept(concept, "", problem=problem)
            continue
        key = keys[0] if keys else new.get(concept.node, "")
        if concept.is_mentioned and key not in there.wider:
            yield PlacedConcept(concept, "", left_out=(_nowhere("narrower", concept.name),))
            continue
        broader, left_out = [], []
        for node in concept.broader:
            name = by_node[node].name if node in by_node else shown(node)
            wide = there.meant_by(node) or ([new[node]] if node in new else [])
            if len(wide) != 1:
                left_out.append(_nowhere("broader", name))
            elif (concept.node, node) in back or _closes_a_circle(there, key, wide[0]):
                left_out.append(Problem("broader", "broader-than-itself", {"value": name}))
            else:
                broader.append((name, wide[0]))
        there.wider[key] = tuple(dict.fromkeys((*there.wider.get(key, ()), *(wide for _, wide in broader))))
        yield PlacedConcept(concept, key, tuple(broader), tuple(left_out))


def _fault(concept: Concept, keys: Sequence[str]) -> Problem | None:
    if len(keys) > 1:
        return Problem("key", "ambiguous", {"value": concept.name, "keys": ", ".join(sorted(keys)[:5])})
    if concept.own_key and not keys:
        return Problem("key", "bad-key", {"value": shown(concept.own_key)[:80]})
    if len(concept.broader) > MOST_BROADER:
        return Problem(
            "broader", "out-of-range", {"value": str(len(concept.broader)), "low": "0", "high": str(MOST_BROADER)}
        )
    return None


def _closes_a_circle(there: _Topics, narrow: str, wide: str) -> bool:
    """Only a topic that is there already has others below it by now."""
    if narrow == wide:
        return True
    held = there.wider.get(narrow)
    return held is not None and wide not in held and there.leads_to(wide, narrow)


def _wider_first(by_node: Mapping[str, Concept]) -> tuple[list[Concept], set[tuple[str, str]]]:
    """The concepts, each after those wider than it, and the links that lead back to where they came from."""
    in_order: list[Concept] = []
    back: set[tuple[str, str]] = set()
    begun: set[str] = set()
    done: set[str] = set()
    for start in by_node:
        path = [(start, iter(by_node[start].broader))] if start not in begun else []
        begun.add(start)
        while path:
            node, rest = path[-1]
            wide = next(rest, None)
            if wide is None:
                done.add(node)
                in_order.append(by_node[node])
                path.pop()
            elif wide in begun and wide not in done:
                back.add((node, wide))
            elif wide in by_node and wide not in begun:
                begun.add(wide)
                path.append((wide, iter(by_node[wide].broader)))
    return in_order, back


def _nowhere(link: str, name: str) -> Problem:
    return Problem(link, "unknown-record", {"value": name})
