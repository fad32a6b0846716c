"""Families of columns: one field of a record in many languages, a column for each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from catalogue.exchange import cells
from catalogue.exchange.cells import ERASE
from catalogue.exchange.columns import with_field
from catalogue.records import Resource, Text, Title
from catalogue.records.rules import cleaned
from catalogue.records.text import fingerprint, in_order, with_one_main


@dataclass(frozen=True)
class Family:
    """Columns of one field in many languages: `summary@uk`, with `summary_origin@uk` and `summary_from@uk` beside it."""

    name: str
    path: str

    def texts(self, record: Any) -> tuple[Text, ...]:
        """The texts of the record that these columns hold."""
        holder: Any = record
        for part in self.path.split("."):
            holder = getattr(holder, part) if holder is not None else ()
        return tuple(holder or ())

    def cells(self, record: Any) -> dict[str, str]:
        """The cells for a record: `_origin` and `_from` only where a reader of the rest would assume another."""
        found: dict[str, str] = {}
        texts = tuple(sorted(self.texts(record), key=lambda text: column_place(text.language)))
        for text in texts:
            found[f"{self.name}@{text.language}"] = text.value
        for text, assumed in zip(texts, self._assumed(record, texts), strict=True):
            if text.origin != assumed.origin:
                found[f"{self.name}_origin@{text.language}"] = text.origin
            if text.made_from != assumed.made_from:
                found[f"{self.name}_from@{text.language}"] = text.made_from or ERASE
        return found

    def applied(self, record: Any, given: Mapping[str, str]) -> Any:
        """The record with the texts of these cells; `given` maps column names to cells that are not empty."""
        if not any(name.split("@")[0] in self.columns for name in given):
            return record
        kept = {text.language: text for text in self.texts(record)}
        fresh = []
        for name, cell in given.items():
            head, _, language = name.partition("@")
            if head == self.name:
                value = cleaned(cell)
                if cell == ERASE:
                    kept.pop(language, None)
                elif language not in kept or kept[language].value != value:
                    kept[language] = self._text(value, language)
                    fresh.append(language)
        texts = tuple(kept.values())
        if fresh:
            assumed = self._assumed(record, texts)
            texts = tuple(a if t.language in fresh else t for t, a in zip(texts, assumed, strict=True))
        return self._with(record, tuple(self._with_said(text, given) for text in texts))

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the columns, before the `@`."""
        return (self.name, f"{self.name}_origin", f"{self.name}_from")

    def _text(self, value: str, language: str) -> Text:
        return Text(value, language)

    def _assumed(self, record: Any, texts: tuple[Text, ...]) -> tuple[Text, ...]:
        """The texts with the origins a reader would assume: one original, the others made from it by people."""
        if not texts:
            return ()
        originals = self._assumed_originals(record, texts)
        source = originals[0]
        return tuple(
            replace(text, origin="original", made_from="")
            if text in originals
            else replace(text, origin="human", made_from=fingerprint(source.value))
            for text in texts
        )

    def _assumed_originals(self, record: Any, texts: tuple[Text, ...]) -> list[Text]:
        return [texts[0]]

    def _with_said(self, text: Text, given: Mapping[str, str]) -> Text:
        origin = given.get(f"{self.name}_origin@{text.language}", "")
        made_from = given.get(f"{self.name}_from@{text.language}", "")
        if origin:
            text = replace(text, origin=origin, made_from="" if origin == "original" else text.made_from)
        if made_from:
            text = replace(text, made_from="" if made_from == ERASE else made_from)
        return text

    def _with(self, record: Any, texts: tuple[Text, ...]) -> Any:
        return with_field(record, self.path.split("."), "", lambda _: in_order(texts))


_MAIN = "main"
"""What `title_origin@…` says of the main title when a reader of the rest would assume another."""


@dataclass(frozen=True)
class TitleFamily(Family):
    """Main and parallel titles: a title in a language the thing is in is an original one."""

    def texts(self, record: Any) -> tuple[Text, ...]:
        return tuple(title for title in record.titles if title.is_principal)

    def _text(self, value: str, language: str) -> Text:
        return Title(value, language)

    def _assumed_originals(self, record: Any, texts: tuple[Text, ...]) -> list[Text]:
        of_the_thing = record.languages if isinstance(record, Resource) else ()
        return [text for text in texts if text.language in of_the_thing] or [texts[0]]

    def cells(self, record: Any) -> dict[str, str]:
        found = super().cells(record)
        titles = sorted(self.texts(record), key=lambda text: column_place(text.language))
        assumed = next((title for title in titles if not title.is_translation), titles[0] if titles else None)
        for title in titles:
            if isinstance(title, Title) and title.kind == "main" and title is not assumed:
                origin = f"{title.origin} {_MAIN}" if title.is_translation else _MAIN
                found[f"{self.name}_origin@{title.language}"] = origin
        return found

    def _with_said(self, text: Text, given: Mapping[str, str]) -> Text:
        column = f"{self.name}_origin@{text.language}"
        said = given.get(column, "")
        is_main = said.endswith(_MAIN)
        if is_main:
            given = {**given, column: said.removesuffix(_MAIN).strip() or "original"}
        text = super()._with_said(text, given)
        return Title(text.value, text.language, text.origin, text.made_from, "main" if is_main else "parallel")

    def _with(self, record: Any, texts: tuple[Text, ...]) -> Any:
        others = tuple(title for title in record.titles if not title.is_principal)
        titles = tuple(text for text in texts if isinstance(text, Title))
        return replace(record, titles=in_order(with_one_main(titles) + others))


@dataclass(frozen=True)
class NameFamily(Family):
    """Alternative or romanised titles: several a language, without origins."""

    kind: str = "alternative"

    def texts(self, record: Any) -> tuple[Text, ...]:
        return tuple(title for title in record.titles if title.kind == self.kind)

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.name,)

    def cells(self, record: Any) -> dict[str, str]:
        by_language: dict[str, list[str]] = {}
        for text in self.texts(record):
            by_language.setdefault(text.language, []).append(text.value)
        return {f"{self.name}@{language}": cells.join(values) for language, values in by_language.items()}

    def applied(self, record: Any, given: Mapping[str, str]) -> Any:
        titles = list(record.titles)
        for name, cell in given.items():
            head, _, language = name.partition("@")
            if head == self.name:
                titles = [t for t in titles if (t.kind, t.language) != (self.kind, language)]
                values = () if cell == ERASE else cells.split(cell)
                titles += [Title(cleaned(value), language, kind=self.kind) for value in values]
        return replace(record, titles=in_order(titles))


def column_place(language: str) -> tuple[int, str]:
    """Where a language's columns stand in an exported sheet: Latvian, English, then by code."""
    return {"lv": 0, "en": 1}.get(language, 2), language
