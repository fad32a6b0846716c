"""A file that appears under its name only when it was written to its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


def unfinished(path: Path) -> Path:
    """Where a file is written before it is put in its place."""
    return path.with_name(f"{path.name}.unfinished")


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """Write a text file in UTF-8; when that fails, what stood under the name before still stands."""
    try:
        with unfinished(path).open("w", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished(path), path)
    finally:
        unfinished(path).unlink(missing_ok=True)
