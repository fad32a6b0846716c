"""Passwords: those we make are good ones, those that would be guessed are not taken, and none is kept as it is."""

import pytest

from catalogue.cataloguing.passwords import LONGEST, Weakness, fits, hash_of, is_outdated, make_password, weakness_of


def test_a_password_made_for_somebody_will_do_and_is_never_the_same() -> None:
    made = {make_password() for _ in range(50)}
    assert len(made) == 50
    assert all(weakness_of(each, ()) is None for each in made)


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("short", Weakness.TOO_SHORT),
        ("password1234", Weakness.EASILY_GUESSED),
        ("qwertyuiopas", Weakness.EASILY_GUESSED),
        ("aaaaaaaaaaaaaaaaaaaa", Weakness.EASILY_GUESSED),
        ("annaozola2026", Weakness.EASILY_GUESSED),
        ("Anna Ozola 2026", Weakness.EASILY_GUESSED),
        ("- - - - - - - - - -", Weakness.EASILY_GUESSED),
        ("x" * (LONGEST + 1), Weakness.TOO_LONG),
        ("zaļš tramvajs dzer tēju", None),
        ("пароль, якого ніхто не вгадає", None),
    ],
)
def test_what_would_be_guessed_is_not_taken(password: str, weakness: Weakness | None) -> None:
    assert weakness_of(password, ("anna", "Ozola", "")) is weakness


def test_a_password_fits_its_own_hash_alone() -> None:
    kept = hash_of("zaļš tramvajs")
    assert "tramvajs" not in kept and kept.startswith("$argon2id$")
    assert fits("zaļš tramvajs", kept) and not fits("zals tramvajs", kept)
    assert not is_outdated(kept)


def test_the_same_letters_typed_another_way_fit() -> None:
    assert fits("zal\u0327s\u030c tramvajs", hash_of("zaļš tramvajs"))


def test_nothing_fits_nobody() -> None:
    assert not fits("anything", None)
    assert not fits("anything", "no hash at all")


def test_a_hash_of_less_work_is_outdated() -> None:
    weaker = "$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$Bdx5yZ+DkBDf"
    assert is_outdated(weaker)
