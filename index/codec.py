"""Whoosh's own codec, writing the postings of a whole term together, and a second time as plain arrays for ours to read.
Any Whoosh reads what it writes."""

from array import array
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter, sub
from pathlib import Path
from pickle import dumps
from struct import Struct
from typing import Any
from zlib import compress, crc32

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter
from whoosh.filedb.filetables import HashWriter, OrderedHashWriter
from whoosh.util.numeric import length_to_byte

from index.pool import Gathered
from index.terms import TermsWriter

BLOCK = 1024
"""Postings written together."""

_PICKLED = 2
"""The protocol that Whoosh writes."""

_WORTH_PACKING = 80
"""Bytes; zlib makes fewer of them more."""

_CRC32 = 1
"""Whoosh's number of this kind of checksum."""

_ENTRY = Struct("!ii")
_LENGTH = Struct("!i")
_TERM = Struct("!BfIBBfIIqi")
"""What Whoosh knows of a term: whether its postings follow at once, the sum of its weights, the number of its documents, the
shortest and longest of their texts, the greatest weight, the first and last document, where the postings stand, their bytes."""


class Codec(W3Codec):
    """What a writer of segments is given, with a `Pool`. Readers need nothing of it."""

    def field_writer(self, storage: Any, segment: Any) -> W3FieldWriter:
        """Writes what the pool has gathered."""
        return _FieldWriter(self, storage, segment)


class _TermIndex(OrderedHashWriter):
    """Whoosh's table of terms, with checksums that take a tenth of the time, and each term written at once."""

    def __init__(self, begun: OrderedHashWriter) -> None:
        begun.dbfile.seek(begun.startoffset)
        HashWriter.__init__(self, begun.dbfile, hashtype=_CRC32)
        self.extras, self.index = begun.extras, begun.index
        self._end = self.tell()

    def add(self, key: bytes, value: bytes) -> None:
        """Add a term; they come in the order of their bytes."""
        entry = _ENTRY.pack(len(key), len(value)) + key + value
        hashed = crc32(key)
        self.buckets[hashed & 255].append((hashed, self._end))
        self.index.append(self._end)
        self.dbfile.write(entry)
        self._end += len(entry)


class _FieldWriter(W3FieldWriter):
    def __init__(self, codec: Codec, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._tindex = _TermIndex(self._tindex)
        self._terms = TermsWriter(Path(storage.folder), segment.segment_id())

    def add_postings(self, schema: Any, lengths: Any, items: Iterator[Gathered]) -> None:
        for field, terms in groupby(items, attrgetter("field")):
            self.start_field(field, schema[field])
            has_values = schema[field].format.fixed_value_size() != 0
            rounded = bytes(
                length_to_byte(lengths.doc_field_length(place, field)) for place in range(lengths.doc_count_all())
            )
            for each in terms:
                self._write(each, rounded, has_values)
                self._terms.add(each)
            self.finish_field()

    def _write(self, each: Gathered, rounded: bytes, has_values: bool) -> None:
        start = self._postfile.tell()
        found = [rounded[place] for place in each.documents]
        written = [WHOOSH3_HEADER_MAGIC]
        last = len(each.documents) - 1
        for at in range(0, last + 1, BLOCK):
            here = slice(at, at + BLOCK)
            block = _block(
                each.documents[here], each.weights[here], each.values[here] if has_values else (), found[here]
            )
            written += _LENGTH.pack(len(block) if at + BLOCK <= last else -len(block)), block
        postings = b"".join(written)
        self._postfile.write(postings)
        info = _TERM.pack(
            0,
            sum(each.weights),
            last + 1,
            min(found),
            max(found),
            max(each.weights),
            each.documents[0],
            each.documents[last],
            start,
            len(postings),
        )
        self._tindex.add(self._fieldid.to_bytes(2, "big") + each.term, info)

    def close(self) -> None:
        self._terms.close()
        super().close()


def _block(documents: "array[int]", weights: "array[float]", values: Sequence[bytes], rounded: Sequence[int]) -> bytes:
    """Some postings as Whoosh writes them: what is in the block, and the block; documents as the steps between them."""
    least, most = min(weights), max(weights)
    steps = tuple(map(sub, documents, chain((0,), documents)))
    told = tuple(weights) if least != most else None if most == 1 else most
    data = dumps((steps, told, tuple(values) or None), _PICKLED)
    is_packed = len(data) >= _WORTH_PACKING
    if is_packed:
        data = compress(data, 3)
    head = (len(documents), documents[-1], most, 3 * is_packed, min(rounded), max(rounded))
    return dumps(head, _PICKLED) + data
