"""When nothing is found, the page says what would help: a filter less, what comes nearest, whom to ask, and a note to leave."""

from urllib.parse import quote

from tests.inspecting import Client, Page


def offers(page: Page) -> str:
    (empty,) = page.find("div", class_="empty")
    return page.text(empty)


def test_filters_whose_taking_away_finds_something_are_offered_with_what_it_finds(client: Client) -> None:
    page = client.open("/en/search?q=pasaka&kind=course&level=C2")
    assert page.total == 0
    without = [link for link in page.find("a") if page.text(link).startswith("Without")]
    for link in without:
        assert client.open(link.get("href") or "").total > 0


def test_the_nearest_things_are_shown_and_not_counted_as_found(client: Client) -> None:
    page = client.open("/en/search?q=valoda&kind=periodical&level=C2&audience=family")
    assert page.total == 0
    assert "These come near:" in offers(page)
    assert page.find("li", class_="card")


def test_words_nobody_has_lead_to_what_there_is_for_speakers_of_the_visitors_language(client: Client) -> None:
    page = client.open("/fa-AF/search?q=zzzzqqqq&branch=nowhere")
    assert page.total == 0
    assert len(page.find("li", class_="card")) == 3


def test_whom_to_ask_is_the_library_or_the_town_that_was_searched_in(client: Client) -> None:
    page = client.open(f"/lv/search?q=zzzzqqqq&town={quote('Daugavpils')}")
    assert page.find("ul", class_="counters")
    assert any("/library/daugavpils" in link for link in page.links)


def test_a_note_can_be_left_with_the_search_in_it(client: Client) -> None:
    page = client.open("/uk/search?q=zzzzqqqq&kind=game")
    (note,) = [link for link in page.links if "/missed" in link]
    assert "zzzzqqqq" in client.open(note).html
