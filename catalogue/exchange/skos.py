"""Topics as concepts of SKOS, the form thesauri are exchanged in, as Turtle or JSON-LD: out and in.

An import only adds to a topic: no label, link or notation that is there is changed or erased.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from catalogue.exchange.families import column_place
from catalogue.exchange.rdf_files import BAD_LANGUAGE, JSON_LD, RELATIVE, TURTLE, read_graph, write_graph
from catalogue.exchange.tables import Unreadable
from catalogue.records import Text, Title, Topic
from catalogue.records.rules import cleaned

SUFFIXES = (TURTLE, JSON_LD)

OWN = "urn:tilts:topic:"
"""Our own addresses: this, then the topic's key."""

SCHEME = "urn:tilts:topics"

NO_LANGUAGE = "und"

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]+")


@dataclass(frozen=True)
class Concept:
    """One concept of a file. `node` names it within the file, `broader` are such names.

    A concept `is_mentioned` when the file says only which concepts are wider than it.
    """

    number: int
    node: str
    titles: tuple[Title, ...] = ()
    summaries: tuple[Text, ...] = ()
    notes: tuple[Text, ...] = ()
    broader: tuple[str, ...] = ()
    notation: str = ""
    matches: tuple[str, ...] = ()
    is_mentioned: bool = False

    @property
    def own_key(self) -> str:
        """The key of the topic, when the address is one of ours."""
        return own_key(self.node)

    @property
    def address(self) -> str:
        """The address the concept has elsewhere."""
        return self.node if _is_elsewhere(self.node) and not self.own_key else ""

    @property
    def name(self) -> str:
        """What people can find it by in the file."""
        if self.node.startswith("_:"):
            return f"“{self.titles[0].value[:80]}”" if self.titles else f"concept {self.number}"
        return shown(self.node)

    def added_to(self, topic: Topic, broader: Iterable[str]) -> Topic:
        """The topic with all this concept says that it did not; `broader` are keys."""
        addresses = (each for each in (self.address, *self.matches) if each and each != OWN + topic.key)
        return replace(
            topic,
            titles=_with_labels(topic.titles, self.titles),
            summaries=_with_missing(topic.summaries, self.summaries),
            notes=_with_missing(topic.notes, self.notes),
            broader=tuple(dict.fromkeys((*topic.broader, *broader))),
            notation=topic.notation or self.notation,
            same_as=tuple(dict.fromkeys((*topic.same_as, *addresses))),
        )


def own_key(address: str) -> str:
    """The key in one of our own addresses, empty in any other."""
    return address.removeprefix(OWN) if address.startswith(OWN) else ""


def shown(node: str) -> str:
    """A node as people know it from the file."""
    return cleaned(node.removeprefix(RELATIVE))[:200]


def _is_elsewhere(node: str) -> bool:
    return not node.startswith(("_:", RELATIVE))


def _with_labels(held: tuple[Title, ...], given: tuple[Title, ...]) -> tuple[Title, ...]:
    titles = list(held)
    places = {(title.language, title.value): place for place, title in enumerate(titles)}
    named = {title.language for title in titles if title.is_principal}
    for title in given:
        place = places.get((title.language, title.value))
        if title.is_principal and title.language not in named:
            named.add(title.language)
            title = replace(title, kind="parallel" if held else "main")
            if place is not None and titles[place].kind == "alternative":
                titles[place] = title
                continue
        elif place is not None:
            continue
        else:
            title = replace(title, kind="alternative")
        places[title.language, title.value] = len(titles)
        titles.append(title)
    return tuple(titles)


def _with_missing(held: tuple[Text, ...], given: tuple[Text, ...]) -> tuple[Text, ...]:
    languages = {text.language for text in held}
    return (*held, *(text for text in given if text.language not in languages))


def read(path: Path) -> list[Concept]:
    """The concepts of a file, in its order.

    Raises:
        Unreadable: the file cannot be read, or is about other things than concepts.
    """
    graph = read_graph(path)
    nodes = list(dict.fromkeys(graph.subjects(RDF.type, SKOS.Concept)))
    if not nodes and len(graph) and not any(graph.subjects(RDF.type, SKOS.ConceptScheme)):
        raise Unreadable(f"{path.name} holds no topics: nothing in it is a skos:Concept.")
    wider: dict[Node, list[Node]] = {}
    for narrow, wide in graph.subject_objects(SKOS.broader):
        wider.setdefault(narrow, []).append(wide)
    known = set(nodes)
    for wide, narrow in graph.subject_objects(SKOS.narrower):
        if wide in known and not isinstance(narrow, Literal):
            wider.setdefault(narrow, []).append(wide)
            if narrow not in known:
                known.add(narrow)
                nodes.append(narrow)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    return [
        _concept(graph, number, node, wider.get(node, ()), is_mentioned=node not in concepts)
        for number, node in enumerate(nodes, start=1)
    ]


