"""Postings as bytes: what Whoosh reads back is what was written, however large the numbers, and ours reads it as arrays."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence

from index.codec import BLOCK, Codec, numbers

LISTS = {
    "few": [(0, 1.0), (7, 2.0), (70_000, 1.0)],
    "many and near": [(each, 1.0 + each % 3) for each in range(200)],
    "many and far": [(each * 1_000, 2.0) for each in range(200)],
    "more than a block": [(each * 3, 1.0 + each % 300) for each in range(BLOCK + 50)],
    "no whole numbers": [(each, 0.5 + each % 2) for each in range(100)],
}


@pytest.mark.parametrize("postings", LISTS.values(), ids=LISTS)
def test_whoosh_reads_what_was_written(postings: list[tuple[int, float]], tmp_path: Path) -> None:
    storage, codec = FileStorage(str(tmp_path)), Codec()
    with closing(storage.create_file("postings")) as file:
        writer = codec.postings_writer(file)
        writer.start_postings(Existence(), W3TermInfo())
        for document, weight in postings:
            writer.add_posting(document, weight, b"", 1)
        info = writer.finish_postings()
    found = []
    with closing(storage.open_file("postings")) as file:
        matcher = codec.postings_reader(file, info, Existence())
        while matcher.is_active():
            found.append((matcher.id(), matcher.weight()))
            matcher.next()
    assert found == postings


def test_numbers_are_read_however_they_were_written() -> None:
    assert np.array_equal(numbers(b"\1\2\3"), numbers((1, 2, 3)))
