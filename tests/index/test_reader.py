"""Finding, as a reader at the desk would try it: words, filters, orders, facets, concepts and completion."""

from pathlib import Path

import pytest

from index import Entry, Hit, Index, Marker, Meaning, Query, Range, ReadTo, Why
from index.matching import PLENTY
from index.reader import MOST_COMPLETIONS
from index.syntax import MOST_BEGINNINGS, MOST_WORDS, clauses
from tests.building import an_entry, an_index

SHELF = (
    an_entry("Latviešu valoda iesācējiem", key="course", facets={"kind": ("course",), "level": ("A1", "A2")}),
    an_entry("Latviešu valodas gramatika", key="grammar", facets={"kind": ("textbook",), "level": ("B1", "B2")}),
    an_entry("Підручник латиської мови", "uk", key="textbook", facets={"kind": ("textbook",), "level": ("A1",)}),
    an_entry("كتاب اللغة اللاتفية", "ar", key="arabic", facets={"kind": ("textbook",), "level": ("A1",)}),
    an_entry("Пасакі пра жывёл", "be", key="tales", facets={"kind": ("book",)}),
    an_entry("Pasakas par dzīvniekiem", key="pasakas", facets={"kind": ("book",), "topic": ("animals",)}),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return an_index(tmp_path_factory.mktemp("shelf"), *SHELF)


def keys_of(index: Index, typed: str = "", **given: object) -> list[str]:
    return [hit.key for hit in index.reader().find(Query(typed, **given)).hits]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("valoda", ["course", "grammar"]),
        ("valodas", ["grammar", "course"]),
        ("LATVIESU", ["course", "grammar"]),
        ("gramatiku", ["grammar"]),
        ("підручники", ["textbook"]),
        ("мова", ["textbook"]),
        ("كتاب", ["arabic"]),
        ("كتب اللغه", ["arabic"]),
        ("dzīvnieki", ["pasakas"]),
        ("нічого", []),
        ("…!?", ["course", "grammar", "textbook", "arabic", "tales", "pasakas"]),
    ],
)
def test_typed_words_find_their_records(shelf: Index, typed: str, found: list[str]) -> None:
    assert keys_of(shelf, typed) == found


def test_records_with_all_the_words_come_first_and_then_those_that_come_near(shelf: Index) -> None:
    results = shelf.reader().find(Query("latviešu valodas gramatika"))
    assert ([hit.key for hit in results.hits], results.dropped) == (["grammar", "course"], ())
    assert (results.total, results.near) == (1, 1)


def test_when_plenty_have_all_the_words_they_come_alone(tmp_path: Path) -> None:
    both = (an_entry("Kaķis un suns", key=f"b{number}") for number in range(PLENTY))
    index = an_index(tmp_path, *both, *(an_entry("Kaķis kaķis", key=f"c{number}") for number in range(5)))
    assert index.reader().find(Query("kaķis suns")).total == PLENTY


def test_pages_go_on_from_records_with_all_the_words_to_those_that_come_near(tmp_path: Path) -> None:
    titles = ["Kaķis suns zirgs"] * 3 + ["Kaķis zirgs"] * 4
    index = an_index(tmp_path, *(an_entry(title, key=f"r{at}") for at, title in enumerate(titles)))
    pages = [keys_of(index, "kaķis suns zirgs", page=page, size=2) for page in (1, 2, 3, 4, 5)]
    assert [key for page in pages for key in page] == [f"r{at}" for at in range(7)]


def test_words_that_no_record_has_with_the_others_are_let_go_and_named(shelf: Index) -> None:
    results = shelf.reader().find(Query("debesu latviešu gramatika"))
    assert [hit.key for hit in results.hits][0] == "grammar"
    assert results.dropped == ("debesu",)


@pytest.mark.parametrize("typed", ["Kur ir latviešu gramatika?", "Vai tur ir kāda latviešu gramatika?"])
def test_the_small_words_of_a_question_are_neither_asked_for_nor_told(shelf: Index, typed: str) -> None:
    results = shelf.reader().find(Query(typed, "lv"))
    plain = shelf.reader().find(Query("latviešu gramatika", "lv"))
    assert ([hit.key for hit in results.hits], results.dropped) == ([hit.key for hit in plain.hits], ())


def test_small_words_are_looked_for_when_there_are_no_others(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry("Kur tu esi?", key="where"), an_entry("Pasaka", key="tale"))
    assert keys_of(index, "kur tu esi", language="lv") == ["where"]


