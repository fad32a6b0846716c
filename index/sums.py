"""Whether the files of an index are still as they were written. Whoosh notices some damage late, and some never."""

import json
import os
import zlib
from pathlib import Path

from index.errors import IndexUnusable

_SUMS = "sums"
_READ_AT_ONCE = 1 << 20


def seal(folder: Path) -> None:
    """Note the checksum of every file written since the last time. Call it with the lock held."""
    known = _sums(folder)
    files = sorted(path for path in folder.iterdir() if "MAIN_" in path.name and path.is_file())
    sums = {path.name: known[path.name] if path.name in known else _checksum(path) for path in files}
    write_whole(folder / _SUMS, json.dumps(sums).encode("ascii"))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that others see either as it was or as it becomes."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_bytes(content)
    os.replace(fresh, path)


def check(folder: Path, beginning: str = "") -> None:
    """Read the files whose names begin so. Those of a commit that was killed before it was sealed pass.

    Raises:
        IndexUnusable: one is not as it was written.
        FileNotFoundError: one is gone.
    """
    for name, written in _sums(folder).items():
        if name.startswith(beginning) and _checksum(folder / name) != written:
            raise IndexUnusable("the index cannot be read (a file is damaged)")


def _sums(folder: Path) -> dict[str, int]:
    try:
        found: dict[str, int] = json.loads((folder / _SUMS).read_text("ascii"))
        return found
    except FileNotFoundError:
        return {}
    except ValueError:
        raise IndexUnusable("the index cannot be read (its checksums are damaged)") from None


def _checksum(path: Path) -> int:
    found = 0
    with open(path, "rb") as file:
        while part := file.read(_READ_AT_ONCE):
            found = zlib.crc32(part, found)
    return found
