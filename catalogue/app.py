"""The application put together: settings, database, index, searching and the doors."""

import atexit
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from catalogue import health, texts
from catalogue.cataloguing import IMPORTED_SUFFIXES
from catalogue.cataloguing.batches import Batches
from catalogue.cataloguing.checking import Checking
from catalogue.cataloguing.copies import Copies
from catalogue.cataloguing.copying import Copying
from catalogue.cataloguing.drafting import Drafts
from catalogue.cataloguing.duplicates import Duplicates
from catalogue.cataloguing.editing import Editing
from catalogue.cataloguing.files import Files
from catalogue.cataloguing.kiosks import Kiosks
from catalogue.cataloguing.links import Links
from catalogue.cataloguing.merging import Merging
from catalogue.cataloguing.notes import Notes
from catalogue.cataloguing.outside import Outside
from catalogue.cataloguing.proposing import Proposing
from catalogue.cataloguing.staff import Staff
from catalogue.cataloguing.tally import Tally
from catalogue.cataloguing.translating import Translating
from catalogue.cataloguing.workroom import Workroom
from catalogue.discovery import Coverage, Indexer, Naming, Reading, Search
from catalogue.discovery.entries import FACETS
from catalogue.exchange.openid import OpenId
from catalogue.languages import DESK_INTERFACES, INTERFACES, Interface
from catalogue.settings import Settings, home, load, part
from catalogue.storage import Database, DatabaseFailure, failure_in_words
from catalogue.web import current, desk, errors, frame, guard, interop, kiosk, language, maps, public
from catalogue.web.desk.workplace import Workplace
from catalogue.web.kiosk.device import ReadingRooms
from catalogue.web.pace import Pace
from catalogue.web.rendered import Rendered
from index import Index

WORDS = "words.csv"
"""The spreadsheet of everyday words in the vocabulary's folder."""


ARRIVALS = "arrivals"
"""The folder of the instance where files wait to be imported."""

NOTES_OF_ONE = "5 per 10 minutes"
"""Notes one address may leave; a whole reading room may have the same."""

SLIPS_OF_ONE = "6 per 2 minutes"
"""Slips of paper one kiosk may print."""

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
    tally: Tally
    coverage: Coverage

    def is_untouched(self) -> bool:
        """True of a catalogue in which nothing was ever written."""
        with self.database.reading() as unit:
            return unit.log.head() == 0

    def close(self) -> None:
        """Give back what is held open."""
        self.tally.close()
        self.database.close()


def open_catalogue(settings: Settings) -> Catalogue:
    """The parts of the catalogue in an instance folder, whatever its state."""
    database = Database(settings.database_url)
    index = Index(settings.index_folder, FACETS)
    search = Search(database, index, part("vocabulary") / WORDS)
    return Catalogue(
        settings,
        database,
        Indexer(database, index),
        search,
        Reading(database),
        Tally(database, settings.secret_key, settings.searches),
        Coverage(index),
    )


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
        kept = None if database.is_empty() else Copies(database, settings.backup_folder).keep("before-migration")
        database.migrate()
        return kept
    finally:
        database.close()


def create_app(
    catalogue: Catalogue | None = None,
    interfaces: tuple[Interface, ...] = INTERFACES,
    find: Callable[[int], bool] | None = None,
) -> Flask:
    """The web application of one catalogue (that of the instance folder when none is given), in these languages.

    It follows no change log by itself: `catalogue serve` does, and gives with `find` what waits until a change can be found;
    beside another server `catalogue index follow` does.
    """
    if catalogue is None:
        catalogue = open_current(load(home()))
        atexit.register(catalogue.close)
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
        catalogue.tally,
        Files(catalogue.database),
        Rendered(),
        street_tiles(catalogue.settings),
        catalogue.settings.address,
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
    kiosk.install(app, ReadingRooms(_kiosks(catalogue, interfaces), Pace(SLIPS_OF_ONE)))
    desk.install(app, make_workplace(catalogue, interfaces, find or catalogue.indexer.has_read), DatabaseFailure)
    return app


def make_workplace(catalogue: Catalogue, interfaces: tuple[Interface, ...], find: Callable[[int], bool]) -> Workplace:
    """The desk of a catalogue, in those of the interface languages that librarians speak."""
    workroom = Workroom(catalogue.database)
    return Workplace(
        Staff(catalogue.database),
        workroom,
        Drafts(catalogue.database),
        Proposing(catalogue.database, workroom),
        Translating(catalogue.database),
        Outside(catalogue.database),
        Batches(catalogue.database, catalogue.settings.home / ARRIVALS, IMPORTED_SUFFIXES),
        Duplicates(catalogue.database),
        Merging(catalogue.database),
        Editing(catalogue.database),
        Links(catalogue.database),
        _kiosks(catalogue, interfaces),
        Files(catalogue.database),
        Copying(catalogue.settings.lookups),
        Copies(catalogue.database, catalogue.settings.backup_folder),
        Checking(catalogue.database, workroom, timedelta(days=int(catalogue.settings.recheck_days))),
        Notes(catalogue.database),
        Naming(catalogue.database),
        catalogue.tally,
        catalogue.coverage,
        tuple(each for each in interfaces if each in DESK_INTERFACES or each.is_invented),
        identity_provider(catalogue.settings),
        find,
    )


def _kiosks(catalogue: Catalogue, interfaces: tuple[Interface, ...]) -> Kiosks:
    return Kiosks(catalogue.database, tuple(each.code for each in interfaces))


def identity_provider(settings: Settings) -> OpenId | None:
    """Where staff may sign in elsewhere, if the administrator has set it and it can be used; the doctor says why it cannot."""
    fault = health.fault_of_sign_in(settings)
    if fault:
        _log.warning("%s", fault)
    return OpenId(settings.sign_in, settings.client_secret()) if settings.sign_in and not fault else None


def street_tiles(settings: Settings) -> current.Tiles | None:
    """The street tiles of maps, if the administrator set any."""
    return current.Tiles(settings.map_tiles, settings.map_attribution) if settings.map_tiles else None


def health_answer(catalogue: Catalogue) -> tuple[dict[str, object], bool]:
    """The health of the catalogue for machines, and whether it can serve."""
    findings = health.examine(catalogue.settings, catalogue.database, catalogue.indexer)
    is_well = health.is_serviceable(findings)
    return {"is_well": is_well, "findings": [asdict(finding) for finding in findings]}, is_well
