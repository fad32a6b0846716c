"""Drawn covers: the first words of a title, in its own script and direction, in at most four lines."""

import pytest

from catalogue.web.pages.cover import MOST_LINES, WIDTH, drawn_cover, width_of, wrapped
from catalogue.web.pages.shown import Shown
from tests.inspecting import Client

TITLES = {
    "lv": "Pa vienam vien: latviešu valoda iesācējiem no pirmās dienas līdz pirmajai sarunai",
    "uk": "Розмовна латиська мова для новоприбулих",
    "ar": "كتاب مصوّر عن المدينة والمكتبة والمدرسة والسوق والحديقة والبحر",
    "ka": "ლატვიური ენა დამწყებთათვის და მათთვის ვინც უკვე ცოტას ლაპარაკობს",
    "hi": "लातवियाई भाषा की पहली किताब बच्चों और बड़ों के लिए",
    "zh": "拉脱维亚语入门教程从字母到日常会话附有声读物和词汇表以及练习答案",
    "de": "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
}


@pytest.mark.parametrize("language", TITLES)
def test_a_title_fits_in_any_script(language: str) -> None:
    cover = drawn_cover("book", Shown(TITLES[language]), language)
    assert 1 <= len(cover.lines) <= MOST_LINES
    for line in cover.lines:
        assert width_of(line.text) * cover.size <= WIDTH + 0.01
        assert line.y <= 76  # the pictogram of the kind begins below
    shown = "".join(line.text for line in cover.lines).removesuffix("…").replace(" ", "")
    assert TITLES[language].replace(" ", "").startswith(shown)


def test_a_short_title_has_large_letters_and_a_long_one_says_that_it_goes_on() -> None:
    short, long = drawn_cover("film", Shown("Straume"), "lv"), drawn_cover("book", Shown(TITLES["lv"]), "lv")
    assert [line.text for line in short.lines] == ["Straume"]
    assert short.size > long.size
    assert long.lines[-1].text.endswith("…")


def test_words_stay_whole_where_a_script_parts_them_and_marks_stay_on_their_letters() -> None:
    assert wrapped("viens divi trīs", 6) == ["viens divi", "trīs"]
    assert all(not line.startswith(("ं", "ि", "\u0301")) for line in wrapped("किताबकिताबकिताबे\u0301", 2))


@pytest.mark.parametrize("title", ["", " ", "x" * 3000, "\u0301" * 300, "a\u2028b", "…" * 50])
def test_an_odd_title_still_has_a_cover(title: str) -> None:
    assert len(drawn_cover("book", Shown(title), "lv").lines) <= MOST_LINES


def test_a_cover_runs_in_the_direction_of_its_title_not_of_the_page(client: Client) -> None:
    (arabic,) = _drawings(client, "/ar/resource/straume")
    (latin,) = _drawings(client, "/lv/resource/straume")
    assert (arabic.get("direction"), latin.get("direction")) == ("rtl", "ltr")
    shown = drawn_cover("book", Shown("Book", "en", "ltr"), "fa")
    assert (shown.direction, shown.language) == ("ltr", "en")


def test_a_cover_is_not_read_out_for_the_title_stands_beside_it(client: Client) -> None:
    page = client.open("/lv/search?kind=book")
    covers = [e for e in page.find("span") if "drawn" in (e.get("class") or "")]
    assert len(covers) == len(page.find("li", class_="card"))
    assert all(cover.get("aria-hidden") == "true" for cover in covers)
    assert all("kind-book" in (cover.get("class") or "") for cover in covers)


def test_pages_stay_light(client: Client) -> None:
    for address, most in (("/uk/search?size=20", 60_000), ("/uk/", 100_000)):
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert len(answer.get_data()) < most / 3


def _drawings(client: Client, address: str):  # type: ignore[no-untyped-def]
    header = client.open(address).find("article")[0][0]
    return [e for e in header.iter() if str(e.tag).endswith("}svg") and e.get("viewBox") == "0 0 84 108"]
