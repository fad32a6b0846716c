"""Two real lists become rows that the catalogue takes, each one of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.adapters import LANGUAGES, LEARNING, STORIES, adapt, cut, kind, language, learning, level, stories, write
from bench.filling import fill
from catalogue.cataloguing import import_file, try_import
from catalogue.records import Contributor, Resource
from catalogue.records.rules import is_language
from catalogue.storage import Database

DATA = Path(__file__).parents[3] / "shared" / "data"
"""The lists themselves, which are not part of the project."""


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("", "", ""),
        ("N/A", "", ""),
        ("All levels", "A1", "C2"),
        ("All Levels", "A1", "C2"),
        ("All users", "A1", "C2"),
        ("All HSK levels", "A1", "C2"),
        ("All levels (A1-C2)", "A1", "C2"),
        ("All ages", "", ""),
        ("All school levels", "", ""),
        ("A1", "A1", "A1"),
        ("A1-C2", "A1", "C2"),
        ("a1 to b1", "A1", "B1"),
        ("A1, A2, B1", "A1", "B1"),
        ("A1 to B1+", "A1", "B1"),
        ("A0-B1+", "pre-A1", "B1"),
        ("A1-C1.1", "A1", "C1"),
        ("A1+-A2", "A1", "A2"),
        ("Alpha-C1", "pre-A1", "C1"),
        ("A1 Beginner", "A1", "A1"),
        ("Beginner (A1-A2)", "A1", "A2"),
        ("Beginner-B1", "A1", "B1"),
        ("Beginner to C1", "A1", "C1"),
        ("Beginner to Advanced (B2-C1)", "B2", "C1"),
        ("A1 to C1 (HSK 1-6)", "A1", "C1"),
        ("A1 (Ancient Greek)", "A1", "A1"),
        ("Beginner", "A1", "A1"),
        ("Absolute Beginner to Advanced", "A1", "C1"),
        ("Beginner-Intermediate", "A1", "B1"),
        ("Beginner to Intermediate", "A1", "B1"),
        ("Beginner to Upper Intermediate", "A1", "B2"),
        ("Beginner to Lower-intermediate", "A1", "B1"),
        ("Beginner to Intermediate-low", "A1", "B1"),
        ("Beginner-Pre-intermediate", "A1", "A2"),
        ("Intermediate Beginner", "A2", "A2"),
        ("Post-Beginner", "A2", "A2"),
        ("Elementary", "A2", "A2"),
        ("Elementary to Secondary", "", ""),
        ("Intermediate-Advanced", "B1", "C1"),
        ("Intermediate+", "B1", "C2"),
        ("B1+", "B1", "C2"),
        ("B1+ (Intermediate)", "B1", "C2"),
        ("Advanced/Native Speakers", "C1", "C2"),
        ("6 levels (beginner-proficiency)", "A1", "C2"),
        ("Children/Beginner", "A1", "A1"),
        ("Children", "", ""),
        ("Various", "", ""),
        ("Multiple levels", "", ""),
        ("Levels 1-18", "", ""),
        ("K-12", "", ""),
        ("HSK 1-6", "", ""),
        ("HSK 3+", "", ""),
        ("N5-N1", "", ""),
        ("University Level", "", ""),
    ],
)
def test_a_level_in_free_words_means_a_range_of_levels_or_nothing(said: str, low: str, high: str) -> None:
    assert level(said) == (low, high)


@pytest.mark.parametrize(
    ("section", "found"),
    [
        ("courses / Online Courses and Learning Platforms", "course"),
        ("courses / Textbooks and Grammar Guides", "textbook"),
        ("apps / Mobile Apps", "app"),
        ("apps / Dictionaries and Language Tools", "dictionary"),
        ("apps / Typing Tools and Keyboards", "app"),
        ("books / Newspapers and Magazines", "periodical"),
        ("books / Digital Libraries", "site"),
        ("audio / Podcasts", "site"),
        ("audio / Audio Courses", "course"),
        ("practice / Language Exchange Platforms", "site"),
    ],
)
def test_the_section_of_the_list_says_what_a_thing_is(section: str, found: str) -> None:
    assert kind(section) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("uk", "uk"),
        ("PRS", "prs"),
        ("uk_latn", "uk-Latn"),
        ("nl-be", "nl-BE"),
        ("es-419", "es-419"),
        ("??", "und"),
        ("", "und"),
    ],
)
def test_codes_of_languages_are_spelt_as_the_catalogue_spells_them(code: str, found: str) -> None:
    assert language(code) == found
    assert is_language(found)


def test_every_language_of_the_list_has_a_code_of_its_own() -> None:
    assert len(LANGUAGES) == len(set(LANGUAGES.values())) == 61
    assert all(map(is_language, LANGUAGES.values()))


@pytest.mark.parametrize(
    ("text", "most", "found"),
    [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("one two three", 7, "one…"),
        ("unbroken", 4, "unb…"),
    ],
)
def test_a_text_that_is_too_long_is_cut_after_a_word(text: str, most: int, found: str) -> None:
    assert cut(text, most) == found
    assert len(found) <= most


def _resource(**changes: Any) -> dict[str, Any]:
    item = {
        "language": "Latvian",
        "native": "latviešu valoda",
        "section": "courses / Online Courses and Learning Platforms",
        "name": "LingoHut",
        "url": "https://www.lingohut.com/en/l127/learn-latvian",
        "level": "Beginner-Intermediate",
        "features": ["125 lessons", "Native speakers | sound"],
        "free": True,
    }
    return {**item, **changes}


def _story(**changes: Any) -> dict[str, Any]:
    item = {
        "story": "0001",
        "lang": "uk",
        "title": "Дуже високий чоловік",
        "text": "Його мотика була закоротка.\nЙого двері були занизькі.",
        "license": "[CC-BY]",
        "author": "Cornelius Gulere and Waako Joshua",
        "illustrator": "Catherine Groenewald, Rob Owen",
        "translator": "Nataliya Tyshchuk",
    }
    return {**item, **changes}


def test_a_name_said_twice_gets_a_source_id_of_its_own() -> None:
    rows = list(learning([_resource(), _resource(url="https://example.org/"), _resource(language="Greek")]))
    assert [row["source_id"] for row in rows] == ["Latvian/LingoHut", "Latvian/LingoHut (2)", "Greek/LingoHut"]


def test_an_address_that_is_none_becomes_a_note_and_one_with_spaces_is_mended() -> None:
    none, spaced = learning([_resource(url="App stores"), _resource(url="https://example.org/a b/")])
    assert ("url" not in none, none["note@en"]) == (True, "App stores")
    assert ("note@en" not in spaced, spaced["url"]) == (True, "https://example.org/a%20b/")


def test_what_the_list_does_not_say_stays_empty() -> None:
    item = _resource()
    for name in ("level", "features", "free"):
        del item[name]
    (row,) = learning([item])
    assert not {"level_from", "level_to", "summary@en", "free"} & row.keys()


def test_every_row_is_taken_and_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / LEARNING).write_text(
        json.dumps([_resource(), _resource(language="Sign Language", level="K-12")]), "utf-8"
    )
    told = [_story(), _story(lang="prs", title="=مرد قدبلند", translator=""), _story(story="0002", lang="adx")]
    (tmp_path / STORIES).write_text("".join(json.dumps(item) + "\n" for item in told), "utf-8")
    files = adapt(tmp_path, tmp_path / "out")
    assert {path.name: rows for path, rows in files.items()} == {"learning.csv": 2, "stories.csv": 3}
    database = Database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    database.migrate()
    for path, rows in files.items():
        imported = import_file(database, path, "test")
        assert (imported.refusals, imported.unknown_columns, imported.added) == ((), (), rows)
        again = import_file(database, path, "test")
        assert (again.refusals, again.unchanged) == ((), rows)
    with database.reading() as unit:
        key = unit.records.key_of_source("global-asp", "asp:0001:uk")
        story = unit.records.get(key or "")
        versions = unit.records.same_work("asp-0001")
        course = unit.records.get(
            unit.records.key_of_source("online_language_learning_resources", "Latvian/LingoHut") or ""
        )
    database.close()
    assert isinstance(story, Resource)
    assert story.contributors == (
        Contributor("Cornelius Gulere", "author"),
        Contributor("Waako Joshua", "author"),
        Contributor("Catherine Groenewald", "illustrator"),
        Contributor("Rob Owen", "illustrator"),
        Contributor("Nataliya Tyshchuk", "translator"),
    )
    assert (story.languages, story.licence, story.titles[0].origin) == (("uk",), "CC BY", "original")
    assert story.summaries[0].value == _story()["text"]
    assert sorted(title.value for each in versions for title in each.titles) == ["=مرد قدبلند", "Дуже високий чоловік"]
    assert isinstance(course, Resource)
    assert (course.level_from, course.level_to, course.teaches, course.is_free) == ("A1", "B1", ("lv",), True)
    assert course.summaries[0].value == "125 lessons; Native speakers | sound"
    assert course.source is not None
    assert json.loads(course.source.content) == _resource()


def test_a_story_without_a_title_is_refused_with_its_row(tmp_path: Path) -> None:
    assert write(tmp_path / "stories.csv", stories([_story(title="")])) == 1
    database = Database(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    database.migrate()
    tried = try_import(database, tmp_path / "stories.csv")
    database.close()
    assert [(refusal.row, refusal.problem.code) for refusal in tried.refusals] == [(2, "no-title")]


@pytest.mark.long
@pytest.mark.skipif(not DATA.is_dir(), reason="the lists themselves are not here")
def test_the_lists_themselves_fill_a_catalogue_without_a_refusal(tmp_path: Path) -> None:
    figures = fill(DATA, tmp_path)
    assert {name: figures[name]["rows"] for name in ("learning", "stories")} == {"learning": 3_564, "stories": 676}
    assert [figures[name]["refused"] for name in ("learning", "stories", "import_of_export")] == [0, 0, 0]
    assert (figures["import_of_export"]["unchanged"], figures["index_agrees"]) == (4_240, True)
