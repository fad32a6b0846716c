"""Keys stand in addresses and on slips: short, safe to read aloud, never the same twice."""

import pytest

from catalogue.records.key import is_key, new_key


def test_new_keys_are_keys_and_differ() -> None:
    found = {new_key() for _ in range(500)}
    assert len(found) == 500
    assert all(is_key(key) and len(key) == 8 for key in found)


def test_a_new_key_holds_nothing_that_is_misread_or_makes_a_word() -> None:
    letters = set("".join(new_key() for _ in range(500)))
    assert not letters & set("01loaeiouy-")


@pytest.mark.parametrize("key", ["a", "7", "liepaja", "r-2026-1", "a" * 64])
def test_small_letters_digits_and_inner_hyphens_make_a_key(key: str) -> None:
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "-a", "a-", "A", "ā", "a b", "a/b", "a.b", "a\n", "a" * 65, "٣", "~", "../a"])
def test_nothing_else_does(key: str) -> None:
    assert not is_key(key)
