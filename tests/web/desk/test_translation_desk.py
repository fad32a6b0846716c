"""The translation desk: what waits is found, and translated side by side."""

import pytest

from tests.desk_fixtures import Desk


def test_a_missing_summary_is_found_translated_and_read_in_its_language(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    page = browser.page("/desk/translations?to=uk&text=summary&state=missing")
    assert "/desk/translate/straume/uk" in page
    side = browser.page("/desk/translate/straume/uk")
    assert "Kaķis un plūdi." in side and 'lang="uk"' in side
    sent = {"revision": "1", "text-summaries": "Кіт і потоп.", "origin-summaries": "human", "text-titles": "Потік"}
    assert browser.send("/desk/translate/straume/uk", **sent).status_code == 303
    assert "/desk/translate/straume/uk" not in browser.page("/desk/translations?to=uk&text=summary&state=missing")
    assert "Кіт і потоп." in desk.browser().page("/uk/resource/straume")


def test_a_colleagues_save_loses_no_translation(desk: Desk) -> None:
    browser = desk.signed_in("tulkotaja")
    browser.send("/desk/translate/straume/uk", **{"revision": "1", "text-titles": "Потік"})
    met = browser.send("/desk/translate/straume/uk", **{"revision": "1", "text-summaries": "Кіт і потоп."})
    page = met.get_data(as_text=True)
    assert met.status_code == 409 and "Кіт і потоп." in page and 'name="revision" value="2"' in page


@pytest.mark.parametrize("address", ["?to=../..&text=x&state=y", "?to=xx", "?to=uk-Latn&state=machine", "?text=easy"])
def test_odd_choices_show_what_there_is(desk: Desk, address: str) -> None:
    assert "How far each language is" in desk.signed_in("tulkotaja").page(f"/desk/translations{address}")


@pytest.mark.parametrize(("key", "language"), [("nothing", "uk"), ("straume", "..%2f"), ("straume", "UK")])
def test_there_is_no_page_for_what_is_not_there(desk: Desk, key: str, language: str) -> None:
    assert desk.signed_in("tulkotaja").get(f"/desk/translate/{key}/{language}").status_code == 404
