"""The widget for everything that is said in languages: a block of texts for each language, and further titles in rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, ClassVar

from catalogue.languages.marking import _
from catalogue.records import Record, Text, Title
from catalogue.records.rules import cleaned
from catalogue.web.desk.form.reading import Fields, Reader, line
from catalogue.web.desk.form.rows import Column, Rows, next_row, rows_in

ORIGINAL, TRANSLATED = "original", "human"
BLOCK = "blocks"


@dataclass(frozen=True)
class Kind:
    """One kind of text: its name in the form, the field of the record, and the lines it is offered; `is_rare` ones stand folded
    away while they are empty."""

    name: str
    field: str
    lines: int
    is_rare: bool = False


@dataclass(frozen=True)
class Texts:
    """Titles and other texts by language, that of the main title first."""

    kinds: tuple[Kind, ...]
    field: str = "titles"
    macro: ClassVar[str] = "texts"

    @property
    def further(self) -> Rows:
        """The rows of further titles."""
        return TITLES

    def write(self, record: Record) -> Iterator[tuple[str, str]]:
        for place, block in enumerate(self._blocks(record)):
            yield from self.block(place, block)
        for place, title in enumerate(further(record.titles)):
            yield from TITLES.row(place, TITLES.cells(title))

    def read(self, fields: Fields, before: Record, reader: Reader) -> dict[str, Any]:
        values: dict[str, Any] = {"titles": self._titles(fields, before)}
        for kind in self.kinds[1:]:
            texts = (self._text(fields, place, kind) for place in self.places(fields))
            held = getattr(before, kind.field)
            values[kind.field] = tuple(_as_it_was(text, held) for text in texts if text.value)
        return values

    def block(self, place: int, block: dict[str, str]) -> Iterator[tuple[str, str]]:
        """The fields of one language."""
        yield self.name(place, "language"), block["language"]
        for kind in self.kinds:
            yield self.name(place, kind.name), block.get(kind.name, "")
            yield self.name(place, f"{kind.name}_origin"), block.get(f"{kind.name}_origin", ORIGINAL)

    def add(self, fields: Fields, language: str) -> None:
        """One more language, in which things are translated when there is one already."""
        place = next_row(fields, BLOCK)
        origin = TRANSLATED if place else ORIGINAL
        block = {"language": language, **{f"{kind.name}_origin": origin for kind in self.kinds}}
        for name, value in self.block(place, block):
            fields.add(name, value)

    def name(self, place: int, what: str) -> str:
        """What a field of a language is called."""
        return f"{BLOCK}-{place}-{what}"

    def places(self, fields: Fields) -> list[int]:
        """The numbers of the blocks there are."""
        return rows_in(fields, BLOCK)

    def is_folded(self, fields: Fields, place: int) -> bool:
        """True when all rare texts of a block are empty."""
        return not any(fields.get(self.name(place, kind.name)) for kind in self.kinds if kind.is_rare)

    def _blocks(self, record: Record) -> Iterator[dict[str, str]]:
        by_kind: dict[str, Sequence[Text]] = {"title": _in_blocks(record.titles)}
        by_kind |= {kind.name: getattr(record, kind.field) for kind in self.kinds[1:]}
        for language in dict.fromkeys(text.language for texts in by_kind.values() for text in texts):
            columns = ([text for text in texts if text.language == language] for texts in by_kind.values())
            for row in zip_longest(*columns):
                block = {"language": language}
                for name, text in zip(by_kind, row, strict=True):
                    block |= {name: text.value, f"{name}_origin": text.origin} if text else {}
                yield block

    def _text(self, fields: Fields, place: int, kind: Kind) -> Text:
        origin = fields.get(self.name(place, f"{kind.name}_origin")) or ORIGINAL
        value = cleaned(fields.get(self.name(place, kind.name)) or "")
        return Text(value, line(fields.get(self.name(place, "language"))), origin)

    def _titles(self, fields: Fields, before: Record) -> tuple[Title, ...]:
        found: list[Title] = []
        for place in self.places(fields):
            text = self._text(fields, place, self.kinds[0])
            if text.value:
                found.append(Title(line(text.value), text.language, text.origin, kind="parallel" if found else "main"))
        rows = TITLES.read(fields, before, Reader({}))["titles"]
        return tuple(_as_it_was(title, before.titles) for title in (*found, *rows))


TITLES = Rows(
    "titles",
    (
        Column("value", _("Title")),
        Column("language", _("Language (code, such as uk-Latn)")),
        Column("kind", _("Which title"), "title_kinds", preset="alternative"),
        Column("origin", _("This text is"), "origins", preset=ORIGINAL),
    ),
    vars,
    lambda cells, reader: Title(**cells) if cells["value"] else None,
    _("Add a title"),
)


def further(titles: tuple[Title, ...]) -> list[Title]:
    """The titles that stand in rows: names beside the one in each language."""
    in_blocks = _in_blocks(titles)
    return [each for each in titles if each not in in_blocks]


def _in_blocks(titles: tuple[Title, ...]) -> list[Title]:
    """The first title a thing goes by in each language."""
    found: dict[str, Title] = {}
    for title in titles:
        if title.is_principal:
            found.setdefault(title.language, title)
    return list(found.values())


def _as_it_was(text: Any, before: tuple[Any, ...]) -> Any:
    """The text with the source it was made from, when nobody has touched it."""
    same = (each for each in before if replace(each, made_from="") == text)
    return next(same, text)
