"""Staff: taken on, signed in, slowed down, given another role, let go."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalogue.cataloguing import staff as staff_room
from catalogue.cataloguing.describing import describe
from catalogue.cataloguing.passwords import hash_of
from catalogue.cataloguing.staff import (
    REMEMBERED,
    BadMember,
    LastAdministrator,
    SignedIn,
    Staff,
    TooManyAttempts,
    UnknownAccount,
    WeakPassword,
    WrongSignIn,
)
from catalogue.records.provider import Identity
from catalogue.records.staff import Member, Role
from catalogue.storage import Database
from tests.building import a_branch, a_topic

pytestmark = pytest.mark.usefixtures("quick_hashes")

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOME, ELSEWHERE = "192.0.2.1", "198.51.100.7"
ANNA = Member("anna", "Anna Ozola", Role.CATALOGUER, "daugavpils", "lv")
CHIEF = Member("chief", "Ilze Kalna", Role.ADMINISTRATOR)
NEW = "zaļš tramvajs dzer tēju"


@pytest.fixture
def staff(database: Database) -> Staff:
    """The staff of a catalogue that has a library and a topic."""
    with database.writing() as unit:
        for record in (a_branch(key="daugavpils"), a_branch(key="lyon"), a_topic(key="work")):
            describe(unit, record, "test")
    return Staff(database)


@pytest.fixture
def password(staff: Staff) -> str:
    """Anna has been taken on, with this password."""
    staff.add(CHIEF)
    return staff.add(ANNA)


def _sign_in(staff: Staff, password: str, address: str = HOME, at: datetime = NOW, name: str = "anna") -> SignedIn:
    return staff.sign_in(name, password, address, at)


def test_the_password_made_lets_one_in(staff: Staff, password: str) -> None:
    signed_in = _sign_in(staff, password, name=" Anna ")
    assert signed_in.member == replace(ANNA, signed_in=NOW)
    assert staff.recall("anna", signed_in.stamp) == signed_in.member
    assert [each.name for each in staff.all()] == ["anna", "chief"]


@pytest.mark.parametrize("name", ["anna", "nobody", "", "'; DROP TABLE staff; --", "a" * 5_000, "\x00\ud800"])
def test_a_wrong_sign_in_is_one_whoever_was_meant(staff: Staff, password: str, name: str) -> None:
    with pytest.raises(WrongSignIn):
        _sign_in(staff, "wrong", name=name)


def test_a_session_with_another_stamp_has_ended(staff: Staff, password: str) -> None:
    assert staff.recall("anna", "0" * 32) is None
    assert staff.recall("anna", "ā") is None
    assert staff.recall("nobody", "0" * 32) is None


def test_five_wrong_passwords_close_the_door_for_a_while_even_to_the_right_one(staff: Staff, password: str) -> None:
    for _ in range(5):
        with pytest.raises(WrongSignIn):
            _sign_in(staff, "wrong")
    with pytest.raises(TooManyAttempts):
        _sign_in(staff, password)
    later = NOW + REMEMBERED + timedelta(seconds=1)
    assert _sign_in(staff, password, at=later).member.name == "anna"


def test_who_guesses_elsewhere_does_not_lock_one_out(staff: Staff, password: str) -> None:
    for _ in range(5):
        with pytest.raises(WrongSignIn):
            _sign_in(staff, "wrong", ELSEWHERE)
    assert _sign_in(staff, password, HOME).member.name == "anna"


def test_signing_in_forgets_what_failed_before(staff: Staff, password: str) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongSignIn):
                _sign_in(staff, "wrong")
        _sign_in(staff, password)


def test_one_address_cannot_try_name_after_name(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_room, "_MOST_OF_ADDRESS", 3)
    for name in ("anna", "berta", "no name"):
        with pytest.raises(WrongSignIn):
            _sign_in(staff, "wrong", name=name)
    with pytest.raises(TooManyAttempts):
        _sign_in(staff, "wrong", name="doroteja")
    with pytest.raises(WrongSignIn):
        _sign_in(staff, "wrong", ELSEWHERE, name="doroteja")


def test_many_addresses_together_cannot_guess_one_password(
    staff: Staff, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_room, "_MOST_OF_NAME", 3)
    for number in range(3):
        with pytest.raises(WrongSignIn):
            _sign_in(staff, "wrong", f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts):
        _sign_in(staff, "wrong", "192.0.2.9")


def test_a_changed_password_ends_the_other_sessions(staff: Staff, password: str) -> None:
    before = _sign_in(staff, password)
    stamp = staff.change_password("anna", password, NEW)
    assert staff.recall("anna", before.stamp) is None
    assert staff.recall("anna", stamp) is not None
    assert _sign_in(staff, NEW).stamp == stamp
    with pytest.raises(WrongSignIn):
        _sign_in(staff, password)


def test_a_password_is_changed_only_by_who_knows_it_and_into_a_good_one(staff: Staff, password: str) -> None:
    with pytest.raises(WrongSignIn):
        staff.change_password("anna", "wrong", NEW)
    with pytest.raises(WeakPassword, match="easily-guessed"):
        staff.change_password("anna", password, "Anna Ozola 2026")
    assert _sign_in(staff, password).member.name == "anna"


def test_a_forgotten_password_is_made_anew(staff: Staff, password: str) -> None:
    before = _sign_in(staff, password)
    made = staff.reset_password("anna")
    assert staff.recall("anna", before.stamp) is None
    assert _sign_in(staff, made).member.name == "anna"


def test_signing_out_everywhere_ends_every_session_of_ones_own(staff: Staff, password: str) -> None:
    first, second = _sign_in(staff, password), _sign_in(staff, password, ELSEWHERE)
    chief = _sign_in(staff, staff.reset_password("chief"), name="chief")
    staff.sign_out_everywhere("anna")
    assert staff.recall("anna", first.stamp) is staff.recall("anna", second.stamp) is None
    assert staff.recall("chief", chief.stamp) is not None


def test_everybody_is_signed_out_at_once(staff: Staff, password: str) -> None:
    sessions = [_sign_in(staff, password), _sign_in(staff, staff.reset_password("chief"), name="chief")]
    staff.sign_out_everybody()
    assert [staff.recall(each.member.name, each.stamp) for each in sessions] == [None, None]


@pytest.mark.parametrize(
    "change", [{"role": Role.EDITOR}, {"library": "lyon"}, {"is_active": False}], ids=["role", "library", "let go"]
)
def test_another_role_or_library_ends_sessions(staff: Staff, password: str, change: dict[str, object]) -> None:
    before = _sign_in(staff, password)
    staff.change(replace(ANNA, **change))  # type: ignore[arg-type]
    assert staff.recall("anna", before.stamp) is None


def test_another_full_name_or_language_ends_no_session(staff: Staff, password: str) -> None:
    before = _sign_in(staff, password)
    staff.change(replace(ANNA, full_name="Anna Kalna", language="ru"))
    member = staff.recall("anna", before.stamp)
    assert member == replace(ANNA, full_name="Anna Kalna", language="ru", signed_in=NOW)


def test_who_was_let_go_cannot_sign_in_and_can_come_back(staff: Staff, password: str) -> None:
    staff.change(replace(ANNA, is_active=False))
    with pytest.raises(WrongSignIn):
        _sign_in(staff, password)
    staff.change(ANNA)
    assert _sign_in(staff, password).member.is_active


@pytest.mark.parametrize("change", [{"role": Role.EDITOR, "library": "lyon"}, {"is_active": False}])
def test_the_last_administrator_stays(staff: Staff, password: str, change: dict[str, object]) -> None:
    with pytest.raises(LastAdministrator):
        staff.change(replace(CHIEF, **change))  # type: ignore[arg-type]
    assert staff.get("chief") == CHIEF


@pytest.mark.parametrize(
    "member",
    [
        ANNA,
        replace(ANNA, name="Anna Ozola"),
        replace(ANNA, name="berta", library="nowhere"),
        replace(ANNA, name="berta", library="work"),
        replace(ANNA, name="berta", library=""),
        replace(ANNA, name="berta", language="Latvian"),
    ],
    ids=["name taken", "no name", "unknown library", "a topic is no library", "no library", "no language"],
)
def test_who_cannot_be_taken_on_like_this(staff: Staff, password: str, member: Member) -> None:
    with pytest.raises(BadMember):
        staff.add(member)
    assert len(staff.all()) == 2


def test_nobody_is_changed_who_is_not_there(staff: Staff) -> None:
    for attempt in (staff.get, staff.reset_password, staff.sign_out_everywhere):
        with pytest.raises(BadMember):
            attempt("nobody")


def test_a_hash_of_less_work_is_made_anew_at_sign_in(
    staff: Staff, database: Database, password: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.reading() as unit:
        before = unit.members.proof("anna")
    monkeypatch.setattr(staff_room, "is_outdated", lambda kept: True)
    _sign_in(staff, password)
    with database.reading() as unit:
        after = unit.members.proof("anna")
    assert before and after and after.stamp == before.stamp and after.password != before.password


def test_no_password_is_kept(staff: Staff, database: Database, password: str) -> None:
    with database.reading() as unit:
        proof = unit.members.proof("anna")
    assert proof and password not in proof.password and proof.password != hash_of(password)


CITY, COUNTRY = "https://id.example.org", "https://id.example.net"


def test_a_new_provider_has_to_vouch_anew(staff: Staff, password: str) -> None:
    staff.change(replace(ANNA, account="Anna@Example.org"))
    anna = Identity(CITY, "1", "anna@example.org", is_email_verified=True)
    assert staff.come_back(anna, HOME, NOW).member.known_as == f"{CITY} 1"
    with pytest.raises(UnknownAccount):
        staff.come_back(Identity(COUNTRY, "1"), HOME, NOW)
    assert staff.come_back(replace(anna, issuer=COUNTRY, subject="9"), HOME, NOW).member.known_as == f"{COUNTRY} 9"


def test_an_identifier_of_one_provider_is_nobody_at_another(staff: Staff, password: str) -> None:
    staff.change(replace(ANNA, account="7"))
    assert staff.come_back(Identity(CITY, "7"), HOME, NOW).member.name == "anna"
    with pytest.raises(UnknownAccount):
        staff.come_back(Identity(COUNTRY, "7"), HOME, NOW)


def test_who_comes_back_from_the_provider_does_not_use_up_the_tries_of_the_library(staff: Staff, password: str) -> None:
    staff.change(replace(ANNA, account="7"))
    for _ in range(60):
        staff.go_elsewhere(HOME, NOW)
        staff.come_back(Identity(CITY, "7"), HOME, NOW)
    for _ in range(50):
        staff.go_elsewhere(HOME, NOW)
    with pytest.raises(TooManyAttempts):
        staff.go_elsewhere(HOME, NOW)
    staff.go_elsewhere(ELSEWHERE, NOW)
    staff.go_elsewhere(HOME, NOW + REMEMBERED + timedelta(seconds=1))
