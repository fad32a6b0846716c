"""The Whoosh schema: how the parts of an entry are written down. Any change here is a change of SCHEMA_STAMP."""

from array import array
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from whoosh import fields, formats
from whoosh.columns import NumericColumn, VarBytesColumn

from index.analysis import WordKeys, fold, keys_of_word
from index.analysis.lexicon import edition
from index.analysis.names import name_keys
from index.analysis.tokens import tokens
from index.entry import TEXT_FIELDS, Entry, ReadTo

SCHEMA_STAMP = f"tilts-10 {edition()}"
"""Names the schema and the analysis together: an index written with another one is rebuilt."""

RESERVED = "~"
"""Key of the one document that is no entry: it holds the stamp and how far the log was read."""

NO_NUMBER = -(2**62)
"""What the column of a number holds for an entry without one."""

DERIVED = "~"
"""In every key that is a lemma, a stem or another spelling; no word as it stands has it."""

TEXT_LANGUAGE = "~text"
"""The facet of our own that holds in which languages an entry has texts."""

SHOWN_AS = "="
"""Between a folded word and a spelling of it, in the field that remembers how words are written."""

UNANALYSED = ("name",)
"""Fields whose words are filed as they stand: people and bodies are not inflected."""

_GAP = 16
"""Places left free between two texts of a field, so that no phrase is found across them."""

PLACES = f"{DERIVED}@"
"""Before a word as it stands, in the key that its places are filed under: scores need none, and reading them costs most."""

_NO_PLACES = b"\0"
"""Stands for places that are not written. Whoosh loses a value that is empty."""

Filed = tuple[WordKeys, tuple[str, ...]]
"""One word of a text: its keys, and those of other spellings."""


class Places(formats.Format):
    """Places of words as plain 32-bit numbers, which numpy reads a whole block of at once."""

    def encode(self, places: list[int]) -> bytes:
        return array("I", places).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return [] if value == _NO_PLACES else array("I", value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        return float(self.decode_frequency(value))


class Keys(fields.TEXT):
    """Texts given as their words' keys: each word has one place whatever the number of its keys, so that phrases can be
    found, and counts once towards the length of the text, so that languages with many keys a word are not pushed down. Phrases
    are found as they are typed: the places of lemmas, stems and other spellings would only be read in vain."""

    def __init__(self) -> None:
        super().__init__(phrase=True)
        self.format = self._places = Places()

    def index(
        self, value: Iterable[Iterable[Filed]], **_: Any
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        places: dict[str, list[int]] = {}
        heads: dict[str, int] = {}
        place = 0
        for text in value:
            for word, names in text:
                for key in (*word.all, *names, *(f"{PLACES}{each}" for each in word.exact)):
                    places.setdefault(key, []).append(place)
                heads[word.exact[0]] = heads.get(word.exact[0], 0) + 1
                place += 1
            place += _GAP
        for key in sorted(places):
            found = places[key]
            encoded = self._places.encode(found) if key.startswith(PLACES) else _NO_PLACES
            yield key.encode(), heads.get(key, 0), float(len(found)), encoded


class Ids(fields.ID):
    """Several ids that match whole."""

    def __init__(self) -> None:
        super().__init__()
        self.format = formats.Existence()

    def index(self, value: Iterable[str], **_: Any) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        for id_ in sorted(set(value)):
            yield id_.encode("utf-8", "replace"), 1, 1.0, b""


def make_schema() -> fields.Schema:
    """The schema of a new index."""
    schema = fields.Schema(
        key=fields.ID(unique=True, stored=True),
        kind=fields.STORED(),
        reserved=fields.STORED(),
        identifiers=Ids(),
        facets=Ids(),
        spellings=Ids(),
        **{name: Keys() for name in TEXT_FIELDS},
    )
    schema.add("number_*", _number(), glob=True)
    schema.add("order_*", _order(), glob=True)
    return schema


def columns(entries: Iterable[Entry]) -> dict[str, fields.FieldType]:
    """The columns these entries are written to. A writer must know each by its name: merging segments, Whoosh forgets those
    that only fit a pattern."""
    entries = list(entries)
    return {f"number_{name}": _number() for entry in entries for name in entry.numbers} | {
        f"order_{language}": _order() for entry in entries for language in entry.order
    }


def _number() -> fields.FieldType:
    return fields.COLUMN(NumericColumn("q", default=NO_NUMBER))


def _order() -> fields.FieldType:
    return fields.COLUMN(VarBytesColumn())


def document(entry: Entry) -> dict[str, Any]:
    """The values Whoosh writes for an entry."""
    facets = {**entry.facets, TEXT_LANGUAGE: tuple(dict.fromkeys(language for language, _, _ in entry.texts))}
    values: dict[str, Any] = {
        "key": entry.key,
        "kind": entry.kind,
        "identifiers": [fold(identifier) for identifier in entry.identifiers],
        "facets": [f"{name}={id_}" for name, ids in facets.items() for id_ in ids],
        "spellings": sorted(set(_spellings(entry))),
    }
    for name in TEXT_FIELDS:
        told = [(language, text) for language, field, text in entry.texts if field == name]
        if name in UNANALYSED:
            told = [("", text) for text in (*(text for _, text in told), *entry.names)]
        texts = [list(_filed(text, language, name)) for language, text in told]
        if any(texts):
            values[name] = texts
    values.update({f"number_{name}": number for name, number in entry.numbers.items()})
    values.update({f"order_{language}": key for language, key in entry.order.items()})
    return values


def reserved_document(read_to: ReadTo) -> dict[str, Any]:
    """The values of the reserved document."""
    return {
        "key": RESERVED,
        "reserved": {"stamp": SCHEMA_STAMP, "log": read_to.log, "sequence": read_to.sequence},
    }


def _filed(text: str, language: str, field: str) -> Iterator[Filed]:
    """The words of a text. Those that may be names are filed under their other spellings too, the first of those that hyphens
    join also under the whole."""
    before = ""
    for token in tokens(text):
        word = keys_of_word(token.word, language)
        if word.exact:
            may_be_name = field == "name" or (field == "title" and not token.word[0].islower())
            names = name_keys(token.word) if may_be_name else ()
            whole = keys_of_word(token.whole, language).all if token.whole not in ("", before) else ()
            before = token.whole
            yield word, (*names, *whole)


def _spellings(entry: Entry) -> Iterator[str]:
    """How the words of titles and names are written, for completion and correction; plain ones go without saying."""
    shown = [text for _, field, text in entry.texts if field in ("title", "name")]
    for text in (*shown, *entry.names):
        for token in tokens(text):
            small = token.word.lower()
            folded = fold(small)
            if folded and folded != small:
                yield f"{folded}{SHOWN_AS}{small}"
