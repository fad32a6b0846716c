"""An entry as peers get it: with the very keys our index files it under, so that all look for the same things."""

import re
from collections.abc import Iterator
from functools import lru_cache

from bench.filed import FIELDS, Filed
from bench.question import ALL_FACETS
from index import Entry, fold, keys, query_keys, words
from index.analysis.names import name_keys

INTERFACE = "en"
"""The interface language questions are asked in."""

BREAK = " ~ "
"""A word of its own between two texts, so that no phrase is found across them."""

_UNSAFE = re.compile(r"[^\w~]")


def filed(entry: Entry, document: str = "") -> Filed:
    """The entry with its keys."""
    texts = {name: list(_texts(entry, name)) for name in FIELDS}
    return Filed(
        entry.key,
        entry.kind,
        keys=tuple(BREAK.join(_keys(text, language, name) for text, language in texts[name]) for name in FIELDS),
        folded=tuple(BREAK.join(_folded(text) for text, _ in texts[name]) for name in FIELDS),
        spelt=tuple(
            word
            for name in ("title", "name")
            for word in {key for each in texts[name] for key in keys(*each) if "~" not in key}
        ),
        facets=tuple((name, id_) for name in ALL_FACETS for id_ in entry.facets.get(name, ())),
        added=entry.numbers.get("added", 0),
        order=entry.order[INTERFACE].hex(),
        document=document,
    )


@lru_cache(maxsize=4_096)
def asked_keys(word: str) -> tuple[str, ...]:
    """What a visitor's word may be filed under, in any language."""
    return tuple(dict.fromkeys(map(_safe, (*query_keys(word, INTERFACE).all, *name_keys(word)))))


def _texts(entry: Entry, name: str) -> Iterator[tuple[str, str]]:
    yield from ((text, language) for language, field, text in entry.texts if field == name)
    if name == "name":
        yield from ((person, "") for person in entry.names)


def _keys(text: str, language: str, field: str) -> str:
    return " ".join(
        _keys_of_word(token.word, language, field == "name" or (field == "title" and not token.word[0].islower()))
        for token in words(text)
    )


@lru_cache(maxsize=32_768)
def _keys_of_word(word: str, language: str, may_be_name: bool) -> str:
    return " ".join(map(_safe, (*keys(word, language), *(name_keys(word) if may_be_name else ()))))


def _folded(text: str) -> str:
    return " ".join(_safe(fold(token.word)) for token in words(text))


def _safe(key: str) -> str:
    """The key without signs at which a peer would cut it, and without capitals, which it would not tell from small letters."""
    return _UNSAFE.sub("_", "".join(f"{sign.lower()}9" if sign.isupper() else sign for sign in key))
