"""Keys: short, stable, and safe to read aloud, because they stand in addresses and on slips."""

import re
import secrets

_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
"""No vowels (no accidental words), no 0 o 1 l."""

_SHAPE = re.compile(r"[a-z0-9](?:[a-z0-9\-]{0,62}[a-z0-9])?")


def new_key() -> str:
    """Eight random letters and digits: 2.8e11 possibilities."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def is_key(value: str) -> bool:
    """True of small Latin letters, digits and inner hyphens, 64 at most."""
    return bool(_SHAPE.fullmatch(value))
