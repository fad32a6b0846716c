"""What a button of the form does to its fields: one more language, row or section, or a section moved up."""

from collections.abc import Callable, Iterator

from catalogue.web.desk.form.layouts import LAYOUTS
from catalogue.web.desk.form.reading import Fields
from catalogue.web.desk.form.rows import Rows, next_row
from catalogue.web.desk.form.sections import Sections
from catalogue.web.desk.form.texts import Texts
from catalogue.web.desk.form.widgets import Widget

LONGEST_PLACE = 4
"""Digits of the number of a section."""


def add(type: str, fields: Fields, what: str, languages: Callable[[str], tuple[str, ...]]) -> None:
    """One more of what a button says; `languages` are the codes that the typed name of a language can mean."""
    if what == "language":
        for language in languages(fields.get("new-language", ""))[:1]:
            add_language(type, fields, language)
    else:
        add_row(type, fields, what)


def add_language(type: str, fields: Fields, language: str) -> None:
    """Texts in one more language."""
    next(widget for widget in _widgets(type) if isinstance(widget, Texts)).add(fields, language)


def add_row(type: str, fields: Fields, what: str) -> None:
    """One more row, or section, of a field."""
    for widget in _widgets(type):
        rows = widget.further if isinstance(widget, Texts) else widget
        if isinstance(rows, Rows) and rows.field == what:
            for name, value in rows.row(next_row(fields, what), {}):
                fields.add(name, value)
        elif isinstance(rows, Sections) and rows.field == what:
            rows.add(fields)


def move_up(type: str, fields: Fields, place: str) -> None:
    """Let the section with this number change places with the one before it."""
    for widget in _widgets(type):
        if isinstance(widget, Sections) and place.isascii() and place.isdigit() and len(place) <= LONGEST_PLACE:
            widget.move_up(fields, int(place))


def _widgets(type: str) -> Iterator[Widget]:
    return (widget for section in LAYOUTS[type] for widget in section.widgets)
