"""Filters as masks over all documents, and exact counts of each facet's ids under a mask."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.fields import NO_NUMBER
from index.query import Range
from index.scoring import Collection

Mask = NDArray[np.bool_]


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


def counts(collection: Collection, name: str, mask: Mask) -> dict[str, int]:
    """How many documents under the mask have each id, ids without any left out."""
    found: dict[str, int] = {}
    for segment, offset in zip(collection.segments, collection.offsets, strict=True):
        arrays = segment.facet(name)
        hits = mask[offset : offset + segment.size][arrays.places]
        totals = np.bincount(arrays.codes[hits], minlength=len(arrays.ids))
        for id_, total in zip(arrays.ids, totals, strict=True):
            if total:
                found[id_] = found.get(id_, 0) + int(total)
    return found
