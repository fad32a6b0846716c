"""Files brought to the desk: looked at, made anew where they are pictures, and kept under names of our own.

What a file is called and what its sender says it is count for nothing; its content decides. A picture is decoded and written
anew, so that nothing of what else stood in it is kept.
"""

import hashlib
import io
from dataclasses import replace
from typing import IO

from PIL import Image, ImageOps, UnidentifiedImageError

from catalogue.records import Cover, Resource, Text
from catalogue.records.file import StoredFile, small_version
from catalogue.records.resource import AttachedFile
from catalogue.records.rules import cleaned
from catalogue.storage import Database

MOST_PICTURE = 15_000_000
MOST_ATTACHED = 20_000_000
"""Bytes of a picture, and of any other file."""

MOST_PIXELS = 60_000_000
MOST_FILES = 20
"""Files of one record."""

LARGE, SMALL = 1200, 320
"""Pixels of the longer side of the two versions a picture is kept in."""

LONGEST_TITLE = 200
PICTURE = "image/webp"
"""What every picture is kept as."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_BEGINNINGS = (
    (b"%PDF-", 0, "pdf", "application/pdf"),
    (b"ID3", 0, "mp3", "audio/mpeg"),
    (b"\xff\xfb", 0, "mp3", "audio/mpeg"),
    (b"\xff\xf3", 0, "mp3", "audio/mpeg"),
    (b"OggS", 0, "ogg", "audio/ogg"),
    (b"ftypM4A", 4, "m4a", "audio/mp4"),
    (b"\xff\xd8\xff", 0, "webp", PICTURE),
    (b"\x89PNG\r\n\x1a\n", 0, "webp", PICTURE),
    (b"GIF8", 0, "webp", PICTURE),
    (b"WEBP", 8, "webp", PICTURE),
)
"""How the files begin that may be attached: sign, where it stands, suffix and media type as they are kept."""


class BadFile(Exception):
    """A file that is not taken; `code` says why: "large", "picture", "pixels", "kind", "empty", "many"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Files:
    """The files of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> StoredFile | None:
        """A kept file, or None."""
        with self._database.reading() as unit:
            return unit.files.get(name)

    def keep_picture(self, stream: IO[bytes]) -> str:
        """Keep a picture in two sizes; returns the name of the large one.

        Raises:
            BadFile: it is too large, no picture, or damaged.
        """
        picture = _decoded(_read(stream, MOST_PICTURE))
        large, small = _encoded(picture, LARGE), _encoded(picture, SMALL)
        name = f"{_digest(large)}.webp"
        with self._database.writing() as unit:
            unit.files.keep(StoredFile(name, PICTURE, large))
            unit.files.keep(StoredFile(small_version(name), PICTURE, small))
        return name

    def keep_attachment(self, stream: IO[bytes], title: str) -> AttachedFile:
        """Keep a file to be handed out with a record, or a picture to be shown in its text.

        Raises:
            BadFile: it is too large, empty, or of no kind that is taken.
        """
        content = _read(stream, MOST_ATTACHED)
        suffix, media_type = _kind(content)
        if media_type == PICTURE:
            content = _encoded(_decoded(content), LARGE)
        name = f"{_digest(content)}.{suffix}"
        with self._database.writing() as unit:
            unit.files.keep(StoredFile(name, media_type, content))
        return AttachedFile(name, cleaned(title)[:LONGEST_TITLE], media_type, len(content))

    def sweep(self) -> int:
        """Throw away the files that no record names and none has named in any revision; returns how many."""
        with self._database.writing() as unit:
            left = unit.files.unnamed()
            unit.files.drop(left)
        return len(left)


def with_cover(resource: Resource, name: str, alternative: str, language: str) -> Resource:
    """The resource with another picture on its cover; what it shows is said in one language, or in none."""
    words = cleaned(alternative)[:LONGEST_TITLE]
    return replace(resource, cover=Cover(name, (Text(words, language),) if words else ()))


def with_attachment(resource: Resource, file: AttachedFile) -> Resource:
    """The resource with a file more, or the same file under another title.

    Raises:
        BadFile: it has as many as it may have.
    """
    others = tuple(each for each in resource.files if each.file != file.file)
    if len(others) >= MOST_FILES:
        raise BadFile("many")
    return replace(resource, files=(*others, file))


def without_file(resource: Resource, name: str) -> Resource:
    """The resource without this file, on its cover or attached."""
    return replace(
        resource,
        cover=None if resource.cover and resource.cover.file == name else resource.cover,
        files=tuple(each for each in resource.files if each.file != name),
    )


def _read(stream: IO[bytes], most: int) -> bytes:
    content = stream.read(most + 1)
    if len(content) > most:
        raise BadFile("large")
    if not content:
        raise BadFile("empty")
    return content


def _decoded(content: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            # The size stands in the head of the file: what would fill the memory is refused before it is decoded.
            if picture.width * picture.height > MOST_PIXELS:
                raise BadFile("pixels")
            picture.load()
            turned = ImageOps.exif_transpose(picture)
            return turned.convert("RGBA" if "A" in turned.getbands() or "transparency" in turned.info else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError):
        raise BadFile("picture") from None


def _encoded(picture: Image.Image, longest: int) -> bytes:
    """The first picture of the file without anything but its points."""
    fitting = picture.copy()
    fitting.thumbnail((longest, longest))
    fitting.info = {}
    written = io.BytesIO()
    fitting.save(written, "WEBP", quality=82)
    return written.getvalue()


def _kind(content: bytes) -> tuple[str, str]:
    for sign, place, suffix, media_type in _BEGINNINGS:
        if content.startswith(sign, place):
            return suffix, media_type
    raise BadFile("kind")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]
