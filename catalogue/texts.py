"""What an administrator writes for the page about the catalogue: files in the instance's folder `texts`, one a language."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from catalogue.records import Text
from catalogue.records.rules import LONGEST_TEXT, cleaned, is_language

FOLDER = "texts"
NAMES = ("about", "cofunding")
"""The project and who carries it; who pays for it."""

MOST_FILES = 200
MOST_BYTES = 4 * LONGEST_TEXT

_FILE = re.compile(rf"({'|'.join(NAMES)})\.([A-Za-z0-9-]+)\.md")


class Unfit(Exception):
    """A file cannot be shown; the text says why."""


def written(home: Path, name: str) -> tuple[Text, ...]:
    """The text of this name in every language it was written in; a file that cannot be shown is passed over."""
    found = []
    for file in _files(home):
        match = _FILE.fullmatch(file.name)
        if match and match[1] == name and is_language(match[2]):
            try:
                found.append(Text(_read(file), match[2]))
            except Unfit:
                continue
    return tuple(text for text in found if text.value)


def faults(home: Path) -> tuple[str, ...]:
    """What keeps files of the folder from being shown, a sentence each."""
    return tuple(f"{FOLDER}/{file.name} {reason}." for file in _files(home) for reason in _reasons(file))


def lay_out(source: Path, home: Path) -> None:
    """Copy the texts of another folder to where they may be edited; those that are there stay."""
    folder = home / FOLDER
    folder.mkdir(exist_ok=True)
    for file in sorted((source / FOLDER).glob("*.md")):
        if not (folder / file.name).exists():
            shutil.copyfile(file, folder / file.name)


def _files(home: Path) -> list[Path]:
    try:
        return sorted((home / FOLDER).iterdir())[:MOST_FILES]
    except OSError:
        return []


def _reasons(file: Path) -> Iterator[str]:
    match = _FILE.fullmatch(file.name)
    if not match or not is_language(match[2]):
        if file.suffix == ".md":
            yield f"is not shown: name it {NAMES[0]} or {NAMES[1]} with a language, such as {NAMES[0]}.lv.md"
        return
    try:
        _read(file)
    except Unfit as unfit:
        yield str(unfit)


def _read(file: Path) -> str:
    """The text of a file, never more of it than may be shown.

    Raises:
        Unfit: it cannot be read, or is no text that may be shown.
    """
    try:
        if not file.is_file():
            raise Unfit("is not a file")
        with file.open("rb") as opened:
            held = opened.read(MOST_BYTES + 1)
        text = cleaned(held.decode("utf-8-sig")) if len(held) <= MOST_BYTES else ""
    except UnicodeDecodeError:
        raise Unfit("is not UTF-8") from None
    except OSError as error:
        raise Unfit(f"cannot be read: {error.strerror}") from None
    if len(held) > MOST_BYTES or len(text) > LONGEST_TEXT:
        raise Unfit(f"is longer than {LONGEST_TEXT} letters")
    return text
