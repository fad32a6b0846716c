"""Pages of results side by side: both programs serve the same records, and their pages say what they found."""

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bench import pages
from bench.pages import all_agree, run, show

DATASETTE = shutil.which("datasette")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few questions, each asked once more."""
    for name, number in (("QUESTIONS", 3), ("WARMING", 1), ("REPEATS", 1), ("VISITORS", 2)):
        monkeypatch.setattr(pages, name, number)


def _assert_found(figures: dict[str, Any], *names: str) -> None:
    assert tuple(figures["sites"]) == names and all_agree(figures)
    for site in figures["sites"].values():
        assert site.keys() == {"one word", "three words"}
        for found in site.values():
            assert len(found["totals"]) == 3 and found["first"]["median"] > 0 and found["requests_per_second"] > 0
    console = Console(width=200, record=True, file=io.StringIO())
    show(figures, console)
    assert (pages.MISSING in console.export_text()) is ("datasette" not in names)


@pytest.mark.usefixtures("quick")
def test_our_pages_say_their_totals(tmp_path: Path) -> None:
    figures = run(60, tmp_path, None, seconds=0.2)
    _assert_found(figures, "ours")
    figures["sites"]["ours"]["one word"]["totals"][0] = 0
    assert not all_agree(figures)


@pytest.mark.skipif(
    not DATASETTE, reason="needs datasette on the PATH: pip install datasette, in an environment of its own"
)
@pytest.mark.usefixtures("quick")
def test_pages_of_datasette_say_theirs(tmp_path: Path) -> None:
    figures = run(60, tmp_path, DATASETTE, seconds=0.2)
    _assert_found(figures, "ours", "datasette")
    assert figures["to_datasette"]["one word"].keys() == {"first", "again", "requests_per_second"}
