"""A librarian puts a picture on a cover and hands out a worksheet; readers see them, and nothing that was brought is a page."""

import io
import re

import pytest
from PIL import Image

from catalogue.web.desk.admission import MOST_FILE
from tests.desk_fixtures import AtDesk, Desk

PAGE = "/desk/record/straume/files"
PDF = b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF"


def a_picture() -> io.BytesIO:
    written = io.BytesIO()
    Image.new("RGB", (900, 600), (200, 30, 60)).save(written, "JPEG")
    written.seek(0)
    return written


def files_in(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/files/[^"]+)"', page)


@pytest.fixture
def browser(desk: Desk) -> AtDesk:
    return desk.signed_in("redaktore")


def test_a_cover_is_brought_seen_by_readers_and_taken_away(desk: Desk, browser: AtDesk) -> None:
    assert browser.send(f"{PAGE}/cover", file=(a_picture(), "x.svg"), alternative="A cat in a boat.").status_code == 303
    (cover,) = files_in(browser.page(PAGE))
    reader = desk.browser()
    page = reader.page("/en/resource/straume")
    assert f'src="{cover}" alt="A cat in a boat."' in page
    assert re.search(rf'property="og:image" content="http://localhost{cover}"', page)
    assert cover.replace(".webp", "-s.webp") in reader.page("/en/search?q=straume")
    answer = reader.get(cover)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    browser.send(f"{PAGE}/drop", name=cover.removeprefix("/files/"))
    assert not files_in(reader.page("/en/resource/straume")) and reader.get(cover).status_code == 200


def test_a_worksheet_is_handed_out_and_never_opened_as_a_page(desk: Desk, browser: AtDesk) -> None:
    assert browser.send(f"{PAGE}/attach", file=(io.BytesIO(PDF), "../../a.html"), title="Lapa 1").status_code == 303
    page = desk.browser().page("/lv/resource/straume")
    (address,) = files_in(page)
    assert "Lapa 1" in page and "PDF" in page
    answer = desk.browser().get(address)
    assert answer.mimetype == "application/pdf" and answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in answer.headers["Cache-Control"]


def test_sound_plays_on_the_page_and_can_be_wound(desk: Desk, browser: AtDesk) -> None:
    browser.send(f"{PAGE}/attach", file=(io.BytesIO(b"ID3" + b"\0" * 1000), "a.mp3"), title="Dziesma")
    page = desk.browser().page("/lv/resource/straume")
    found = re.search(r'<audio controls preload="none" src="([^"]+)"', page)
    assert found
    part = desk.browser().get(found[1], headers={"Range": "bytes=0-9"})
    assert part.status_code == 206 and len(part.data) == 10


def test_a_picture_stands_in_the_text_of_an_article(desk: Desk, browser: AtDesk) -> None:
    browser.send(f"{PAGE}/attach", file=(a_picture(), "a.jpg"), title="Telpa")
    shown = re.search(r"!\[Telpa\]\((/files/[^)]+)\)", browser.page(PAGE))
    assert shown
    assert not files_in(desk.browser().page("/lv/resource/straume")), "it waits for its place in the text"


@pytest.mark.parametrize(
    ("field", "content", "said"),
    [
        ("cover", b"<svg onload='alert(1)'/>", "This is no picture"),
        ("cover", b"", "Please choose a file."),
        ("attach", b"<html></html>", "Files of this kind are not taken"),
        ("attach", b"MZ", "Files of this kind are not taken"),
    ],
)
def test_05_what_is_not_taken_is_told_in_a_sentence(browser: AtDesk, field: str, content: bytes, said: str) -> None:
    answer = browser.send(f"{PAGE}/{field}", file=(io.BytesIO(content), "a.jpg"), title="x")
    assert answer.status_code == 400 and said in answer.get_data(as_text=True)


def test_05_a_file_that_is_too_large_is_refused(browser: AtDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.cataloguing.files.MOST_PICTURE", 1_000)
    answer = browser.send(f"{PAGE}/cover", file=(a_picture(), "a.jpg"))
    assert answer.status_code == 400 and "larger than" in answer.get_data(as_text=True)
    assert "desk.bring_cover" in MOST_FILE, "what is larger by far is refused unread"


@pytest.mark.parametrize(
    "name", ["..%2fsettings.toml", "a.html", "0" * 32 + ".svg", "0" * 32 + ".webp", "%00", "x" * 5_000]
)
def test_04_01_no_other_file_is_handed_out(desk: Desk, name: str) -> None:
    assert desk.browser().get(f"/files/{name}").status_code == 404


def test_08_files_of_another_library_are_its_own(desk: Desk) -> None:
    assert 'type="file"' not in desk.signed_in("sigita").page(PAGE)
    assert desk.signed_in("sigita").send(f"{PAGE}/cover", file=(a_picture(), "a.jpg")).status_code == 403
    assert desk.signed_in("tulkotaja").get(PAGE).status_code == 403


def test_no_record_names_a_file_that_is_not_there(desk: Desk) -> None:
    content = b"key,title@lv,cover\nx1,Nav,00000000000000000000000000000000.webp\n"
    answer = desk.signed_in("admin").send("/desk/imports", file=(io.BytesIO(content), "a.csv"))
    assert "is not in the catalogue" in desk.signed_in("admin").page(answer.headers["Location"])


def test_a_copy_of_the_catalogue_brings_the_files_along(desk: Desk, browser: AtDesk) -> None:
    browser.send(f"{PAGE}/cover", file=(a_picture(), "a.jpg"))
    (cover,) = files_in(browser.page(PAGE))
    admin = desk.signed_in("admin")
    admin.send("/desk/copies")
    (copy,) = re.findall(r'href="/desk/copy/([^"]+)"', admin.page("/desk/copies"))
    with desk.catalogue.database.writing() as unit:
        unit.files.drop({cover.removeprefix("/files/")})
    assert desk.browser().get(cover).status_code == 404
    admin.send(f"/desk/copy/{copy}/restore")
    assert desk.browser().get(cover).status_code == 200
