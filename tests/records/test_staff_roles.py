"""What each role may do, and in whose records."""

from dataclasses import replace

import pytest

from catalogue.records.staff import Member, Permission, Role, is_staff_name, may, permissions

ANNA = Member("anna", "Anna Ozola", Role.CATALOGUER, "daugavpils")


@pytest.mark.parametrize("name", ["anna", "anna.ozola", "a-b2", "a" * 64])
def test_a_name_to_sign_in_with(name: str) -> None:
    assert is_staff_name(name)


@pytest.mark.parametrize("name", ["", "Anna", "anna ozola", "anna.", ".anna", "1anna", "ānna", "anna\n", "a" * 65])
def test_no_name_to_sign_in_with(name: str) -> None:
    assert not is_staff_name(name)


def test_each_role_may_do_what_the_one_before_it_may_and_more() -> None:
    reached = [permissions(role) for role in Role]
    assert all(lower < higher for lower, higher in zip(reached, reached[1:], strict=False))
    assert reached[-1] == set(Permission)


@pytest.mark.parametrize(
    ("role", "permission", "own", "others"),
    [
        (Role.TRANSLATOR, Permission.TRANSLATE, True, True),
        (Role.TRANSLATOR, Permission.DESCRIBE, False, False),
        (Role.CATALOGUER, Permission.DESCRIBE, True, False),
        (Role.CATALOGUER, Permission.PROPOSE, True, True),
        (Role.CATALOGUER, Permission.PUBLISH, False, False),
        (Role.EDITOR, Permission.PUBLISH, True, False),
        (Role.EDITOR, Permission.ESTABLISH, True, True),
        (Role.EDITOR, Permission.ADMINISTER, False, False),
        (Role.ADMINISTRATOR, Permission.PUBLISH, True, True),
        (Role.ADMINISTRATOR, Permission.ADMINISTER, True, True),
    ],
)
def test_records_of_ones_own_library_and_of_others(role: Role, permission: Permission, own: bool, others: bool) -> None:
    member = replace(ANNA, role=role)
    assert may(member, permission, "daugavpils") is own
    assert may(member, permission, "lyon") is others


def test_who_was_let_go_may_do_nothing() -> None:
    gone = replace(ANNA, role=Role.ADMINISTRATOR, is_active=False)
    assert not any(may(gone, permission, "daugavpils") for permission in Permission)


def test_a_record_without_a_library_is_an_administrators() -> None:
    nowhere = replace(ANNA, library="")
    assert not may(nowhere, Permission.DESCRIBE, "")
    assert may(replace(nowhere, role=Role.ADMINISTRATOR), Permission.DESCRIBE, "")
