"""Passwords: made, judged, and kept as argon2id hashes.

Rules after OWASP ASVS 5.0, chapter 6: length and a judgement of how soon it would be guessed, no rules about kinds of signs.
"""

import secrets
import unicodedata
from enum import StrEnum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 200
"""Letters of a password."""

_JUDGED = 72
"""Letters that are judged: what follows can only make a password better, and judging takes longer the longer it is."""

_SAFE = 4
"""zxcvbn's score for more than 10^10 guesses; at 3, a name with a year would pass."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Signs that are not mistaken for one another when read from paper."""

_GROUPS, _LETTERS = 4, 5

_hasher = PasswordHasher()


class Weakness(StrEnum):
    """Why a password is not taken."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    EASILY_GUESSED = "easily-guessed"


def make_password() -> str:
    """A new one that can be read aloud and typed anywhere: 20 random signs in groups, 99 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def weakness_of(password: str, known: tuple[str, ...]) -> Weakness | None:
    """Why this password would not do for somebody of whom these words are known, or None."""
    password = _composed(password)
    if len(password) < SHORTEST:
        return Weakness.TOO_SHORT
    if len(password) > LONGEST:
        return Weakness.TOO_LONG
    without_gaps = "".join(filter(str.isalnum, password))
    is_safe = all(_score(each, known) >= _SAFE for each in (password, without_gaps))
    return None if is_safe else Weakness.EASILY_GUESSED


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(_composed(password))


def fits(password: str, kept: str | None) -> bool:
    """True when the password is the one kept; as much work for somebody who does not exist (None), so that the time a wrong
    sign-in takes names nobody."""
    try:
        return _hasher.verify(kept or _hash_of_nobodys(), _composed(password[:LONGEST])) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """True of a hash made with fewer rounds or less memory than today's."""
    return _hasher.check_needs_rehash(kept)


def _score(password: str, known: tuple[str, ...]) -> int:
    judged = zxcvbn(password[:_JUDGED], user_inputs=[word for word in known if word], max_length=_JUDGED)
    return int(judged["score"])


@cache
def _hash_of_nobodys() -> str:
    return hash_of(secrets.token_urlsafe())


def _composed(password: str) -> str:
    """The same letters whichever keyboard they were typed on."""
    return unicodedata.normalize("NFKC", password)
