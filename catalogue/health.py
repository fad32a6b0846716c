"""Whether the catalogue is well: database, index against the log, free disk, optional parts. For `/healthz` and `doctor`."""

import shutil
from dataclasses import dataclass

from catalogue import texts
from catalogue.discovery import Indexer
from catalogue.exchange.openid import is_installed
from catalogue.languages import has_icu
from catalogue.settings import BadSettings, Settings
from catalogue.storage import Database, DatabaseFailure, NewerCatalogue, failure_in_words
from index import IndexUnusable

LEAST_FREE = 0.10
"""Share of the disk below which there is a warning."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `state` is `ok`, `warning` (works, but look at it) or `broken`."""

    name: str
    state: str
    sentence: str


def examine(settings: Settings, database: Database, indexer: Indexer) -> tuple[Finding, ...]:
    """Look at every part; nothing is changed."""
    found = _database(database)
    if found.state == "ok":
        return (found, _index(indexer), _texts(settings), _disk(settings), _icu(), *_sign_in(settings))
    return (found, _texts(settings), _disk(settings), _icu(), *_sign_in(settings))


def is_serviceable(findings: tuple[Finding, ...]) -> bool:
    """True while nothing is broken."""
    return all(finding.state != "broken" for finding in findings)


def fault_of_sign_in(settings: Settings) -> str:
    """Why nobody can sign in at the identity provider that was set; empty when they can, or none was."""
    if settings.sign_in is None:
        return ""
    if not is_installed():
        return "Signing in elsewhere is set up, but its libraries are not installed: install requirements-oidc.txt."
    try:
        settings.client_secret()
    except BadSettings as fault:
        return str(fault)
    return ""


def _database(database: Database) -> Finding:
    try:
        if not database.is_current():
            return Finding("database", "broken", "The tables are older than this version. Run: catalogue init")
        with database.reading() as unit:
            count = sum(unit.records.counts().values())
    except NewerCatalogue as newer:
        return Finding("database", "broken", str(newer))
    except DatabaseFailure as failure:
        return Finding("database", "broken", failure_in_words(failure))
    return Finding("database", "ok", f"The database answers and holds {count} records.")


def _index(indexer: Indexer) -> Finding:
    try:
        read_to, head = indexer.position()
    except IndexUnusable as reason:
        return Finding(
            "index",
            "warning",
            f"Search works without its index: {reason}. It is rebuilt by itself while pages are served.",
        )
    if read_to < head:
        return Finding("index", "warning", f"The index has read the change log to {read_to} of {head}.")
    return Finding("index", "ok", f"The index has read the whole change log, to {head}.")


def _texts(settings: Settings) -> Finding:
    faults = texts.faults(settings.home)
    if faults:
        return Finding("texts", "warning", " ".join(faults))
    return Finding("texts", "ok", "The texts of the page about the catalogue can be shown.")


def _disk(settings: Settings) -> Finding:
    disk = shutil.disk_usage(settings.home)
    share = disk.free / disk.total
    sentence = f"{disk.free / 1e9:.1f} GB of the disk are free ({share:.0%})."
    return Finding("disk", "warning" if share < LEAST_FREE else "ok", sentence)


def _icu() -> Finding:
    if has_icu():
        return Finding("icu", "ok", "Lists are in each language's own alphabetical order (ICU).")
    return Finding("icu", "warning", "ICU is not installed: lists are ordered by simple tables of letters.")


def _sign_in(settings: Settings) -> tuple[Finding, ...]:
    """Said only where it was set; the provider itself is not asked."""
    if settings.sign_in is None:
        return ()
    fault = fault_of_sign_in(settings)
    said = f"Staff may sign in with {settings.sign_in.name}."
    return (Finding("sign-in", "warning" if fault else "ok", fault or said),)
