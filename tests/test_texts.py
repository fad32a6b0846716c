"""The administrator's texts as files: what is read, what is passed over, and what `doctor` says of it."""

import os
from pathlib import Path

import pytest

from catalogue import texts
from catalogue.records import Text
from catalogue.settings import part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of texts, empty."""
    made = tmp_path / texts.FOLDER
    made.mkdir()
    return made


def test_a_text_is_read_in_each_of_its_languages(folder: Path) -> None:
    (folder / "about.lv.md").write_text("Par mums\n", "utf-8")
    (folder / "about.uk.md").write_text("Про нас", "utf-8-sig")
    (folder / "cofunding.lv.md").write_text("Fonds", "utf-8")
    assert texts.written(folder.parent, "about") == (Text("Par mums", "lv"), Text("Про нас", "uk"))
    assert texts.faults(folder.parent) == ()


def test_no_folder_means_no_texts_and_no_fault(tmp_path: Path) -> None:
    assert (texts.written(tmp_path, "about"), texts.faults(tmp_path)) == ((), ())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("about.lv.md", b"\xc4", "texts/about.lv.md is not UTF-8."),
        ("about.lv.md", b"a" * 20_001, "texts/about.lv.md is longer than 20000 letters."),
        ("about.lv.md", b"a" * 10_000_000, "texts/about.lv.md is longer than 20000 letters."),
        ("about.md", b"a", "such as about.lv.md."),
        ("about.Latvian.md", b"a", "such as about.lv.md."),
        ("contact.lv.md", b"a", "such as about.lv.md."),
    ],
)
def test_what_cannot_be_shown_is_named_with_the_reason(folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / name).write_bytes(content)
    (fault,) = texts.faults(folder.parent)
    assert said in fault and name in fault
    assert texts.written(folder.parent, "about") == ()


def test_other_files_beside_the_texts_are_nobodys_concern(folder: Path) -> None:
    (folder / "notes.txt").write_bytes(b"\xff")
    (folder / "about.lv.md~").write_bytes(b"\xff")
    assert texts.faults(folder.parent) == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on this system")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "about.lv.md")
    assert texts.written(folder.parent, "about") == ()
    assert "is not a file" in texts.faults(folder.parent)[0]


def test_samples_are_laid_out_once_and_never_over_what_is_there(tmp_path: Path) -> None:
    texts.lay_out(part("demo"), tmp_path)
    assert {text.language for text in texts.written(tmp_path, "cofunding")} >= {"lv", "en"}
    mine = tmp_path / texts.FOLDER / "cofunding.lv.md"
    mine.write_text("Mans", "utf-8")
    texts.lay_out(part("demo"), tmp_path)
    assert mine.read_text("utf-8") == "Mans"
