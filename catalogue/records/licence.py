"""Licences as makers write them, read for the Creative Commons ones: what they ask of whoever uses the thing."""

import re
from dataclasses import dataclass

from catalogue.records.codes import LICENCE_TERMS

_CC = re.compile(
    r"(?:cc|creative commons)[ -]*(?P<terms>0|zero|by(?:-[a-z]{2}){0,2})(?:[ -]*v?(?P<version>[0-9]\.[0-9]))?"
)
_ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/(?P<terms>zero|by(?:-[a-z]{2}){0,2})"
    r"(?:/(?P<version>[0-9]\.[0-9]))?/?(?:deed\.[a-z-]+|legalcode)?"
)


@dataclass(frozen=True)
class CreativeCommons:
    """`terms` are codes of `LICENCE_TERMS`, none for CC0; `address` is empty when the version was not said."""

    terms: tuple[str, ...]
    address: str


def creative_commons(licence: str) -> CreativeCommons | None:
    """The Creative Commons licence meant by a statement (`CC BY-SA 4.0`, or its address), None when it is another one."""
    stated = " ".join(licence.lower().split())
    match = _CC.fullmatch(stated) or _ADDRESS.fullmatch(stated)
    if match is None:
        return None
    is_zero = match["terms"] in ("0", "zero")
    terms = () if is_zero else tuple(match["terms"].split("-"))
    if not set(terms) <= set(LICENCE_TERMS) or len(set(terms)) != len(terms) or {"sa", "nd"} <= set(terms):
        return None
    path = "publicdomain/zero" if is_zero else f"licenses/{match['terms']}"
    version = match["version"]
    return CreativeCommons(terms, f"https://creativecommons.org/{path}/{version}/" if version else "")
