"""Whoosh's own codec, writing the numbers of a block of postings as bytes. Every Whoosh reads them like the tuples it would write
itself, which are made number by number when they are read and cost more than all the rest of a first search."""

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Codec, W3PostingsWriter
from whoosh.util.numlists import delta_encode

BLOCK = 1024
"""Postings written, and read, together."""

_FEW = 32
"""Fewer numbers are smaller as a tuple, and most words are rare."""


class Codec(W3Codec):
    """What a writer of segments is given. Readers need nothing of it."""

    def __init__(self) -> None:
        super().__init__(blocklimit=BLOCK)

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> W3PostingsWriter:
        return _PostingsWriter(dbfile, self._blocklimit, byteids, self._compression, self._inlinelimit)


def numbers(written: Sequence[float]) -> NDArray[Any]:
    """The numbers of a block, however they were written: bytes, an array, or a tuple of another writer's."""
    return np.frombuffer(written, dtype=np.uint8) if isinstance(written, bytes) else np.asarray(written)


class _PostingsWriter(W3PostingsWriter):
    def _mini_ids(self) -> Sequence[int]:
        return self._ids if self._byteids else _packed(list(delta_encode(self._ids)))

    def _mini_weights(self) -> float | Sequence[float] | None:
        weights: float | Sequence[float] | None = super()._mini_weights()
        if not isinstance(weights, tuple) or any(weight % 1 for weight in weights):
            return weights
        return _packed([int(weight) for weight in weights])


class _Packed(array):
    """An array that is pickled as its bytes; Whoosh asks for a protocol of before there was a way."""

    def __reduce_ex__(self, _: Any) -> Any:
        return array(self.typecode, self.tobytes()).__reduce_ex__(4)


def _packed(whole: list[int]) -> Sequence[int]:
    if len(whole) < _FEW:
        return tuple(whole)
    return bytes(whole) if max(whole) < 256 else _Packed("I", whole)
