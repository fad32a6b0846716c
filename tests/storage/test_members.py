"""The staff as it is kept, on every database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalogue.records.staff import Member, Role
from catalogue.storage import Database, DatabaseFailure, Proof

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ANNA = Member("anna", "Anna Ozola", Role.EDITOR, "daugavpils", "lv", signed_in=NOW)
PROOF = Proof("$argon2id$…", "0123456789abcdef" * 2)


def test_a_person_comes_back_as_they_went(database: Database) -> None:
    with database.writing() as unit:
        unit.members.add(ANNA, PROOF)
        unit.members.add(replace(ANNA, name="aija"), PROOF)
    with database.reading() as unit:
        assert unit.members.get("anna") == ANNA and unit.members.proof("anna") == PROOF
        assert [each.name for each in unit.members.all()] == ["aija", "anna"]
        assert unit.members.get("nobody") is unit.members.proof("nobody") is None


def test_what_is_known_and_what_proves_it_change_apart(database: Database) -> None:
    changed, other = (
        replace(ANNA, role=Role.TRANSLATOR, is_active=False, signed_in=None),
        replace(PROOF, stamp="f" * 32),
    )
    with database.writing() as unit:
        unit.members.add(ANNA, PROOF)
        unit.members.save(changed)
        assert unit.members.proof("anna") == PROOF
        unit.members.prove("anna", other)
    with database.reading() as unit:
        assert (unit.members.get("anna"), unit.members.proof("anna")) == (changed, other)


def test_a_name_is_one_persons(database: Database) -> None:
    with pytest.raises(DatabaseFailure), database.writing() as unit:
        unit.members.add(ANNA, PROOF)
        unit.members.add(ANNA, PROOF)
    with database.reading() as unit:
        assert unit.members.all() == []


def test_attempts_are_counted_by_name_by_address_and_by_both(database: Database) -> None:
    with database.writing() as unit:
        for name, address in (("anna", "a"), ("anna", "a"), ("anna", "b"), ("berta", "a")):
            unit.members.note_attempt(name, address, NOW)
        counts = [unit.members.attempts(*asked) for asked in (("anna", "a"), ("anna", None), (None, "a"), ("x", "a"))]
        assert counts == [2, 3, 3, 0]
        unit.members.forget_attempts("anna", "a")
        assert unit.members.attempts(None, None) == 2
        unit.members.forget_attempts_before(NOW)
        assert unit.members.attempts(None, None) == 2
        unit.members.forget_attempts_before(NOW + timedelta(seconds=1))
        assert unit.members.attempts(None, None) == 0
