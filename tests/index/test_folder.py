"""The index on disk: the pointer to the live folder, what is swept, and what is said of a damaged one."""

from pathlib import Path

import pytest

from index import IndexUnusable, ReadTo
from index.folder import Folder
from tests.building import an_entry, an_index


def test_the_pointer_names_the_live_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    first, second = folder.make(), folder.make()
    folder.point_to(first)
    assert folder.live() == first
    folder.point_to(second)
    assert folder.live() == second
    assert not list(tmp_path.glob("current.*"))


@pytest.mark.parametrize(
    "damage", [b"", b"\x00\x00\x00", b"../elsewhere", b"index-1/../..", b"index-\\x", b"somewhere"]
)
def test_a_damaged_pointer_is_not_followed(damage: bytes, tmp_path: Path) -> None:
    an_index(tmp_path, an_entry())
    (tmp_path / "current").write_bytes(damage)
    with pytest.raises(IndexUnusable, match="pointer to the index is damaged"):
        Folder(tmp_path).live()


def test_a_pointer_that_is_no_text_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "current").write_bytes(b"\xff\xfe")
    with pytest.raises(IndexUnusable, match="no index yet"):
        Folder(tmp_path).live()


def test_an_empty_place_has_no_index_yet(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="no index yet"):
        Folder(tmp_path / "nowhere").open()


def test_a_pointer_to_a_folder_that_is_gone_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "current").write_text("index-gone", "ascii")
    with pytest.raises(IndexUnusable, match="cannot be opened"):
        Folder(tmp_path).open()


def test_sweeping_leaves_only_the_live_folder(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    live, _ = folder.make(), folder.make()
    folder.point_to(live)
    (tmp_path / "current.half").touch()
    with folder.locked():
        folder.sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["current", "lock", live.name])
    assert folder.live() == live


def test_rebuilding_again_and_again_leaves_at_most_the_last_folder_beside_the_live_one(tmp_path: Path) -> None:
    index = an_index(tmp_path, an_entry())
    for number in range(4):
        index.writer.rebuild([an_entry()], ReadTo("log", number))
    assert len(list(tmp_path.glob("index-*"))) == 2


def test_the_lock_makes_the_place_it_is_held_in(tmp_path: Path) -> None:
    with Folder(tmp_path / "new" / "index").locked():
        assert (tmp_path / "new" / "index" / "lock").exists()


def test_a_thread_that_holds_the_lock_may_take_it_again(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    with folder.locked(), folder.locked():
        pass
    with Folder(tmp_path).locked():
        pass
