"""The page about the catalogue: its libraries and partners, and the texts its administrator writes."""

from pathlib import Path

import pytest

from catalogue import texts
from catalogue.app import Catalogue, create_app
from catalogue.records import Contact, Place
from catalogue.settings import part
from tests.building import a_title, an_organisation
from tests.discovery.small import keep
from tests.inspecting import Client


def _write(catalogue: Catalogue, name: str, content: str | bytes) -> Path:
    folder = catalogue.settings.home / texts.FOLDER
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return file


@pytest.fixture
def own(instance: Catalogue) -> Client:
    """The pages of a catalogue of one's own."""
    return Client(create_app(instance))


def test_libraries_are_listed_by_country(client: Client) -> None:
    page = client.open("/en/about")
    assert {"Latvia", "France", "Italy", "Poland", "Romania"} <= {page.text(each) for each in page.find("h3")}
    assert "/en/library/daugavpils" in page.links


def test_partners_say_what_they_are_where_and_lead_out_with_a_warning(client: Client) -> None:
    page = client.open("/en/about")
    (partners,) = page.find("ul", class_="partners")
    assert "State Employment Agency Agency · Latvia www.nva.gov.lv" in page.text(partners)
    (link,) = [each for each in page.find("a") if each.get("href") == "https://www.nva.gov.lv/"]
    assert "nofollow" in (link.get("rel") or "") and "This leads out of the catalogue." in page.text(link)


def test_an_invented_partner_says_so(client: Client) -> None:
    page = client.open("/en/about")
    (line,) = [each for each in page.find("li") if "Welcome to Lyon" in page.text(each)]
    assert "sample" in page.text(line)


def test_a_partner_may_have_neither_country_nor_site(instance: Catalogue, own: Client) -> None:
    keep(
        instance,
        an_organisation(titles=(a_title("Klubs"),)),
        an_organisation(key="far", titles=(a_title("Tālais"),), place=Place(country="FR")),
        an_organisation(key="site", contact=Contact(url="https://example.org/"), place=Place(country="LV")),
        an_organisation(key="draft", status="draft", titles=(a_title("Melnraksts"),)),
    )
    page = own.open("/lv/about")
    assert "Klubs" in page.text() and "Melnraksts" not in page.text()
    assert "https://example.org/" in page.links


def test_a_catalogue_without_texts_has_none_on_the_page(own: Client) -> None:
    page = own.open("/lv/about")
    assert not page.find("div", class_="written") and not page.find("section", class_="cofunding")


def test_the_notice_is_what_the_administrator_wrote_last(instance: Catalogue, own: Client) -> None:
    _write(
        instance, "cofunding.lv.md", "# Līdzfinansējums\n\nMaksā **fonds**, skat. [lapu](https://example.org/fonds)."
    )
    page = own.open("/lv/about")
    (notice,) = page.find("section", class_="cofunding")
    assert page.text(notice).startswith("Līdzfinansējums Maksā fonds, skat. lapu.")
    assert "Līdzfinansējums" in [page.text(each) for each in page.find("h2")]
    assert "https://example.org/fonds" in page.links
    _write(instance, "cofunding.lv.md", "Maksā pilsēta.")
    assert "Maksā pilsēta." in own.open("/lv/about").text()


def test_a_reader_without_the_language_sees_the_nearest_and_which_it_is(instance: Catalogue, own: Client) -> None:
    for language, notice in (("lv", "Maksā fonds."), ("en", "A fund pays."), ("fa", "صندوق می‌پردازد.")):
        _write(instance, f"cofunding.{language}.md", notice)
    page = own.open("/uk/about")
    (shown,) = page.find("div", class_="written")
    assert (page.text(shown), shown.get("lang"), shown.get("dir")) == ("A fund pays.", "en", "ltr")
    page = own.open("/ps/about")
    (shown,) = page.find("div", class_="written")
    assert (shown.get("lang"), shown.get("dir")) == ("fa", "rtl")
    (shown,) = own.open("/lv/about").find("div", class_="written")
    assert shown.get("lang") is None


def test_the_project_tells_of_itself(instance: Catalogue, own: Client) -> None:
    _write(instance, "about.en.md", "\ufeff# The project\r\n\r\nTen libraries.")
    page = own.open("/en/about")
    assert "The project" in [page.text(each) for each in page.find("h2")]
    assert "\ufeff" not in page.html


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"A" * 10_000_000,
        b"",
        b"   \n",
        "x" * 30_000,
        b"\x00\x01<script>alert(1)</script>",
        ">" * 9_000,
    ],
    ids=["not UTF-8", "10 MB", "empty", "blank", "too long", "markup", "nested"],
)
def test_the_page_stands_whatever_is_in_the_files(instance: Catalogue, own: Client, content: str | bytes) -> None:
    _write(instance, "about.en.md", content)
    _write(instance, "cofunding.en.md", "A fund pays.")
    page = own.open("/en/about")
    assert "A fund pays." in page.text() and "<script>alert" not in page.html


def test_a_folder_in_the_place_of_a_file_is_passed_over(instance: Catalogue, own: Client) -> None:
    (instance.settings.home / texts.FOLDER / "about.en.md").mkdir(parents=True)
    assert not own.open("/en/about").find("div", class_="written")


def test_a_file_in_the_place_of_the_folder_is_passed_over(instance: Catalogue, own: Client) -> None:
    (instance.settings.home / texts.FOLDER).write_text("nothing", "utf-8")
    assert not own.open("/en/about").find("div", class_="written")


def test_the_demonstration_says_that_its_notice_is_a_sample(instance: Catalogue, own: Client) -> None:
    texts.lay_out(part("demo"), instance.settings.home)
    assert "This is a sample" in own.open("/en/about").text()
    assert "paraugs" in own.open("/lv/about").text()
