"""Files that were brought to the catalogue: pictures of covers and in articles, worksheets, sound."""

import re
from dataclasses import dataclass

SMALL = "-s"
"""What the name of a picture's small version ends with, before its suffix."""

_NAME = re.compile(rf"[0-9a-f]{{32}}(?:{SMALL})?\.(?:webp|pdf|mp3|ogg|m4a)")


@dataclass(frozen=True)
class StoredFile:
    """A file that is kept: its name, which is made of its content, and what it is."""

    name: str
    media_type: str
    content: bytes


def is_stored_name(name: str) -> bool:
    """True of names that the catalogue gives to the files it keeps."""
    return bool(_NAME.fullmatch(name))


def names_in(text: str) -> set[str]:
    """The names of kept files that stand somewhere in a text."""
    return set(_NAME.findall(text))


def small_version(name: str) -> str:
    """The name of the small version of a picture."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}{SMALL}.{suffix}"
