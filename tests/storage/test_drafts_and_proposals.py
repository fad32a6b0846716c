"""Drafts and proposals as they are kept, on every database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from catalogue.records.draft import Answer, Draft, Proposal
from catalogue.storage import Database
from tests.building import a_resource

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DRAFT = Draft("anna", "book", "resource", 2, {"title": ("Кіт",), "topics": ("t-a", "t-b")}, NOW)
PROPOSAL = Proposal(a_resource(revision=2), "anna", NOW, "Vāks ir cits.")


def test_a_draft_comes_back_as_it_went_and_the_last_one_stays(database: Database) -> None:
    later = replace(DRAFT, fields={"title": ("Кіт і",)}, saved=NOW + timedelta(minutes=1))
    with database.writing() as unit:
        unit.drafts.put(DRAFT)
        assert unit.drafts.get("anna", "book") == DRAFT
        unit.drafts.put(later)
        unit.drafts.put(replace(DRAFT, key="other"))
        unit.drafts.put(replace(DRAFT, member="berta"))
    with database.reading() as unit:
        assert unit.drafts.of("anna") == [later, replace(DRAFT, key="other")]
        assert unit.drafts.get("anna", "nothing") is None


def test_a_dropped_draft_is_gone(database: Database) -> None:
    with database.writing() as unit:
        unit.drafts.put(DRAFT)
        unit.drafts.drop("berta", "book")
        assert unit.drafts.get("anna", "book")
        unit.drafts.drop("anna", "book")
        assert unit.drafts.of("anna") == []


def test_a_proposal_comes_back_as_it_went_and_is_answered(database: Database) -> None:
    with database.writing() as unit:
        number = unit.proposals.put(PROPOSAL)
        kept = replace(PROPOSAL, number=number)
        assert unit.proposals.get(number) == kept and unit.proposals.open() == [kept]
        unit.proposals.answer(replace(kept, answer=Answer.DECLINED, reply="Nē.", answered_by="rita"))
        assert unit.proposals.open() == []
    with database.reading() as unit:
        (told,) = unit.proposals.by("anna", 10)
        assert (told.answer, told.reply, told.answered_by) == (Answer.DECLINED, "Nē.", "rita")
        assert unit.proposals.get(number + 1) is None


def test_the_last_proposals_of_somebody_are_shown_oldest_first(database: Database) -> None:
    with database.writing() as unit:
        numbers = [unit.proposals.put(PROPOSAL) for _ in range(4)]
        assert [each.number for each in unit.proposals.by("anna", 2)] == numbers[2:]
