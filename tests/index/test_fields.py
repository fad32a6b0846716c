"""How an entry is written down: one place a word whatever its keys, ids whole, and the reserved document apart."""

from pathlib import Path

import numpy as np
import pytest
from whoosh import index as whoosh_index
from whoosh import query as whoosh_query

from index import ReadTo
from index.fields import (
    NO_NUMBER,
    PLACES,
    RESERVED,
    SCHEMA_STAMP,
    TEXT_LANGUAGE,
    Keys,
    document,
    make_schema,
    reserved_document,
)
from index.folder import Folder
from tests.building import an_entry, an_index


def written(text: str, language: str) -> dict[str, tuple[int, float]]:
    """What is posted for a text: how much each key adds to its length, and its weight."""
    value = document(an_entry(text, language=language))["title"]
    return {key.decode(): (count, weight) for key, count, weight, _ in Keys().index(value)}


def test_a_word_counts_once_towards_the_length_whatever_the_number_of_its_keys() -> None:
    posted = written("l’école de l’école", "fr")
    assert sum(count for count, _ in posted.values()) == 3
    assert posted["ecole"] == (0, 2.0) and posted["lecole"] == (2, 2.0)


def test_keys_are_posted_in_the_order_whoosh_expects() -> None:
    posted = list(written("zaļa ābele un Ziemassvētku egle", "lv"))
    assert posted == sorted(posted)


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        (("latviesu", "valod"), False),
        (("latviesu", "valodas"), True),
        (("latviesu", "lv~~valod"), False),
        (("valodas", "latviesu"), False),
        (("latviesu", "gramatika"), False),
    ],
)
def test_phrases_are_found_by_words_as_they_stand_and_every_word_has_one_place(
    phrase: tuple[str, ...], found: bool, tmp_path: Path
) -> None:
    an_index(tmp_path, an_entry("Latviešu valodas gramatika"))
    with whoosh_index.open_dir(str(Folder(tmp_path).live())).searcher() as searcher:
        wanted = whoosh_query.Phrase("title", [f"{PLACES}{word}".encode() for word in phrase])
        assert bool(len(searcher.search(wanted))) is found


@pytest.mark.parametrize("length", [1, 2, 5, 40])
def test_the_length_of_a_text_is_its_number_of_words(length: int, tmp_path: Path) -> None:
    reader = an_index(tmp_path, an_entry("grāmatām " * length, key="r")).reader()
    (segment,) = reader._collection.segments
    lengths = segment.lengths("title")
    assert np.isfinite(lengths).all() and lengths.max() == pytest.approx(length, rel=0.1)


def test_texts_of_one_field_in_several_languages_are_written_with_the_keys_of_each() -> None:
    entry = an_entry(texts=(("lv", "title", "grāmatu"), ("uk", "title", "книгу"), ("lv", "text", "skolu")))
    values = document(entry)
    (latvian, _), (ukrainian, _) = (word for text in values["title"] for word in text)
    assert latvian.rule == ("lv~~gramat",) and "lv~gramata" in latvian.lemma
    assert ukrainian.lemma == ("uk~книга",)
    (((school, _),),) = values["text"]
    assert school.rule == ("lv~~skol",)
    assert "name" not in values


def test_names_are_folded_but_never_cut() -> None:
    values = document(an_entry(names=("Ābele, Jānis",)))
    (person,) = values["name"]
    assert [(word.exact, word.lemma + word.rule) for word, _ in person] == [(("abele",), ()), (("janis",), ())]


def test_words_that_may_be_names_are_filed_under_their_other_spellings() -> None:
    (title,) = document(an_entry("Ševčenko dzīve", names=()))["title"]
    (name, spellings), (life, none) = title
    assert name.exact == ("sevcenko",) and spellings and not none


def test_facets_numbers_and_orders_are_written_under_their_names() -> None:
    values = document(
        an_entry(facets={"kind": ("book",), "level": ("A1", "A2")}, numbers={"year": 1984}, order={"lv": b"\x01"})
    )
    assert values["facets"] == ["kind=book", "level=A1", "level=A2", f"{TEXT_LANGUAGE}=lv"]
    assert (values["number_year"], values["order_lv"]) == (1984, b"\x01")


def test_an_identifier_is_folded_like_the_word_that_asks_for_it() -> None:
    assert document(an_entry(identifiers=("080442957X",)))["identifiers"] == ["080442957x"]


def test_the_reserved_document_says_which_schema_and_how_far_the_log_was_read() -> None:
    said = reserved_document(ReadTo("log-1", 42))
    assert said == {"key": RESERVED, "reserved": {"stamp": SCHEMA_STAMP, "log": "log-1", "sequence": 42}}


def test_every_value_of_an_entry_has_a_field() -> None:
    schema = make_schema()
    values = document(an_entry(names=("A",), numbers={"year": 1, "added": NO_NUMBER + 1}, order={"ar": b""}))
    assert all(name in schema for name in (*values, *reserved_document(ReadTo("", 0))))
