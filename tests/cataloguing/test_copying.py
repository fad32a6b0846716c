"""What a description gains from another catalogue's: nothing typed is lost, and every part is the librarian's choice."""

import pytest

from catalogue.cataloguing import copying
from catalogue.cataloguing.copying import Copying, isbn_of, offered, taken_over
from catalogue.exchange.fetching import Unfetched
from catalogue.records import Holding, Identifier, Resource
from catalogue.records.target import Target
from tests.building import a_resource, a_text, a_title
from tests.sru_fixtures import CAT, PERSIAN

MINE = a_resource(
    titles=(a_title("Kaķis"),),
    topics=("t-home",),
    identifiers=(Identifier("isbn", CAT),),
    holdings=(Holding("liepaja"),),
    licence="CC-BY-4.0",
)
FOUND = Resource(
    titles=(a_title("Kaķis : stāsts"), a_title("The cat", "en")),
    summaries=(a_text("Kaķis pārceļas."),),
    topics=("t-animals",),
    year=2021,
    identifiers=(Identifier("isbn", "978-9934-0001-02"), Identifier("issn", "0317-8471")),
    holdings=(Holding("elsewhere"),),
    licence="all rights reserved",
)


def names_of(key: str) -> tuple[str, ...]:
    return {"animals": ("t-animals",), "work": ("t-work", "t-labour")}.get(key, ())


def test_it_offers_what_is_new_or_different_and_never_holdings_or_licences() -> None:
    assert sorted(each.part.name for each in offered(MINE, FOUND)) == [
        *("identifiers", "summaries.lv", "titles.en", "titles.lv", "topics", "year"),
    ]


def test_only_what_is_ticked_is_taken_over() -> None:
    taken = taken_over(MINE, FOUND, ["year", "titles.en", "holdings", "licence"])
    assert [(each.value, each.kind) for each in taken.titles] == [("Kaķis", "main"), ("The cat", "parallel")]
    assert (taken.year, taken.holdings, taken.licence, taken.topics) == (2021, MINE.holdings, MINE.licence, MINE.topics)


def test_numbers_and_topics_are_added_to_those_there_are() -> None:
    taken = taken_over(MINE, FOUND, ["identifiers", "topics"])
    assert [each.value for each in taken.identifiers] == [CAT, "0317-8471"]
    assert taken.topics == ("t-home", "t-animals")


@pytest.mark.parametrize(
    ("typed", "isbn"), [(("9645625963",), PERSIAN), (("9789934000103", CAT), CAT), (("9789934000103",), ""), ((), "")]
)
def test_the_first_sound_number_is_looked_up(typed: tuple[str, ...], isbn: str) -> None:
    assert isbn_of(Resource(identifiers=tuple(Identifier("isbn", each) for each in typed))) == isbn


@pytest.mark.zebra
def test_headings_become_the_topics_they_mean(zebra: Target) -> None:
    (answer,) = Copying([zebra]).look_up(CAT, names_of)
    assert answer.found[0].topics == ("t-animals",) and not answer.found[0].source


def test_a_catalogue_that_fails_does_not_keep_the_others_from_answering(monkeypatch: pytest.MonkeyPatch) -> None:
    def ask(target: Target, isbn: str) -> tuple[Resource, ...]:
        if target.name == "ill":
            raise Unfetched("too-slow")
        return (FOUND,)

    monkeypatch.setattr(copying.sru, "ask", ask)
    ill, well = Copying([Target("ill", "http://a"), Target("well", "http://b")]).look_up(CAT, names_of)
    assert (ill.fault, ill.found, well.fault, len(well.found)) == ("too-slow", (), "", 1)