def test_a_word_is_let_go_when_only_filtered_out_records_have_it(shelf: Index) -> None:
    results = shelf.reader().find(Query("valodas gramatika", filters={"kind": ("course",)}))
    assert ([hit.key for hit in results.hits], results.dropped) == (["course"], ("gramatika",))


def test_nothing_found_drops_nothing(shelf: Index) -> None:
    results = shelf.reader().find(Query("qwertz asdf"))
    assert (results.total, results.hits, results.dropped) == (0, (), ())


def test_only_so_many_words_of_a_question_are_looked_up(shelf: Index) -> None:
    assert keys_of(shelf, "valoda " * MOST_WORDS + "gramatika") == keys_of(shelf, "valoda")


def test_only_so_many_beginnings_of_a_question_are_completed(shelf: Index) -> None:
    asked = clauses("val* " * (MOST_BEGINNINGS + 2))
    assert [clause.is_beginning for clause in asked] == [True] * MOST_BEGINNINGS + [False] * 2
    assert keys_of(shelf, "gram* val*") == keys_of(shelf, "gramatika valoda")


def test_what_was_prepared_is_not_prepared_again(shelf: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.reader().prepare()
    monkeypatch.setattr("index.segment.SegmentWords", None)
    assert "gramatika" in shelf.reader().complete("gram", "lv")
    assert shelf.reader().find(Query("gramatkia")).suggestion == "gramatika"


def test_a_page_is_a_piece_of_the_whole_order(tmp_path: Path) -> None:
    titles = ["skola" + " māja" * number for number in range(20)] + ["skola"] * 30
    index = an_index(tmp_path, *(an_entry(title, key=f"r{at:02}") for at, title in enumerate(reversed(titles))))
    whole = keys_of(index, "skola", size=100)
    pages = [key for page in range(1, 7) for key in keys_of(index, "skola", page=page, size=9)]
    assert pages == whole and len(whole) == 50
    longest_last = keys_of(index, "māja", size=100)
    assert [key for page in range(1, 8) for key in keys_of(index, "māja", page=page, size=3)] == longest_last
    assert keys_of(index, "skola", page=7, size=9) == []
    assert index.reader().find(Query("skola", page=7, size=9)).total == 50


def test_filters_narrow_and_two_values_of_one_mean_either(shelf: Index) -> None:
    assert keys_of(shelf, filters={"level": ("A1",)}) == ["course", "textbook", "arabic"]
    assert keys_of(shelf, filters={"level": ("A1", "B1")}) == ["course", "grammar", "textbook", "arabic"]
    assert keys_of(shelf, filters={"level": ("A1",), "kind": ("textbook",)}) == ["textbook", "arabic"]
    assert keys_of(shelf, filters={"level": ()}) == keys_of(shelf)
    assert keys_of(shelf, filters={"level": ("C2\ud800",)}) == []


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return an_index(
        tmp_path_factory.mktemp("dated"),
        an_entry(key="old", numbers={"year": 1984, "added": 3, "starts": 20}, order={"lv": b"c", "uk": b"1"}),
        an_entry(key="new", numbers={"year": 2020, "added": 9}, order={"lv": b"a", "uk": b"3"}),
        an_entry(key="undated", order={"lv": b"b", "uk": b"2"}),
        an_entry(key="next", numbers={"year": 2020, "added": 5, "starts": 10}, order={"lv": b"d"}),
    )


@pytest.mark.parametrize(
    ("years", "found"),
    [
        (Range(1984, 1984), ["old"]),
        (Range(2000, None), ["new", "next"]),
        (Range(None, 2000), ["old"]),
        (Range(None, None), ["old", "new", "next"]),
        (Range(2021, 2030), []),
    ],
)
def test_a_range_of_years_holds_both_its_ends_and_no_record_without_a_year(
    dated: Index, years: Range, found: list[str]
) -> None:
    assert keys_of(dated, filters={"year": (years,)}) == found


@pytest.mark.parametrize(
    ("sort", "language", "found"),
    [
        ("title", "lv", ["new", "undated", "old", "next"]),
        ("title", "uk", ["next", "old", "undated", "new"]),
        ("newest", "lv", ["new", "next", "old", "undated"]),
        ("date", "lv", ["next", "old", "new", "undated"]),
    ],
)
def test_each_order_puts_what_lacks_it_where_readers_expect(
    dated: Index, sort: str, language: str, found: list[str]
) -> None:
    assert keys_of(dated, sort=sort, language=language) == found


def test_orders_hold_across_segments(dated: Index, tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry(key="b", numbers={"added": 2}, order={"lv": b"b"}))
    index.writer.apply([an_entry(key="a", numbers={"added": 1}, order={"lv": b"a"})], (), ReadTo("log", 2))
    index.writer.apply([an_entry(key="c", numbers={"added": 3}, order={"lv": b"c"})], (), ReadTo("log", 3))
    assert keys_of(index, sort="title", language="lv") == ["a", "b", "c"]
    assert keys_of(index, sort="newest") == ["c", "b", "a"]


def test_a_word_that_names_a_concept_finds_what_is_filed_under_it(shelf: Index) -> None:
    meaning = Meaning((0,), (("topic", "animals"),))
    results = shelf.reader().find(Query("тварини", meanings=(meaning,)))
    assert [(hit.key, hit.why) for hit in results.hits] == [("pasakas", Why("topic", "animals"))]


def test_the_concept_is_not_named_where_the_words_themselves_were_found(shelf: Index) -> None:
    meaning = Meaning((0,), (("topic", "animals"),))
    results = shelf.reader().find(Query("pasakas", meanings=(meaning,)))
    assert [(hit.key, hit.why) for hit in results.hits] == [("pasakas", None)]


def test_a_concept_of_several_words_stands_for_all_of_them(shelf: Index) -> None:
    meaning = Meaning((0, 1), (("topic", "animals"),))
    results = shelf.reader().find(Query("домашні тварини казки", meanings=(meaning,)))
    assert ([hit.key for hit in results.hits], results.dropped) == (["pasakas"], ("казки",))


def test_a_meaning_of_words_beyond_the_last_one_looked_up_does_no_harm(shelf: Index) -> None:
    assert keys_of(shelf, "valoda", meanings=(Meaning((99,), (("topic", "animals"),)),)) == ["course", "grammar"]


def test_a_boost_moves_records_up_but_lets_nothing_else_in(shelf: Index) -> None:
    assert keys_of(shelf, "valoda", boosts={("kind", "textbook"): 50.0}) == ["grammar", "course"]


@pytest.mark.parametrize(
    ("prefix", "words"),
    [
        ("val", ["valoda", "valodas"]),
        ("  LATV", ["latviešu"]),
        ("підр", ["підручник"]),
        ("Dzī", ["dzīvniekiem"]),
        ("xyz", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_word_is_completed_while_it_is_typed(shelf: Index, prefix: str, words: list[str]) -> None:
    assert shelf.reader().complete(prefix, "lv") == words


def test_the_most_frequent_words_are_offered_first_and_not_too_many(tmp_path: Path) -> None:
    titles = [f"skola skolotājs{number}" for number in range(20)] + ["skolotājs7"]
    index = an_index(tmp_path, *(an_entry(title, key=f"r{at}") for at, title in enumerate(titles)))
    offered = index.reader().complete("sk", "lv")
    assert offered[:2] == ["skola", "skolotājs7"] and len(offered) == MOST_COMPLETIONS


def test_a_reader_knows_the_revision_of_every_entry(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry(key="a", numbers={"revision": 3}), an_entry(key="b", numbers={"revision": 1}))
    index.writer.apply([an_entry(key="a", numbers={"revision": 4})], ["b"], ReadTo("log", 2))
    assert index.reader().revisions() == {"a": 4}


def test_an_answer_holds_plain_values_only(shelf: Index) -> None:
    (hit,) = shelf.reader().find(Query("gramatika")).hits
    assert hit == Hit("grammar", "book", hit.score) and type(hit.score) is float
    (first, *_) = shelf.reader().find(Query("", filters={"kind": ("course",)})).facets["level"].values()
    assert type(first) is int


def test_an_entry_holds_all_it_was_given_whatever_its_fields(tmp_path: Path) -> None:
    entry = Entry(
        "r1",
        "book",
        texts=(("lv", "text", "Par mežu"), ("uk", "title", "Ліс")),
        names=("Олена Коваленко", "Ābele, Jānis"),
        identifiers=("9789934000102",),
    )
    index = an_index(tmp_path, entry, an_entry(key="other"))
    for typed in ("meži", "ліс", "Коваленко", "abele", "9789934000102"):
        assert keys_of(index, typed) == ["r1"], typed


@pytest.mark.parametrize(
    ("typed", "written"), [("ebook", "An e-book"), ("e-book", "An ebook"), ("Covid-19", "Covid19")]
)
def test_words_with_and_without_a_hyphen_meet(typed: str, written: str, tmp_path: Path) -> None:
    reader = an_index(tmp_path, an_entry(written, language="en", key="r"), an_entry("A book", key="other")).reader()
    assert [hit.key for hit in reader.find(Query(typed, language="en")).hits][0] == "r"
    assert Marker(typed, "en").marked(written, "en")[-1].is_marked
