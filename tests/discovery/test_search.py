"""Searching as a visitor does: words in any language, filters and facets; and the same answers while the index is gone."""

import gc
import logging
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.app import Catalogue, open_current
from catalogue.discovery import Found, parse
from catalogue.languages import interface
from catalogue.records.codes import LEVELS
from catalogue.settings import Settings
from tests.building import a_resource, a_title
from tests.discovery.small import keep

EVERYTHING = ["song-evening", "cafe", "tall-man", "forest-song", "flat-guide", "grammar", "course"]
"""What is published, newest first."""

Damage = Callable[[Path], object]


def _search(catalogue: Catalogue, words: str = "", language: str = "lv", **filters: str) -> Found:
    shown = interface(language)
    assert shown
    pairs = [
        (name.rstrip("_").replace("_", "-"), value) for name, values in filters.items() for value in values.split()
    ]
    return catalogue.search(parse([("q", words), *pairs]), shown)


def _keys(found: Found) -> list[str]:
    return [finding.record.key for finding in found.findings]


@pytest.fixture(scope="module")
def without_index(small: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The small catalogue as it is before its first index is made."""
    settings = Settings(tmp_path_factory.mktemp("without") / "index")
    settings.home.mkdir()
    small.database.copy_to(settings.home / "catalogue.sqlite")
    catalogue = open_current(settings)
    yield catalogue
    catalogue.close()


@pytest.mark.parametrize(
    ("words", "language", "first"),
    [
        ("gramatika", "lv", "grammar"),
        ("gramatikas", "lv", "grammar"),
        ("latviesu gramatiku", "lv", "grammar"),
        ("iesācējs", "lv", "course"),
        ("ierakstus", "lv", "course"),
        ("dzīvokļa īre", "lv", "flat-guide"),
        ("valodas kafejnīca", "lv", "cafe"),
        ("LATVIEŠU VALODA IESĀCĒJIEM", "lv", "course"),
        ("beginners", "en", "course"),
        ("renting a flat", "en", "flat-guide"),
        ("tall men", "en", "tall-man"),
        ("evening of songs", "en", "song-evening"),
        ("квартира", "uk", "flat-guide"),
        ("лісову пісню", "uk", "forest-song"),
        ("лісова мавка", "uk", "forest-song"),
        ("мовна кавʼярня", "uk", "cafe"),
        ("القامة", "ar", "tall-man"),
        ("رجل طويل", "ar", "tall-man"),
        ("الطويله", "ar", "tall-man"),
        ("Lisova pisnia", "lv", "forest-song"),
        ("Леся Українка", "uk", "forest-song"),
        ("lesya ukrainka", "en", "forest-song"),
        ("978-9934-0-0010-2", "lv", "forest-song"),
        ("9789934000102", "ar", "forest-song"),
        ("9934-0-0010-5", "lv", "forest-song"),
        ("0317-8471", "lv", "forest-song"),
        ("flat-guide", "en", "flat-guide"),
        ("Drošā māja", "lv", "song-evening"),
    ],
)
def test_typed_words_find_what_they_mean(small: Catalogue, words: str, language: str, first: str) -> None:
    assert _keys(_search(small, words, language))[:1] == [first]


@pytest.mark.parametrize(
    ("words", "language", "keys"),
    [
        ("житло", "uk", {"flat-guide"}),
        ("السكن", "ar", {"flat-guide"}),
        ("housing", "lv", {"flat-guide"}),
        ("латиська мова", "uk", {"course", "grammar", "cafe"}),
        ("اللغة اللاتفية", "ar", {"course", "grammar", "cafe"}),
        ("вивчення мов", "uk", {"course", "grammar", "cafe"}),
        ("підручник", "uk", {"grammar"}),
        ("picture book", "en", {"tall-man"}),
        ("діти", "uk", {"tall-man"}),
        ("event", "en", {"song-evening"}),
    ],
)
def test_words_find_across_languages_through_what_they_name(
    small: Catalogue, words: str, language: str, keys: set[str]
) -> None:
    found = _search(small, words, language)
    assert keys <= set(_keys(found))
    named = [finding.why for finding in found.findings if finding.record.key in keys]
    assert any(named)


def test_texts_in_dari_are_found_and_marked_by_the_persian_words_for_what_is_asked(changeable: Catalogue) -> None:
    keep(
        changeable, a_resource(key="rain-book", titles=(a_title("داستان باران و رودخانه", "prs"),), languages=("prs",))
    )
    changeable.indexer.catch_up()
    found = _search(changeable, "дощ", "uk")
    assert _keys(found) == ["rain-book"]
    assert found.findings[0].why is not None and found.findings[0].why.value == "باران"
    marked = found.marker.marked("داستان باران و رودخانه", "prs")
    assert [piece.text for piece in marked if piece.is_marked] == ["باران"]


def test_nothing_asked_shows_everything_newest_first(small: Catalogue) -> None:
    found = _search(small)
    assert (_keys(found), found.total, found.is_makeshift) == (EVERYTHING, len(EVERYTHING), False)


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        ({"kind": "book"}, {"forest-song", "flat-guide"}),
        ({"kind": "book textbook"}, {"forest-song", "flat-guide", "grammar"}),
        ({"in_": "uk"}, {"forest-song", "song-evening"}),
        ({"in_": "uk", "kind": "event"}, {"song-evening"}),
        ({"teaches": "lv"}, {"course", "grammar"}),
        ({"for_": "ar"}, {"flat-guide"}),
        ({"level": "A1"}, {"course"}),
        ({"level": "B2"}, {"grammar"}),
        ({"level": "A2 C1"}, {"course", "grammar"}),
        ({"topic": "t-latvian"}, {"course", "grammar", "cafe"}),
        ({"topic": "t-language"}, {"course", "grammar", "cafe"}),
        ({"audience": "child"}, {"tall-man"}),
        ({"age": "4"}, {"tall-man"}),
        ({"age": "0-3"}, {"tall-man"}),
        ({"age": "7-9"}, set()),
        ({"access": "wordless"}, {"tall-man"}),
        ({"no_reading": "yes"}, {"tall-man"}),
        ({"free": "yes"}, {"course", "tall-man", "cafe"}),
        ({"online": "yes"}, {"course"}),
        ({"branch": "sigulda"}, {"flat-guide", "song-evening"}),
        ({"town": "Liepāja"}, {"grammar", "flat-guide", "forest-song", "cafe"}),
        ({"country": "LV"}, {"grammar", "flat-guide", "forest-song", "cafe", "song-evening"}),
        ({"country": "FR"}, set()),
        ({"year": "2019"}, {"course"}),
        ({"year": "2015-2021"}, {"course", "grammar"}),
        ({"year": "1900-1950 2023"}, {"forest-song", "flat-guide"}),
    ],
)
def test_filters_let_through_what_they_say_with_and_without_the_index(
    small: Catalogue, without_index: Catalogue, filters: dict[str, str], keys: set[str]
) -> None:
    for catalogue in (small, without_index):
        found = _search(catalogue, **filters)
        assert (set(_keys(found)), found.total) == (keys, len(keys))
        assert found.is_makeshift is (catalogue is without_index)


def test_facets_are_counted_exactly_each_with_its_own_filter_lifted(small: Catalogue) -> None:
    facets = _search(small, level="A1", teaches="lv").facets
    assert facets["level"] == {"A1": 1, "A2": 1, "B1": 1, "B2": 1, "C1": 1}
    assert facets["teaches"] == {"lv": 1}
    assert facets["kind"] == {"course": 1}
    facets = _search(small, kind="book").facets
    assert facets["kind"] == {
        "course": 1,
        "textbook": 1,
        "book": 2,
        "picture-book": 1,
        "initiative": 1,
        "event": 1,
    }
    assert facets["town"] == {"Liepāja": 2, "Sigulda": 1}


def test_facets_count_what_the_words_find(small: Catalogue) -> None:
    found = _search(small, "latviešu valoda")
    assert sum(found.facets["kind"].values()) == found.total
    assert set(found.facets["level"]) <= set(LEVELS)


def test_pages_hold_every_record_once(small: Catalogue) -> None:
    pages = [_search(small, size="3", page=str(number)) for number in (1, 2, 3, 4)]
    assert [key for page in pages for key in _keys(page)] == EVERYTHING
    assert [page.total for page in pages] == [len(EVERYTHING)] * 4


def test_titles_are_sorted_for_the_reader(small: Catalogue) -> None:
    assert _keys(_search(small, sort="title", language="en"))[:3] == ["tall-man", "song-evening", "flat-guide"]
    latvian = _keys(_search(small, sort="title", language="lv"))
    assert (
        latvian.index("song-evening") < latvian.index("flat-guide") < latvian.index("grammar") < latvian.index("cafe")
    )


def test_events_come_first_by_date(small: Catalogue) -> None:
    assert _keys(_search(small, sort="date"))[0] == "song-evening"


def test_words_that_are_nowhere_are_let_go_and_named(small: Catalogue) -> None:
    found = _search(small, "gramatika xyzzyq")
    assert (_keys(found), found.dropped) == (["grammar"], ("xyzzyq",))


@pytest.mark.parametrize(
    "words", ["xyzzyq", "!!!", "'; DROP TABLE records; --", '"', "a*b*c*", "(((", "AND OR NOT", "^1e308 ~9"]
)
def test_words_that_find_nothing_do_no_harm(small: Catalogue, words: str) -> None:
    found = _search(small, words)
    assert found.total == len(found.findings)
    assert not found.is_makeshift


@pytest.mark.parametrize("words", ["x " * 500, "ā" * 1_000, "a\u0301" * 500, "\u200d" * 900, "ﻟﻠﻐﺔ", "ı İ i I"])
def test_queries_made_to_hurt_are_answered(small: Catalogue, words: str) -> None:
    assert not _search(small, words).is_makeshift


def test_drafts_and_what_was_withdrawn_are_never_found(small: Catalogue) -> None:
    for words in ("melnraksts", "vecā grāmata", "draft", "withdrawn"):
        assert not {"draft", "withdrawn"} & set(_keys(_search(small, words)))


def test_a_record_withdrawn_after_indexing_is_not_shown(changeable: Catalogue) -> None:
    with changeable.database.reading() as unit:
        record = unit.records.get("grammar")
    assert record is not None
    keep(changeable, a_resource(key="grammar", status="withdrawn", revision=record.revision, titles=record.titles))
    assert "grammar" not in _keys(_search(changeable, "gramatika"))


DAMAGES: dict[str, Damage] = {
    "never-made": lambda folder: shutil.rmtree(folder),
    "no-pointer": lambda folder: (folder / "current").unlink(),
    "pointer-to-nothing": lambda folder: (folder / "current").write_text("index-nowhere"),
    "pointer-elsewhere": lambda folder: (folder / "current").write_text("index-x/../../.."),
    "pointer-is-noise": lambda folder: (folder / "current").write_bytes(b"\xff\x00"),
    "files-gone": lambda folder: [path.unlink() for path in folder.glob("index-*/*") if path.suffix != ".toc"],
    "toc-truncated": lambda folder: [path.write_bytes(path.read_bytes()[:40]) for path in folder.glob("index-*/*.toc")],
    "all-truncated": lambda folder: [
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]) for path in folder.glob("index-*/*")
    ],
    "all-noise": lambda folder: [path.write_bytes(b"noise" * 99) for path in folder.glob("index-*/*")],
}


QUESTIONS = (
    ("gramatika", "lv"),
    ("Latviešu", "lv"),
    ("rent flat", "en"),
    ("Лісова пісня", "uk"),
    ("الطويلة", "ar"),
    ("", "lv"),
)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves damaged files open
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_without_a_sound_index_the_same_words_find_the_same_records(
    changeable: Catalogue, damage: Damage, caplog: pytest.LogCaptureFixture
) -> None:
    sound = {question: _keys(_search(changeable, *question)) for question in QUESTIONS}
    caplog.set_level(logging.CRITICAL)
    damage(changeable.settings.index_folder)
    reopened = open_current(changeable.settings)
    for question in QUESTIONS:
        found = _search(reopened, *question)
        assert (found.is_makeshift, dict(found.facets)) == (True, {})
        assert found.total == len(found.findings) > 0
        assert set(_keys(found)) <= set(sound[question])
        assert sound[question][0] in _keys(found)
        assert question[0] or _keys(found) == EVERYTHING
    reopened.close()
    del reopened
    gc.collect()


def test_there_may_be_nothing_yet_to_prepare(changeable: Catalogue) -> None:
    changeable.search.prepare()
    shutil.rmtree(changeable.settings.index_folder)
    changeable.search.prepare()
    assert changeable.search.state() is None


def test_a_makeshift_search_has_pages_too(changeable: Catalogue) -> None:
    shutil.rmtree(changeable.settings.index_folder)
    pages = [_search(changeable, size="3", page=str(number)) for number in (1, 2, 3, 4)]
    assert [key for page in pages for key in _keys(page)] == EVERYTHING


@pytest.mark.parametrize(
    ("prefix", "word"), [("gram", "gramatika"), ("ліс", "лісова"), ("طوي", ""), ("", ""), ("Ukrai", "ukrainka")]
)
def test_words_are_completed_as_they_are_typed(changeable: Catalogue, prefix: str, word: str) -> None:
    shown = interface("lv")
    assert shown
    found = changeable.search.complete(prefix, shown)
    assert word in found if word else isinstance(found, list)
    shutil.rmtree(changeable.settings.index_folder)
    assert changeable.search.complete(prefix, shown) == []


def test_a_new_topic_label_finds_without_indexing_anew(changeable: Catalogue) -> None:
    assert "flat-guide" not in _keys(_search(changeable, "kojas", "lv"))
    with changeable.database.reading() as unit:
        topic = unit.records.get("t-housing")
    assert topic is not None
    titles = (*topic.titles, a_title("kojas", "lv", kind="alternative"))
    keep(changeable, replace(topic, titles=titles))
    assert _keys(_search(changeable, "kojas", "lv")) == ["flat-guide"]
