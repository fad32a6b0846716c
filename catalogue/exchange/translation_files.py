"""Texts for translators who work with their own tools, as PO or XLIFF: written with what is there already, and read again when
they are translated."""

import io
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from catalogue.exchange.xml_files import fit

PO, XLIFF = ".po", ".xlf"
SUFFIXES = (PO, XLIFF, ".xliff")

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_UNFINISHED = ("new", "initial")
"""States of XLIFF 1.2 and 2 in which nobody has looked at a target; so have those that begin with “needs-”."""

_CONTEXT = re.compile(r'^msgctxt "(.*)"\s*$', re.MULTILINE)


class Unfit(Exception):
    """A file without translations of ours. `code` says why: `not-utf-8`, `broken`, `doctype`, `no-language`, `languages`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class TextToTranslate:
    """A text and what is there of its translation; `note` is for the translator, `is_unread` when the target still wants to be
    looked at."""

    id: str
    source: str
    source_language: str
    target: str
    note: str
    is_unread: bool


@dataclass(frozen=True)
class ReturnedText:
    """A translation as it came back; `is_unread` when it is marked as not finished."""

    id: str
    target: str
    is_unread: bool


@dataclass(frozen=True)
class ReturnedFile:
    """What a file holds: the language it is translated into, its texts, and the ids that stand in it more than once."""

    language: str
    texts: tuple[ReturnedText, ...]
    repeated: frozenset[str]


def write(suffix: str, language: str, texts: Iterable[TextToTranslate]) -> bytes:
    """The texts as PO or, with any other ending, as XLIFF 1.2, which more tools read than XLIFF 2."""
    return _po(language, texts) if suffix == PO else _xliff(language, texts)


def read(suffix: str, content: bytes) -> ReturnedFile:
    """What came back: PO, or XLIFF 1.2 or 2.

    Raises:
        Unfit: the file is damaged, hostile, or none of these.
    """
    return _read_po(content) if suffix == PO else _read_xliff(content)


def _po(language: str, texts: Iterable[TextToTranslate]) -> bytes:
    # Babel writes languages with an underscore, as PO files have them.
    catalog = Catalog(language.replace("-", "_"), project="Tilts", charset="utf-8", fuzzy=False)
    for each in texts:
        comments = [f"{each.source_language} → {language}. {' '.join(each.note.split())}"]
        flags = ["fuzzy"] if each.is_unread and each.target else []
        catalog.add(each.source, each.target, flags=flags, auto_comments=comments, context=each.id)
    written = io.BytesIO()
    write_po(written, catalog, width=0)
    return written.getvalue()


def _xliff(language: str, texts: Iterable[TextToTranslate]) -> bytes:
    root = ET.Element("xliff", {"version": "1.2", "xmlns": _NAMESPACE})
    ordered = sorted(texts, key=lambda each: each.source_language)
    for source_language, together in groupby(ordered, key=lambda each: each.source_language):
        known = {"source-language": source_language, "target-language": language}
        file = ET.SubElement(root, "file", {"original": "tilts", "datatype": "plaintext", **known})
        body = ET.SubElement(file, "body")
        for each in together:
            unit = ET.SubElement(body, "trans-unit", {"id": each.id, "xml:space": "preserve"})
            ET.SubElement(unit, "source").text = fit(each.source)
            if each.target:
                state = "needs-review-translation" if each.is_unread else "translated"
                ET.SubElement(unit, "target", {"state": state}).text = fit(each.target)
            ET.SubElement(unit, "note").text = fit(each.note)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _read_po(content: bytes) -> ReturnedFile:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit("not-utf-8") from None
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError, LookupError, TypeError, AttributeError):
        raise Unfit("broken") from None
    texts = tuple(
        ReturnedText(each.context, each.string if isinstance(each.string, str) else "", each.fuzzy)
        for each in catalog
        if each.id and each.context
    )
    counts = Counter(_CONTEXT.findall(text))
    return _returned({str(catalog.locale_identifier or "").replace("_", "-")}, texts, counts)


def _read_xliff(content: bytes) -> ReturnedFile:
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise Unfit("doctype") from None
    except (ET.ParseError, ValueError, LookupError):
        raise Unfit("broken") from None
    if _local(root) != "xliff":
        raise Unfit("broken")
    languages = {root.get("trgLang", "")} if root.get("trgLang") else set()
    texts = []
    for element in root.iter():
        if _local(element) == "file" and element.get("target-language"):
            languages.add(element.get("target-language", ""))
        elif _local(element) in ("trans-unit", "unit"):
            texts.append(_unit(element))
    return _returned(languages, tuple(texts), Counter(each.id for each in texts))


def _unit(element: ET.Element) -> ReturnedText:
    """One text, which XLIFF 2 may cut into segments. Alternatives that tools propose stand deeper, and are not ours."""
    holders = [each for each in element if _local(each) == "segment"] or [element]
    targets = [each for holder in holders for each in holder if _local(each) == "target"]
    states = [*(each.get("state", "") for each in targets), *(each.get("state", "") for each in holders)]
    is_unread = any(state in _UNFINISHED or state.startswith("needs-") for state in states)
    return ReturnedText(element.get("id", ""), "".join("".join(each.itertext()) for each in targets), is_unread)


def _returned(languages: set[str], texts: tuple[ReturnedText, ...], counts: Counter[str]) -> ReturnedFile:
    if len(languages) > 1:
        raise Unfit("languages")
    if not languages or not (language := next(iter(languages))):
        raise Unfit("no-language")
    return ReturnedFile(language, texts, frozenset(id for id, count in counts.items() if count > 1))


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