def _concept(graph: Graph, number: int, node: Node, wider: Iterable[Node], is_mentioned: bool) -> Concept:
    broader = tuple(dict.fromkeys(_name(each) for each in wider if not isinstance(each, Literal)))
    if is_mentioned:
        return Concept(number, _name(node), broader=broader, is_mentioned=True)
    preferred = _literals(graph, node, SKOS.prefLabel)
    others = _literals(graph, node, SKOS.altLabel, SKOS.hiddenLabel)
    matches = (each for link in (SKOS.exactMatch, SKOS.closeMatch) for each in graph.objects(node, link))
    addresses = (str(each) for each in matches if isinstance(each, URIRef))
    return Concept(
        number,
        _name(node),
        titles=(
            *(Title(value, language) for language, value in preferred),
            *(Title(value, language, kind="alternative") for language, value in others),
        ),
        summaries=_texts(graph, node, SKOS.definition),
        notes=_texts(graph, node, SKOS.scopeNote, SKOS.note),
        broader=broader,
        notation=next(
            (cleaned(str(each)) for each in graph.objects(node, SKOS.notation) if isinstance(each, Literal)), ""
        ),
        matches=tuple(dict.fromkeys(each for each in addresses if each and _is_elsewhere(each))),
    )


def _name(node: Node) -> str:
    return str(node) if isinstance(node, URIRef) else f"_:{node}"


def _literals(graph: Graph, node: Node, *predicates: URIRef) -> list[tuple[str, str]]:
    """Language and text, in the order of an exported sheet's columns and, within a language, of the file."""
    found = (
        (_language(each), cleaned(str(each)))
        for predicate in predicates
        for each in graph.objects(node, predicate)
        if isinstance(each, Literal)
    )
    said = dict.fromkeys((language, value) for language, value in found if value)
    return sorted(said, key=lambda each: column_place(each[0]))


def _texts(graph: Graph, node: Node, *predicates: URIRef) -> tuple[Text, ...]:
    """A text per language; several of a language are its paragraphs."""
    by_language: dict[str, list[str]] = {}
    for language, value in _literals(graph, node, *predicates):
        by_language.setdefault(language, []).append(value)
    return tuple(Text("\n".join(values), language) for language, values in by_language.items())


def _language(literal: Literal) -> str:
    """The language code of records; what it has besides language, script and region is left out."""
    if literal.datatype == BAD_LANGUAGE:
        return str(literal)
    if not literal.language:
        return NO_LANGUAGE
    first, *rest = literal.language.split("-")
    script = next((part.title() for part in rest[:2] if len(part) == 4 and part.isalpha()), "")
    region = next(
        (part.upper() for part in rest[:2] if re.fullmatch("[A-Za-z]{2}|[0-9]{3}", part)),
        "",
    )
    return "-".join(part for part in (first.lower(), script, region) if part)


def write(path: Path, topics: Iterable[Topic]) -> int:
    """Write the topics; returns their number. A wider topic that is not among them, and what is no address, cannot be said."""
    kept = {topic.key: topic for topic in topics}
    graph = Graph(bind_namespaces="none")
    graph.bind("skos", SKOS)
    graph.bind("topic", OWN)
    graph.add((URIRef(SCHEME), RDF.type, SKOS.ConceptScheme))
    for key, topic in sorted(kept.items()):
        node = URIRef(OWN + key)
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, URIRef(SCHEME)))
        for predicate, text in _said(topic):
            graph.add(
                (node, predicate, Literal(text.value, lang=None if text.language == NO_LANGUAGE else text.language))
            )
        for wide in topic.broader:
            if wide in kept:
                graph.add((node, SKOS.broader, URIRef(OWN + wide)))
        if topic.notation:
            graph.add((node, SKOS.notation, Literal(topic.notation)))
        for address in topic.same_as:
            if _IRI.fullmatch(address):
                graph.add((node, SKOS.exactMatch, URIRef(address)))
    write_graph(path, graph)
    return len(kept)


def _said(topic: Topic) -> Iterator[tuple[URIRef, Text]]:
    """Every text with what it is called in SKOS, which knows one preferred label per language."""
    preferred: dict[str, str] = {}
    for title in topic.titles:
        if title.is_principal and title.language not in preferred:
            preferred[title.language] = title.value
            yield SKOS.prefLabel, title
    for title in topic.titles:
        if preferred.get(title.language) != title.value:
            yield SKOS.altLabel, title
    for text in topic.summaries:
        yield SKOS.definition, text
    for text in topic.notes:
        yield SKOS.note, text
