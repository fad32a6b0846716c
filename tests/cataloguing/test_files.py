"""Files brought to the catalogue: what is kept of a picture, what is refused, and what is swept away."""

import io

import pytest
from PIL import Image

from catalogue.cataloguing.describing import describe
from catalogue.cataloguing.files import (
    MOST_FILES,
    MOST_PIXELS,
    SMALL,
    BadFile,
    Files,
    with_attachment,
    with_cover,
    without_file,
)
from catalogue.records import Resource
from catalogue.records.file import is_stored_name, small_version
from catalogue.records.resource import AttachedFile
from catalogue.storage import Database
from tests.building import a_resource, a_title

PDF = b"%PDF-1.4\n%%EOF"


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (900, 600), **given: object) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, (200, 30, 60)).save(written, kind, **given)
    return written.getvalue()


def code_of(files: Files, content: bytes, is_cover: bool = True) -> str:
    with pytest.raises(BadFile) as refused:
        if is_cover:
            files.keep_picture(io.BytesIO(content))
        else:
            files.keep_attachment(io.BytesIO(content), "x")
    return refused.value.code


@pytest.fixture
def files(database: Database) -> Files:
    return Files(database)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_kept_in_two_sizes_under_a_name_of_its_content(files: Files, kind: str) -> None:
    name = files.keep_picture(io.BytesIO(a_picture(kind)))
    assert is_stored_name(name) and name == files.keep_picture(io.BytesIO(a_picture(kind)))
    large, small = files.get(name), files.get(small_version(name))
    assert large and small and large.media_type == small.media_type == "image/webp"
    assert max(Image.open(io.BytesIO(small.content)).size) == SMALL


def test_nothing_of_a_picture_is_kept_but_its_points(files: Files) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "Anna's kitchen"
    content = a_picture(exif=exif, comment=b"secret") + b"<script>alert(1)</script>"
    kept = files.get(files.keep_picture(io.BytesIO(content)))
    assert kept is not None
    picture = Image.open(io.BytesIO(kept.content))
    assert picture.size == (600, 900), "it is turned as the camera meant it"
    assert not picture.getexif()
    for word in (b"kitchen", b"secret", b"script"):
        assert word not in kept.content


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "picture"),
        (b"<html><script>alert(1)</script></html>", "picture"),
        (a_picture()[:500], "picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture"),
        (PDF, "picture"),
        (b"\0" * 15_000_001, "large"),
    ],
)
def test_05_what_is_no_picture_is_refused(files: Files, content: bytes, code: str) -> None:
    assert code_of(files, content) == code


def test_05_a_picture_that_would_fill_the_memory_is_refused_unread(files: Files) -> None:
    bomb = io.BytesIO()
    side = int(MOST_PIXELS**0.5) + 10
    Image.new("1", (side, side)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000 and code_of(files, bomb.getvalue()) == "pixels"


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (PDF, "pdf"),
        (b"ID3\x04rest", "mp3"),
        (b"OggSrest", "ogg"),
        (b"\0\0\0\x20ftypM4A rest", "m4a"),
        (a_picture(), "webp"),
    ],
)
def test_a_file_is_what_its_content_says(files: Files, content: bytes, suffix: str) -> None:
    kept = files.keep_attachment(io.BytesIO(content), " Worksheet\u202e ")
    assert kept.file.endswith(f".{suffix}") and kept.title == "Worksheet" and files.get(kept.file)


@pytest.mark.parametrize("content", [b"<html>", b"MZ\x90\0", b"PK\x03\x04", b"#!/bin/sh", b"  %PDF-1.4", b"{}"])
def test_05_what_a_browser_or_a_computer_might_run_is_refused(files: Files, content: bytes) -> None:
    assert code_of(files, content, is_cover=False) == "kind"


def test_a_resource_has_a_cover_and_files_as_many_as_it_may() -> None:
    resource = with_cover(Resource(), "a.webp", " Kaķis laivā. ", "lv")
    assert resource.cover and [each.value for each in resource.cover.alternatives] == ["Kaķis laivā."]
    assert without_file(resource, "a.webp").cover is None
    for number in range(MOST_FILES):
        resource = with_attachment(resource, AttachedFile(f"{number}.pdf"))
    assert len(with_attachment(resource, AttachedFile("3.pdf", "another title")).files) == MOST_FILES
    with pytest.raises(BadFile, match="many"):
        with_attachment(resource, AttachedFile("new.pdf"))
    assert len(without_file(resource, "3.pdf").files) == MOST_FILES - 1


def test_what_was_ever_named_outlives_a_sweep(database: Database, files: Files) -> None:
    name, other = (files.keep_picture(io.BytesIO(a_picture(size=(20, side)))) for side in (20, 40))
    with database.writing() as unit:
        first, _ = describe(unit, with_cover(a_resource(titles=(a_title("A"),)), name, "", "lv"), "anna")
    with database.writing() as unit:
        describe(unit, without_file(first, name), "anna")  # type: ignore[arg-type]
    assert files.sweep() == 2
    assert files.get(name) and files.get(small_version(name)) and files.get(other) is None
