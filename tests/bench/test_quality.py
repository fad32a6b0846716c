"""What is asked by its exact title is found first, and broken material is refused in a sentence."""

import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bench import quality
from bench.engines import tantivy
from bench.quality import Broken, described, measure, read, show
from catalogue.records import problems
from catalogue.records.rules import LONGEST_TEXT

TITLES = {
    "lv": ("Kā īrēt dzīvokli Rīgā", "Latviešu gramatika iesācējiem", "Bērnu dziesmas un spēles"),
    "uk": ("Як орендувати квартиру в Ризі", "Латиська граматика для початківців", "Дитячі пісні та ігри"),
}


def _write(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")


def _fill(folder: Path) -> None:
    """The same three things in two languages."""
    for language, titles in TITLES.items():
        lines = [f"{number}\t{title}" for number, title in enumerate(titles)]
        _write(folder, f"docs.{language}", *lines)
        _write(folder, f"queries.{language}", *lines, "elsewhere\tnobody has this")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Material of one's own."""
    _fill(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What was measured with it."""
    folder = tmp_path_factory.mktemp("quality")
    _fill(folder)
    return measure(read(folder), with_peers=True)


def test_exact_titles_come_first(figures: dict[str, Any]) -> None:
    pairs = {(pair["queries"], pair["docs"]): pair for pair in figures["pairs"]}
    assert pairs.keys() == {(one, other) for one in TITLES for other in TITLES}
    for language in TITLES:
        same = pairs[language, language]
        assert same["asked"] == 3
        for engine in ("ours", "fts5", *(("tantivy",) if tantivy.version() else ())):
            assert same[engine] == {"recall_1": 1.0, "recall_10": 1.0, "mrr": 1.0}
    assert figures["means"]["same language"]["ours"]["mrr"] == 1.0
    assert figures["means"]["across languages"]["ours"].keys() == {"recall_1", "recall_10", "mrr"}


def test_the_figures_can_be_shown(figures: dict[str, Any]) -> None:
    console = Console(width=140, record=True, quiet=True)
    show(figures, console)


def test_a_text_has_its_key_for_a_title_so_that_all_its_words_weigh_alike() -> None:
    short, endless = described("Maza grāmata.", "lv", "a"), described("vārds " * 10_000, "lv", "b")
    assert (short.titles[0].value, short.summaries[0].value) == ("a", "Maza grāmata.")
    assert len(endless.summaries[0].value) <= LONGEST_TEXT
    assert not any(map(problems, (short, endless)))


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("docs.lv", "1 no tab", "docs.lv, line 4: there is no tab between an id and a text."),
        ("docs.lv", "\tno id", "docs.lv, line 4: the id is empty."),
        ("queries.uk", "1\t ", "queries.uk, line 5: the text is empty."),
    ],
)
def test_a_broken_line_is_named(folder: Path, name: str, line: str, said: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(Broken) as refused:
        read(folder)
    assert str(refused.value) == said


def test_other_broken_material_is_named(folder: Path) -> None:
    (folder / "docs.lv").write_bytes(b"1\t\xff\n")
    with pytest.raises(Broken, match="docs.lv cannot be read as UTF-8 text"):
        read(folder)
    (folder / "docs.lv").rename(folder / "docs.no language")
    with pytest.raises(Broken, match="no code of a language"):
        read(folder)


def test_the_command_ends_with_one_and_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bench.quality", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        quality.main()
    assert "needs files docs.<language> and queries.<language>" in str(ended.value.code)
