"""A catalogue with the demonstration records, loaded once and only read, behind the inspecting client."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from catalogue import cataloguing
from catalogue.app import Catalogue, create_app, open_current, prepare
from catalogue.languages import ACCENTED, INTERFACES, MIRRORED
from catalogue.settings import Settings, part
from tests.inspecting import Client


@pytest.fixture(scope="session", autouse=True)
def templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Several hundred tests make an application of their own: each would compile every template it shows."""
    compiled = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": compiled})
        yield


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The demonstration catalogue."""
    settings = Settings(tmp_path_factory.mktemp("instance"))
    prepare(settings)
    catalogue = open_current(settings)
    cataloguing.import_file(catalogue.database, part("vocabulary") / "topics.csv", "test")
    imported = cataloguing.import_file(catalogue.database, part("demo") / "demonstration.csv", "test")
    assert not imported.refusals
    catalogue.indexer.rebuild()
    yield catalogue
    catalogue.close()


@pytest.fixture(scope="session")
def app(demonstration: Catalogue) -> Flask:
    """The application in all languages, the invented ones too."""
    app = create_app(demonstration, (*INTERFACES, ACCENTED, MIRRORED))
    app.testing = False
    return app


@pytest.fixture
def client(app: Flask) -> Client:
    """The inspecting client."""
    return Client(app)


@pytest.fixture(scope="session")
def demonstration_keys(demonstration: Catalogue) -> list[str]:
    """The keys of all its resources, in order."""
    with demonstration.database.reading() as unit:
        return [record.key for record in unit.records.of_type("resource")]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that every empty catalogue is copied from."""
    settings = Settings(tmp_path_factory.mktemp("prepared") / "instance")
    prepare(settings)
    return settings.home


@pytest.fixture
def instance(prepared: Path, tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue of one's own."""
    shutil.copytree(prepared, tmp_path / "instance")
    catalogue = open_current(Settings(tmp_path / "instance"))
    yield catalogue
    catalogue.close()
