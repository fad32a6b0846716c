"""Exporting the whole catalogue to a file, drafts and withdrawn records included; its published topics as a thesaurus; its
published resources in a form of library systems; or just the records somebody has found."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from catalogue.cataloguing.deliveries import as_kept
from catalogue.exchange import Unreadable, citations, dublin_core, json_lines, marc, mods, skos, spreadsheet
from catalogue.records import RECORD_TYPES, Record, Resource, Topic
from catalogue.records.codes import STATUSES
from catalogue.storage import Database, Unit
from index import fold

LIBRARY_SUFFIXES = (mods.SUFFIX, dublin_core.SUFFIX, *marc.SUFFIXES)
"""Endings of the forms that have only resources."""


def export_file(database: Database, path: Path) -> int:
    """Write every record to a CSV, XLSX or JSONL file, the published topics to a Turtle or JSON-LD one, or the published
    resources as MARC 21 (binary or XML), MODS or Dublin Core; returns their number.

    Raises:
        Unreadable: another format, or a text too long for it.
    """
    with database.reading() as unit:

        def of_type(*types: str) -> Iterable[Record]:
            return unit.records.of_type(*types, statuses=STATUSES)

        name = path.name.lower()
        if path.suffix.lower() == json_lines.SUFFIX:
            in_order = (record for name in _NAMED_FIRST for record in of_type(name))
            return json_lines.write(path, in_order)
        if path.suffix.lower() in spreadsheet.SUFFIXES:
            return spreadsheet.write(path, of_type)
        if path.suffix.lower() in skos.SUFFIXES:
            return skos.write(path, _topics(unit).values())
        if name.endswith(LIBRARY_SUFFIXES):
            return _write_resources(unit, path, _resources(unit))
    raise Unreadable(
        f"{path.name}: the ending must be .csv, .xlsx or .jsonl; for resources alone .mrc, .xml, .marcxml, .mods.xml or .dc.xml;"
        " or for topics as a thesaurus .ttl or .jsonld."
    )


def export_found(database: Database, path: Path, keys: Sequence[str], address_of: Callable[[Resource], str]) -> int:
    """Write the records under these keys, whatever their status, to a CSV or XLSX file; or those that are resources as MARC 21
    (binary or XML), MODS, Dublin Core, BibTeX or RIS. `address_of` gives the page a citation leads to. Returns their number.

    Raises:
        Unreadable: another format, or a text too long for it.
    """
    with database.reading() as unit:
        held = unit.records.get_many(keys)
        found = [held[key] for key in dict.fromkeys(keys) if key in held]
        if path.suffix in spreadsheet.SUFFIXES:
            return spreadsheet.write(path, lambda type_: [each for each in found if each.type == type_])
        resources = [each for each in found if isinstance(each, Resource)]
        if path.suffix in citations.SUFFIXES:
            return citations.write(path, resources, address_of)
        return _write_resources(unit, path, resources)


def _write_resources(unit: Unit, path: Path, resources: Iterable[Resource]) -> int:
    """Write resources in a form of library systems.

    Raises:
        Unreadable: another format, or a record too long for it.
    """
    topics, name = _topics(unit), path.name.lower()
    if name.endswith(mods.SUFFIX):
        return mods.write(path, resources, topics)
    if name.endswith(dublin_core.SUFFIX):
        return dublin_core.write(path, resources, topics)
    if path.suffix.lower() not in marc.SUFFIXES:
        raise Unreadable(f"{path.name}: there is no such form of resources.")
    labels = {fold(title.value): topic.key for topic in topics.values() for title in topic.titles}
    types = {record.key: record.type for record in unit.records.of_type("topic", "branch", statuses=STATUSES)}
    return marc.write(path, resources, topics, partial(as_kept, labels=labels, types=types))


def _resources(unit: Unit) -> Iterable[Resource]:
    return (each for each in unit.records.of_type(Resource.type) if isinstance(each, Resource))


def _topics(unit: Unit) -> dict[str, Topic]:
    return {each.key: each for each in unit.records.of_type(Topic.type) if isinstance(each, Topic)}


_NAMED_FIRST = tuple(sorted(RECORD_TYPES, key=lambda name: name not in ("topic", "organisation", "branch")))
"""Types in the order an import wants them: what others name comes first."""
