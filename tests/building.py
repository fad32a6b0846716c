"""Small records for tests: published, in Latvian, true to the trade; every field can be given."""

from datetime import datetime
from pathlib import Path
from typing import Any

from catalogue.records import Branch, Event, Initiative, Organisation, Place, Resource, Text, Title, Topic
from index import Entry, Index, ReadTo


def a_title(value: str = "Grāmata", language: str = "lv", **given: Any) -> Title:
    """A title as on the thing."""
    return Title(value, language, **given)


def a_text(value: str = "Par ko tas ir.", language: str = "lv", **given: Any) -> Text:
    """An original text."""
    return Text(value, language, **given)


def a_resource(**given: Any) -> Resource:
    """A published book with a title."""
    return Resource(**{"key": "book", "status": "published", "titles": (a_title(),), **given})


def a_topic(**given: Any) -> Topic:
    """A published topic with a label."""
    return Topic(**{"key": "topic", "status": "published", "titles": (a_title("Valoda"),), **given})


def a_branch(**given: Any) -> Branch:
    """A published library in a town."""
    defaults = {"key": "liepaja", "status": "published", "titles": (a_title("Liepājas bibliotēka"),)}
    return Branch(**{**defaults, "place": Place(town="Liepāja", country="LV"), **given})


def an_organisation(**given: Any) -> Organisation:
    """A published association."""
    defaults = {"key": "association", "status": "published", "titles": (a_title("Biedrība"),)}
    return Organisation(**{**defaults, "kind": "association", **given})


def an_initiative(**given: Any) -> Initiative:
    """A published language café."""
    defaults = {"key": "cafe", "status": "published", "titles": (a_title("Valodas kafejnīca"),)}
    return Initiative(**{**defaults, "place": Place(town="Liepāja", country="LV"), **given})


def an_event(**given: Any) -> Event:
    """A published event one spring evening."""
    defaults = {"key": "party", "status": "published", "titles": (a_title("Svētki"),)}
    return Event(**{**defaults, "starts": datetime(2027, 3, 24, 17, 30), **given})


def an_entry(title: str = "Grāmata", language: str = "lv", **given: Any) -> Entry:
    """A book as the index files it: with a title in one language."""
    return Entry(**{"key": "book", "kind": "book", "texts": ((language, "title", title),), **given})


def an_index(path: Path, *entries: Entry, facets: tuple[str, ...] = ("kind", "level", "topic")) -> Index:
    """An index in a folder, just built from these entries."""
    index = Index(path, facets)
    index.writer.rebuild(entries, ReadTo("log", 1))
    return index
