"""RDF in Turtle or JSON-LD, read from a file that may be broken or hostile, and written. Nothing is ever fetched for a file.

Literals are kept as they are spelled, without their datatypes: of `"1E999999999"^^xsd:decimal` or a piece of XML rdflib would
otherwise make a value, however large.
"""

import json
import logging
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.plugins.parsers.jsonld import Parser
from rdflib.plugins.parsers.notation3 import BadSyntax, RDFSink, SinkParser
from rdflib.plugins.shared.jsonld.context import UNDEF, Context, Term
from rdflib.term import Node

from catalogue.exchange.tables import Unreadable
from catalogue.exchange.whole_file import whole_file

TURTLE, JSON_LD = ".ttl", ".jsonld"
_NAMES = {TURTLE: "Turtle", JSON_LD: "JSON-LD"}

MOST_BYTES = 50_000_000

RELATIVE = "https://relative.invalid/"
"""What addresses are under that a file gives without saying where it lies itself."""

BAD_LANGUAGE = URIRef("urn:tilts:bad-language")
"""The datatype of what stands in the place of a text whose language tag is none; it holds the tag."""

_TAG = re.compile("[A-Za-z]+(-[A-Za-z0-9]+)*")

logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it warns of each odd address, with words for programmers


def read_graph(path: Path) -> Graph:
    """What a file says, that of named graphs included.

    Raises:
        Unreadable: no such file, too large, damaged, or in need of something from elsewhere.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path}.")
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; import it in parts.")
    suffix = path.suffix.lower()
    graph = Graph(bind_namespaces="none")
    try:
        text = _decoded(path.read_bytes())
        if suffix == TURTLE:
            SinkParser(_Sink(graph), baseURI=RELATIVE, turtle=True).loadBuf(text)
        else:
            _read_json_ld(text, path, graph)
    except Unreadable:
        raise
    except UnicodeDecodeError:
        raise Unreadable(f"{path.name} is not UTF-8, as {_NAMES[suffix]} must be.") from None
    except Exception as error:  # the parsers raise whatever a broken file makes them stumble over
        raise Unreadable(
            f"{path.name} cannot be read as {_NAMES[suffix]}{_line(error)}: it is damaged, cut off, or something else."
        ) from error
    return graph


def write_graph(path: Path, graph: Graph) -> None:
    """Write all the graph says."""
    if path.suffix.lower() == TURTLE:
        text = graph.serialize(format="turtle")
    else:
        prefixes = {prefix: str(namespace) for prefix, namespace in graph.namespaces()}
        document = json.loads(graph.serialize(format="json-ld", context=prefixes))
        text = json.dumps(_in_order(document), ensure_ascii=False, indent=1, sort_keys=True)
    with whole_file(path) as file:
        file.write(text if text.endswith("\n") else f"{text}\n")


def _in_order(part: Any) -> Any:
    """A JSON value with its lists in an order that is the same in every run; in RDF they have none."""
    if isinstance(part, dict):
        return {name: _in_order(value) for name, value in part.items()}
    if isinstance(part, list):
        return sorted(map(_in_order, part), key=lambda each: json.dumps(each, sort_keys=True))
    return part


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")


def _line(error: Exception) -> str:
    if isinstance(error, BadSyntax):
        return f" (line {error.lines + 1})"
    return f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""


class _Sink(RDFSink):
    def newLiteral(self, s: str, dt: URIRef | None = None, lang: str | None = None) -> Literal:  # noqa: N802
        return Literal(s, lang=lang)


def _read_json_ld(text: str, path: Path, graph: Graph) -> None:
    document = json.loads(text)
    if not isinstance(document, dict | list):
        raise Unreadable(f"{path.name} is no JSON-LD: it holds neither an object nor a list.")
    remote = _remote_context(document)
    if remote is not None:
        raise Unreadable(
            f"{path.name} takes its @context from “{remote[:200]}”. Nothing is fetched for an import: put the context"
            " itself in its place, or convert the file to Turtle."
        )
    _Parser().parse(document, Context(base=RELATIVE, version=1.1), graph)


def _remote_context(document: Any) -> str | None:
    """The first address a document would have its reader fetch."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            given = [part[name] for name in ("@context", "@import") if name in part]
            while given:
                each = given.pop()
                if isinstance(each, str):
                    return each
                if isinstance(each, list):
                    given += each
            waiting += part.values()
    return None


class _Parser(Parser):
    def _to_object(
        self, dataset: Graph, graph: Graph, context: Context, term: Term | None, node: Any, inlist: bool = False
    ) -> Node | None:
        if isinstance(node, dict) and _has_any(node, context.get_keys("@value")):
            types = set(context.get_keys("@type"))
            node = {name: value for name, value in node.items() if name not in types}
        if term and term.type and term.type not in ("@id", "@vocab"):
            term = term._replace(type=None)
        language = _language(context, term, node)
        if language and not _TAG.fullmatch(language):
            return Literal(language, datatype=BAD_LANGUAGE)
        return super()._to_object(dataset, graph, context, term, node, inlist)


def _has_any(node: dict[str, Any], names: Iterable[str]) -> bool:
    return any(name in node for name in names)


def _language(context: Context, term: Term | None, node: Any) -> str | None:
    """The language tag of a text that is given one."""
    if isinstance(node, tuple):
        found = node[1]
    elif isinstance(node, dict):
        found = context.get_language(node)
    elif isinstance(node, str) and not (term and term.type):
        found = term.language if term and term.language is not UNDEF else context.language
    else:
        found = None
    return found if isinstance(found, str) else None
