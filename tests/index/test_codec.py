"""What Whoosh reads back is what was written, however long the lists and large the numbers."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage

from index.codec import BLOCK, Codec
from index.fields import PLACES, Ids, Keys
from index.pool import Pool

LISTS = {
    "one": [(7, 1.0)],
    "few": [(0, 1.0), (7, 2.0), (70_000, 1.0)],
    "many and near": [(each, 1.0 + each % 3) for each in range(200)],
    "many and far": [(each * 1_000, 2.0) for each in range(200)],
    "exactly a block": [(each * 3, 1.0) for each in range(BLOCK)],
    "more than two blocks": [(each * 3, 1.0 + each % 300) for each in range(2 * BLOCK + 50)],
}


class Lengths:
    """As many documents as the lists above speak of, of lengths that Whoosh need not round."""

    def doc_count_all(self) -> int:
        return 200_000

    def doc_field_length(self, place: int, field: str) -> int:
        return place % 10 if field == "title" else 0


@pytest.mark.parametrize("postings", LISTS.values(), ids=LISTS)
def test_whoosh_reads_what_was_written(postings: list[tuple[int, float]], tmp_path: Path) -> None:
    pool = Pool(tmp_path)
    for place, weight in postings:
        pool.add(("facets", b"kind=book", place, 1.0, b""))
        pool.add(("title", b"bridge", place, weight, b"\0"))
        pool.add(("title", f"{PLACES}bridge".encode(), place, weight, bytes(4 * int(weight))))
    with closing(written(pool, tmp_path)) as terms:
        check(terms, postings)


def check(terms: Any, postings: list[tuple[int, float]]) -> None:
    places = [place for place, _ in postings]
    assert read(terms, "title", "bridge", Keys()) == [(*each, b"\0") for each in postings]
    assert read(terms, "title", f"{PLACES}bridge", Keys()) == [(*each, bytes(4 * int(each[1]))) for each in postings]
    assert [place for place, _, _ in read(terms, "facets", "kind=book", Ids())] == places
    info = terms.term_info("title", b"bridge")
    assert (info.doc_frequency(), info.weight()) == (len(postings), sum(weight for _, weight in postings))
    assert (info.min_id(), info.max_id()) == (places[0], places[-1])
    assert info.max_weight() == max(weight for _, weight in postings)
    assert (info.min_length(), info.max_length()) == (
        min(place % 10 for place in places),
        max(place % 10 for place in places),
    )


def written(pool: Pool, folder: Path) -> Any:
    """Whoosh's reader of the terms of a segment with what was gathered."""
    storage, codec = FileStorage(str(folder)), Codec()
    segment = codec.new_segment(storage, "MAIN")
    writer = codec.field_writer(storage, segment)
    writer.add_postings(Schema(facets=Ids(), title=Keys()), Lengths(), pool.iter_postings())
    writer.close()
    return codec.terms_reader(storage, segment)


def read(terms: Any, field: str, term: str, written_as: Any) -> list[tuple[int, float, bytes]]:
    """Document, weight and value of every posting, as Whoosh hands them over."""
    matcher, found = terms.matcher(field, term.encode(), written_as.format), []
    while matcher.is_active():
        value = matcher.value() if field == "title" else b""
        found.append((matcher.id(), matcher.weight(), value))
        matcher.next()
    return found
