"""A text is a value with its language and where it comes from; a translation remembers what it was made from."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from catalogue.records.codes import TITLE_KINDS


@dataclass(frozen=True)
class Text:
    """A value in one language (BCP 47). `made_from` is the fingerprint of the text a translation was made from."""

    value: str
    language: str
    origin: str = "original"
    made_from: str = ""

    @property
    def is_translation(self) -> bool:
        return self.origin != "original"


@dataclass(frozen=True)
class Title(Text):
    """A name of the thing: main (as on it), parallel (in another language), alternative or romanised."""

    kind: str = "main"

    @property
    def is_principal(self) -> bool:
        """True of the titles a thing goes by, main and parallel; the others are further names of it."""
        return self.kind in ("main", "parallel")


AnyText = TypeVar("AnyText", bound=Text)


def fingerprint(value: str) -> str:
    """Sixteen hexadecimal digits that change whenever the text does."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def original(texts: Iterable[AnyText]) -> AnyText | None:
    """The text the others were translated from: the first original one."""
    return next((text for text in texts if not text.is_translation), None)


def is_outdated(text: Text, texts: Iterable[Text]) -> bool:
    """True of a translation whose source has been edited since it was made: no original says what it was made from."""
    if not (text.is_translation and text.made_from):
        return False
    sources = {fingerprint(each.value) for each in texts if not each.is_translation}
    return bool(sources) and text.made_from not in sources


def translated(value: str, language: str, source: Text, origin: str = "human") -> Text:
    """A translation of `source` as it stands now."""
    return Text(value, language, origin, fingerprint(source.value))


def pick(texts: Sequence[AnyText], languages: Sequence[str]) -> AnyText | None:
    """The text in the first of `languages` that has one, else the original, else the first there is.

    A language also stands for its regional and script variants (`uk` finds `uk-Latn` when there is no `uk`).
    """
    for language in languages:
        for text in texts:
            if text.language == language:
                return text
        for text in texts:
            if text.language.split("-")[0] == language.split("-")[0]:
                return text
    return original(texts) or (texts[0] if texts else None)


def restamped(texts: Iterable[AnyText], earlier: Iterable[AnyText] = ()) -> tuple[AnyText, ...]:
    """The same texts, every translation that names no source declared to be made from one: from the original of the `earlier`
    texts when it stood among them, else from the present one."""
    kept, before = tuple(texts), tuple(earlier)
    standing = {(text.language, text.value) for text in before}
    old, new = original(before), original(kept)

    def stamped(text: AnyText) -> AnyText:
        source = old if (text.language, text.value) in standing else new
        if source is None or not text.is_translation or text.made_from:
            return text
        return replace(text, made_from=fingerprint(source.value))

    return tuple(stamped(text) for text in kept)


def with_one_main(titles: Iterable[Title]) -> tuple[Title, ...]:
    """The same titles, just one of the originals the main one (the first that says so, else the first), the others
    parallel; alternative and romanised ones stay what they are."""
    kept = tuple(titles)
    named = [title for title in kept if title.is_principal]
    originals = [title for title in named if not title.is_translation] or named
    main = next((title for title in originals if title.kind == "main"), originals[0] if originals else None)
    return tuple(
        replace(title, kind="main" if title is main else "parallel") if title.is_principal else title for title in kept
    )


def in_order(texts: Iterable[AnyText]) -> tuple[AnyText, ...]:
    """The one order texts are kept in: by kind of title, originals first, then by language."""
    return tuple(sorted(texts, key=_place))


def _place(text: Text) -> tuple[int, bool, str]:
    kind = TITLE_KINDS.index(text.kind) if isinstance(text, Title) and text.kind in TITLE_KINDS else 0
    return kind, text.is_translation, text.language
