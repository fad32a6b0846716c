"""The plan of the house, held by a test: who may import whom, from us and from outside."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


OURS: dict[str, tuple[str, ...]] = {
    "index": (),
    "catalogue.records": (),
    "catalogue.languages": ("catalogue.records",),
    "catalogue.storage": ("catalogue.records",),
    "catalogue.exchange": ("catalogue.records", "catalogue.languages"),
    "catalogue.cataloguing": (
        "catalogue.records",
        "catalogue.languages",
        "catalogue.storage",
        "catalogue.exchange",
    ),
    "catalogue.discovery": ("catalogue.records", "catalogue.languages", "catalogue.storage", "index"),
    "catalogue.web": (
        "catalogue.records",
        "catalogue.languages",
        "catalogue.cataloguing",
        "catalogue.discovery",
        "catalogue.exchange",
    ),
    "catalogue.app": ("catalogue", "index"),
    "catalogue.health": ("catalogue", "index"),
    "catalogue.report": ("catalogue.cataloguing", "catalogue.languages"),
    "catalogue.server": (),
    "catalogue.settings": ("catalogue.records",),
    "catalogue.texts": ("catalogue.records",),
    "catalogue.cli": (
        "catalogue.app",
        "catalogue.cataloguing",
        "catalogue.discovery",
        "catalogue.exchange",
        "catalogue.health",
        "catalogue.languages",
        "catalogue.records",
        "catalogue.report",
        "catalogue.server",
        "catalogue.settings",
        "catalogue.storage",
        "catalogue.texts",
        "index",
    ),
    "catalogue.__main__": ("catalogue.cli",),
    "catalogue": (),
    "wsgi": ("catalogue.app",),
    "bench": ("catalogue", "index"),
}
"""What each part may import of ours, the longest name that fits counting; itself always."""

OUTSIDE: dict[str, tuple[str, ...]] = {
    "index": ("whoosh", "numpy", "regex", "Stemmer", "marisa_trie", "pymorphy3", "lemmauz", "anyascii", "rapidfuzz"),
    "catalogue.records": (),
    "catalogue.languages": ("babel", "icu"),
    "catalogue.storage": ("sqlalchemy", "alembic"),
    "catalogue.exchange": (
        "authlib",
        "babel",
        "defusedxml",
        "httpcore",
        "icalendar",
        "joserfc",
        "openpyxl",
        "pybtex",
        "pymarc",
        "rdflib",
        "rispy",
    ),
    "catalogue.cataloguing": ("argon2", "PIL", "zxcvbn"),
    "catalogue.discovery": ("dateutil",),
    "catalogue.web": (
        *("flask", "flask_babel", "flask_login", "flask_wtf", "werkzeug", "wtforms", "itsdangerous", "limits"),
        *("babel", "markdown", "markupsafe", "nh3", "segno"),
    ),
    "catalogue.app": ("flask", "flask_compress", "jinja2", "werkzeug"),
    "catalogue.health": (),
    "catalogue.report": (),
    "catalogue.server": ("flask", "waitress"),
    "catalogue.settings": (),
    "catalogue.texts": (),
    "catalogue.cli": ("click", "rich"),
    "catalogue.__main__": (),
    "catalogue": (),
    "wsgi": (),
    "bench": ("rich",),
}

EXCEPTIONS = {
    ("catalogue.languages", "index"): {"fold", "keys"},
    ("catalogue.cataloguing", "index"): {"fold", "keys"},
    ("catalogue.web", "index"): {"Kept"},
}
"""Single names that a part may have of another it must not know otherwise."""

DOORS = ("public", "desk", "kiosk", "interop")


class Import:
    """One import: from where, of what, at which line, and whether it stands at the top of its module."""

    def __init__(self, module: str, names: tuple[str, ...], line: int, is_at_top: bool) -> None:
        self.module, self.names, self.line, self.is_at_top = module, names, line, is_at_top


def imports_of(source: str, module: str, is_package: bool) -> Iterator[Import]:
    """Every import of a module's source, relative ones made absolute."""
    tree = ast.parse(source)
    inside = {child for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
              for child in ast.walk(node)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), node.lineno, node not in inside)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                here = module.split(".") if is_package else module.split(".")[:-1]
                above = here[: len(here) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            yield Import(base, tuple(alias.name for alias in node.names), node.lineno, node not in inside)


def part_of(module: str, parts: dict[str, tuple[str, ...]] = OURS) -> str:
    """The part of the house a module belongs to."""
    return max((part for part in parts if _is_in(module, part)), key=len)


def faults_of(source: str, module: str, is_package: bool = False) -> list[str]:
    """Which imports break the plan, a sentence each."""
    part = part_of(module)
    found = []
    for each in imports_of(source, module, is_package):
        if not each.is_at_top:
            found.append(f"{module}:{each.line} imports {each.module} inside a function")
        top = each.module.split(".")[0]
        if top in ("catalogue", "index", "bench", "tests"):
            if not _may_have(part, module, each):
                found.append(f"{module}:{each.line} ({part}) must not import {each.module}")
        elif top not in sys.stdlib_module_names and top not in OUTSIDE[part]:
            found.append(f"{module}:{each.line} ({part}) must not import {top}")
    return found


def _may_have(part: str, module: str, wanted: Import) -> bool:
    doors = {_door(name) for name in (wanted.module, *(f"{wanted.module}.{each}" for each in wanted.names))} - {""}
    if part == "catalogue.web" and doors - {_door(module)}:
        return False
    targets = (
        {wanted.module, *(f"{wanted.module}.{name}" for name in wanted.names)}
        if _is_package(wanted)
        else {wanted.module}
    )
    for target in targets:
        target_part = part_of(target) if target.split(".")[0] in ("catalogue", "index", "bench") else target
        allowed = target_part == part or any(_is_in(target, other_part) for other_part in OURS[part])
        if allowed or (target == wanted.module == "catalogue" and wanted.names):
            continue
        excepted = EXCEPTIONS.get((part, wanted.module), set())
        if set(wanted.names) - excepted or not wanted.names:
            return False
    return True


def _is_package(wanted: Import) -> bool:
    return (PROJECT / wanted.module.replace(".", "/")).is_dir() and wanted.module == "catalogue"


def _is_in(module: str, part: str) -> bool:
    return module == part or module.startswith(part + ".")


def _door(module: str) -> str:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["catalogue", "web"] and len(parts) > 2 and parts[2] in DOORS else ""


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the house."""
    for file in sorted(PROJECT.glob("wsgi.py")):
        yield file.stem, file
    for top in ("catalogue", "index", "bench"):
        for file in sorted((PROJECT / top).rglob("*.py")):
            if "versions" not in file.parts:
                name = ".".join(file.relative_to(PROJECT).with_suffix("").parts)
                yield name.removesuffix(".__init__"), file


@pytest.mark.parametrize(("module", "file"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_module_keeps_to_the_plan(module: str, file: Path) -> None:
    assert not faults_of(file.read_text("utf-8"), module, file.name == "__init__.py")


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("index.reader", "from catalogue.records import Resource"),
        ("index.reader", "import sqlalchemy"),
        ("catalogue.records.text", "import babel"),
        ("catalogue.records.text", "from ..storage import Database"),
        ("catalogue.storage.log", "from catalogue.discovery import Search"),
        ("catalogue.discovery.search", "import flask"),
        ("catalogue.discovery.search", "from sqlalchemy import select"),
        ("catalogue.discovery.search", "def find():\n    from index import Index"),
        ("catalogue.languages.names", "from index import Reader"),
        ("catalogue.web.public.home", "from catalogue.web.interop import api"),
        ("catalogue.web.public.home", "from catalogue.web import interop"),
        ("catalogue.web.public.home", "from .. import kiosk"),
        ("catalogue.web.pages.card", "from catalogue.web.public import home"),
        ("catalogue.web.public.home", "import catalogue"),
        ("catalogue.languages.alphabet", "from index.analysis import fold"),
        ("catalogue.languages.alphabet", "from index import *"),
        ("catalogue.exchange.sheets", "async def read():\n    from os import path"),
        ("index.reader", "import catalogue"),
        ("catalogue.cli", "from catalogue.web.public import home"),
        ("catalogue.web.public.home", "from catalogue.storage import Database"),
        ("catalogue.web.public.home", "from index import Reader"),
        ("catalogue.records.text", "from catalogue import cli"),
    ],
)
def test_the_audit_sees_what_breaks_the_plan(module: str, source: str) -> None:
    assert faults_of(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("index.reader", "import numpy as np\nfrom index.query import Query"),
        ("catalogue.languages.alphabet", "from index import fold"),
        ("catalogue.web.public.home", "from catalogue.web import current\nfrom flask import request"),
        ("catalogue.storage.log", "from .tables import log\nfrom catalogue.records import Record"),
        ("catalogue.cli", "from catalogue import cataloguing, settings"),
    ],
)
def test_the_audit_lets_the_plan_pass(module: str, source: str) -> None:
    assert not faults_of(source, module)
