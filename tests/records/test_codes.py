"""The code lists: each code once, and the levels in their order."""

import pytest

from catalogue.records import codes

LISTS = {name: value for name, value in vars(codes).items() if name.isupper() and isinstance(value, tuple)}


@pytest.mark.parametrize("name", LISTS)
def test_a_code_is_in_its_list_once_and_fit_for_an_address(name: str) -> None:
    found = LISTS[name]
    assert len(found) == len(set(found))
    assert all(code.replace("-", "").isalnum() and code.isascii() for code in found)


def test_no_kind_of_resource_is_also_a_type_of_record() -> None:
    assert not set(codes.RESOURCE_KINDS) & {*codes.ACTIVITY_KINDS, "branch", "organisation", "topic"}
    assert not set(codes.KINDS) & set(codes.PROFESSIONAL_KINDS)


@pytest.mark.parametrize(
    ("lowest", "highest", "levels"),
    [
        ("A1", "B1", ("A1", "A2", "B1")),
        ("pre-A1", "C2", codes.LEVELS),
        ("A2", "", ("A2",)),
        ("", "A2", ("A2",)),
        ("B2", "B2", ("B2",)),
        ("", "", ()),
        ("B1", "A1", ()),
        ("A1", "D7", ()),
    ],
)
def test_a_range_of_levels_holds_both_its_ends(lowest: str, highest: str, levels: tuple[str, ...]) -> None:
    assert codes.levels_between(lowest, highest) == levels
