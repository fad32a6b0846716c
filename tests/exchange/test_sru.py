"""Asking a real catalogue elsewhere about an ISBN, and what becomes of answers that are none."""

import dataclasses
from collections.abc import Callable

import pytest

from catalogue.exchange import sru
from catalogue.exchange.fetching import Unfetched
from catalogue.records.target import Target
from tests.sru_fixtures import CAT, PERSIAN

HEAD = '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse">'
TITLE = "<datafield tag='245' ind1='1' ind2='0'><subfield code='a'>Kaķis</subfield></datafield>"
RECORD = f"<record><leader>00000nam a2200000 a 4500</leader>{TITLE}</record>"
ANYONE = Target("Anyone", "http://books.example/sru")


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Have every server give one answer; returns the addresses that were asked."""

    def answer(content: str) -> list[str]:
        asked: list[str] = []
        monkeypatch.setattr(sru, "fetch", lambda address, limits: asked.append(address) or content.encode())
        return asked

    return answer


@pytest.mark.zebra
def test_a_number_finds_its_record(zebra: Target) -> None:
    (found,) = sru.ask(zebra, CAT)
    assert [each.value for each in found.titles] == ["Kaķis, kas mācījās latviski : stāsts"]
    assert (found.publisher, found.year, found.topics[0]) == ("Zvaigzne ABC", 2021, "animals")


@pytest.mark.zebra
def test_a_number_in_its_older_form_is_found_too_with_the_title_in_its_own_script(zebra: Target) -> None:
    (found,) = sru.ask(zebra, PERSIAN)
    assert [(each.value, each.language) for each in found.titles] == [
        ("نقدى براى تمام فصول", "fa"),
        ("Naqdī barā-yi tamām-i fuṣūl", "fa-Latn"),
    ]


@pytest.mark.zebra
def test_an_unknown_number_finds_nothing(zebra: Target) -> None:
    assert sru.ask(zebra, "9780306406157") == ()


@pytest.mark.zebra
def test_a_form_the_server_does_not_know_is_refused(zebra: Target) -> None:
    with pytest.raises(Unfetched, match="refused"):
        sru.ask(dataclasses.replace(zebra, schema="mods"), CAT)


@pytest.mark.zebra
def test_a_server_inside_is_not_asked_unless_it_is_said_to_be_there(zebra: Target) -> None:
    with pytest.raises(Unfetched, match="forbidden-address"):
        sru.ask(dataclasses.replace(zebra, network="public"), CAT)


@pytest.mark.parametrize(
    "data",
    [
        RECORD,
        RECORD.replace("<", "&lt;"),
        f"<collection>{RECORD}</collection>",
        RECORD.replace("<record", "<record xmlns='x'"),
    ],
)
def test_records_come_as_xml_or_as_text(answering: Callable[[str], list[str]], data: str) -> None:
    answering(f"{HEAD}<records><record><recordData>{data}</recordData></record></records></searchRetrieveResponse>")
    (found,) = sru.ask(ANYONE, CAT)
    assert found.titles[0].value == "Kaķis"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "no-sru"),
        ("<html><body>Sign in</body></html>", "no-sru"),
        ("not <xml", "no-sru"),
        (f"<!DOCTYPE x [<!ENTITY a 'b'>]>{HEAD}&a;</searchRetrieveResponse>", "no-sru"),
        (
            f"{HEAD}<records><record><recordData><dc>x</dc></recordData></record></records></searchRetrieveResponse>",
            "no-marc",
        ),
        (f"{HEAD}<records><record><recordData/></record></records></searchRetrieveResponse>", "no-marc"),
        (f"{HEAD}<diagnostics><diagnostic>no</diagnostic></diagnostics></searchRetrieveResponse>", "refused"),
    ],
)
def test_what_is_no_answer_is_told(answering: Callable[[str], list[str]], content: str, code: str) -> None:
    answering(content)
    with pytest.raises(Unfetched, match=code):
        sru.ask(ANYONE, CAT)


def test_the_question_is_the_administrators(answering: Callable[[str], list[str]]) -> None:
    asked = answering(f"{HEAD}<numberOfRecords>0</numberOfRecords></searchRetrieveResponse>")
    own = Target("BnF", "https://books.example/SRU?x=1", 'bib.isbn all "{isbn}"', "unimarcXchange", "1.2")
    assert sru.ask(own, CAT) == ()
    assert asked[0] == (
        "https://books.example/SRU?x=1&version=1.2&operation=searchRetrieve"
        f"&query=bib.isbn+all+%22{CAT}%22&maximumRecords=5&recordSchema=unimarcXchange"
    )
