"""ISBN and ISSN: their one spelling and their check digits (ISO 2108, ISO 3297)."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Identifier:
    """A number or address that names the thing everywhere: scheme `isbn`, `issn` or `uri`."""

    scheme: str
    value: str


def normalised(scheme: str, value: str) -> str:
    """One spelling for each number: digits only, an ISBN always as 13 digits. A wrong one is only tidied."""
    if scheme == "uri":
        return value.strip()
    compact = re.sub(r"[\s\-‐‑‒–—]", "", value).upper()
    if scheme == "isbn" and is_isbn10(compact):
        return _as_isbn13(compact)
    if scheme == "issn" and re.fullmatch(r"[0-9]{7}[0-9X]", compact):
        return f"{compact[:4]}-{compact[4:]}"
    return compact


def is_valid(scheme: str, value: str) -> bool:
    """True of a number whose check digit fits, and of an address with a scheme of its own."""
    compact = normalised(scheme, value)
    if scheme == "isbn":
        return is_isbn13(compact)
    if scheme == "issn":
        return is_issn(compact)
    return bool(re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.\-]*:\S+", compact))


def is_isbn10(compact: str) -> bool:
    if not re.fullmatch(r"[0-9]{9}[0-9X]", compact):
        return False
    return _weighted(compact, range(10, 0, -1)) % 11 == 0


def is_isbn13(compact: str) -> bool:
    if not re.fullmatch(r"97[89][0-9]{10}", compact):
        return False
    return _weighted(compact, [1, 3] * 6 + [1]) % 10 == 0


def is_issn(value: str) -> bool:
    compact = value.replace("-", "")
    if not re.fullmatch(r"[0-9]{7}[0-9X]", compact):
        return False
    return _weighted(compact, range(8, 0, -1)) % 11 == 0


def _weighted(digits: str, weights: "range | list[int]") -> int:
    return sum((10 if d == "X" else int(d)) * w for d, w in zip(digits, weights, strict=True))


def _as_isbn13(isbn10: str) -> str:
    body = "978" + isbn10[:9]
    check = -_weighted(body, [1, 3] * 6) % 10
    return body + str(check)


def isbn10(isbn13: str) -> str:
    """The older form of an ISBN of 13 digits; empty for one that has none."""
    if not isbn13.startswith("978"):
        return ""
    body = isbn13[3:12]
    check = -_weighted(body, range(10, 1, -1)) % 11
    return f"{body}{'X' if check == 10 else check}"
