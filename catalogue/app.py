"""The application put together: settings, database, index, searching and the doors."""

import logging
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from catalogue import backup, health, texts
from catalogue.cataloguing.notes import Notes
from catalogue.discovery import Indexer, Reading, Search
from catalogue.discovery.entries import FACETS
from catalogue.languages import INTERFACES, Interface
from catalogue.settings import Settings, home, load, part
from catalogue.storage import Database, DatabaseFailure, failure_in_words
from catalogue.web import current, errors, frame, guard, interop, language, maps, public
from catalogue.web.pace import Pace
from index import Index

WORDS = "words.csv"
"""The spreadsheet of everyday words in the vocabulary's folder."""


NOTES_OF_ONE = "5 per 10 minutes"
"""Notes one address may leave; a whole reading room may have the same."""

_log = logging.getLogger(__name__)


class NotReady(Exception):
    """The catalogue cannot be used as it is; the text says what to do."""


@dataclass(frozen=True)
class Catalogue:
    """One catalogue with its parts wired together."""

    settings: Settings
    database: Database
    indexer: Indexer
    search: Search
    reading: Reading

    def is_untouched(self) -> bool:
        """True of a catalogue in which nothing was ever written."""
        with self.database.reading() as unit:
            return unit.log.head() == 0

    def close(self) -> None:
        """Give back what is held open."""
        self.database.close()


def open_catalogue(settings: Settings) -> Catalogue:
    """The parts of the catalogue in an instance folder, whatever its state."""
    database = Database(settings.database_url)
    index = Index(settings.index_folder, FACETS)
    search = Search(database, index, part("vocabulary") / WORDS)
    return Catalogue(settings, database, Indexer(database, index), search, Reading(database))


def open_current(settings: Settings) -> Catalogue:
    """The catalogue, ready to be used.

    Raises:
        NotReady: its tables are not those of this version.
    """
    catalogue = open_catalogue(settings)
    if not catalogue.database.is_current():
        raise NotReady("The catalogue was made by an older version, or not finished. Run: catalogue init")
    return catalogue


def prepare(settings: Settings) -> Path | None:
    """Make the catalogue's tables, or bring them to this version; returns the backup made before, if one was needed.

    Raises:
        NewerCatalogue: a later version of Tilts has written it.
    """
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.secret_key()
    database = Database(settings.database_url)
    try:
        if database.is_current():
            return None
        kept = None if database.is_empty() else backup.keep_copy(settings, database, "migration")
        database.migrate()
        return kept
    finally:
        database.close()


def create_app(catalogue: Catalogue | None = None, interfaces: tuple[Interface, ...] = INTERFACES) -> Flask:
    """The web application of one catalogue (that of the instance folder when none is given), in these languages.

    It follows no change log by itself: `catalogue serve` does, and beside another server `catalogue index follow`.
    """
    catalogue = catalogue or open_current(load(home()))
    app = Flask(
        "catalogue",
        template_folder=str(part("templates")),
        static_folder=str(Path(__file__).parent / "static"),
    )
    app.secret_key = catalogue.settings.secret_key()
    app.jinja_env.undefined = StrictUndefined
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.extensions[current.EXTENSION] = current.Served(
        catalogue.settings.name,
        interfaces,
        catalogue.search,
        catalogue.reading,
        lambda: health_answer(catalogue),
        partial(texts.written, catalogue.settings.home),
        Notes(catalogue.database),
        Pace(NOTES_OF_ONE),
        street_tiles(catalogue.settings),
    )
    for fault in texts.faults(catalogue.settings.home):
        _log.warning("%s", fault)
    if catalogue.settings.is_behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(app)
    language.install(app, interfaces)
    guard.install(app, catalogue.settings.hosts)
    frame.install(app)
    maps.install(app)
    errors.install(app, DatabaseFailure, failure_in_words)
    app.register_blueprint(public.blueprint(tuple(each.code for each in interfaces)))
    app.register_blueprint(interop.door)
    return app


def street_tiles(settings: Settings) -> current.Tiles | None:
    """The street tiles of maps, if the administrator set any."""
    return current.Tiles(settings.map_tiles, settings.map_attribution) if settings.map_tiles else None


def health_answer(catalogue: Catalogue) -> tuple[dict[str, object], bool]:
    """The health of the catalogue for machines, and whether it can serve."""
    findings = health.examine(catalogue.settings, catalogue.database, catalogue.indexer)
    is_well = health.is_serviceable(findings)
    return {"is_well": is_well, "findings": [asdict(finding) for finding in findings]}, is_well
