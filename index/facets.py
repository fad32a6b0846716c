"""Filters as masks over all documents, and exact counts of the ids that some documents have."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.fields import NO_NUMBER
from index.query import Range
from index.scoring import Collection, Places
from index.segment import FacetArrays

Mask = NDArray[np.bool_]

_FEW = 8
"""When fewer than one document in so many is asked about, their codes are picked out one by one."""


def filter_mask(collection: Collection, name: str, values: Sequence[str | Range]) -> Mask:
    """True for the documents that have any of the values."""
    mask = np.zeros(collection.size, dtype=np.bool_)
    for segment, offset in zip(collection.segments, collection.offsets, strict=True):
        for value in values:
            if isinstance(value, Range):
                numbers = segment.numbers(name)
                low = NO_NUMBER + 1 if value.low is None else value.low
                fits = numbers >= low
                if value.high is not None:
                    fits &= numbers <= value.high
                mask[offset : offset + segment.size] |= fits
            else:
                places, _ = segment.postings("facets", f"{name}={value}")
                mask[places + offset] = True
    return mask


def counts(collection: Collection, name: str, places: Places) -> dict[str, int]:
    """How many of these documents, given in ascending order, have each id; ids without any left out."""
    found: dict[str, int] = {}
    for segment, offset in zip(collection.segments, collection.offsets, strict=True):
        arrays = segment.facet(name)
        first, last = places.searchsorted((offset, offset + segment.size))
        codes = _codes_of(arrays, places[first:last] - offset, segment.size)
        totals = np.bincount(codes, minlength=len(arrays.ids))
        for code in np.flatnonzero(totals):
            found[arrays.ids[code]] = found.get(arrays.ids[code], 0) + int(totals[code])
    return found


def crossed(collection: Collection, rows: str, columns: str, mask: Mask) -> dict[tuple[str, str], int]:
    """How many documents under the mask have both an id of one facet and one of another, pairs without any left out."""
    found: dict[tuple[str, str], int] = {}
    for segment, offset in zip(collection.segments, collection.offsets, strict=True):
        down, across = segment.facet(rows), segment.facet(columns)
        under = mask[offset : offset + segment.size][down.documents]
        documents, codes = down.documents[under], down.codes[under].astype(np.int64)
        lengths = across.starts[documents + 1] - across.starts[documents]
        if not lengths.any():
            continue
        pairs = np.repeat(codes, lengths) * len(across.ids) + across.codes[_each(across.starts[documents], lengths)]
        totals = np.bincount(pairs)
        for pair in np.flatnonzero(totals):
            ids = down.ids[pair // len(across.ids)], across.ids[pair % len(across.ids)]
            found[ids] = found.get(ids, 0) + int(totals[pair])
    return found


def ids_of(arrays: FacetArrays, place: int) -> tuple[str, ...]:
    """The ids one document of a segment is filed under."""
    return tuple(arrays.ids[code] for code in arrays.codes[arrays.starts[place] : arrays.starts[place + 1]])


def _codes_of(arrays: FacetArrays, documents: Places, size: int) -> NDArray[np.int32]:
    if len(documents) * _FEW > size:
        mask = np.zeros(size, dtype=np.bool_)
        mask[documents] = True
        return arrays.codes[mask[arrays.documents]]
    lengths = arrays.starts[documents + 1] - arrays.starts[documents]
    if not len(documents) or not lengths.any():
        return arrays.codes[:0]
    return arrays.codes[_each(arrays.starts[documents], lengths)]


def _each(starts: NDArray[np.int32], lengths: NDArray[np.int32]) -> NDArray[np.int64]:
    """Every place of these runs, one after the other; at least one run has a length."""
    ends = lengths.cumsum()
    return np.arange(ends[-1]) + np.repeat(starts - (ends - lengths), lengths)
