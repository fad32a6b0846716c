"""What all tests share: the long ones on demand, and what is skipped where a program is missing."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("short", deadline=None, max_examples=50)
settings.register_profile("long", deadline=None, max_examples=300)

pytest_plugins = ["tests.web_fixtures", "tests.desk_fixtures", "tests.kiosk_fixtures", "tests.sru_fixtures"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` adds the tests that take minutes."""
    parser.addoption("--long", action="store_true", help="also run the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    """What is tried with any input is tried with more of it in the long run."""
    settings.load_profile("long" if config.getoption("--long") else "short")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what cannot run here, with a reason that a person can act on."""
    missing = {
        "long": "" if config.getoption("--long") else "takes minutes; add --long",
        "browser": "" if any(map(shutil.which, BROWSERS)) else "needs Chromium: apt-get install chromium",
        "postgresql": "" if _has_postgresql() else "needs PostgreSQL: apt-get install postgresql",
        "zebra": "" if shutil.which("zebrasrv") else "needs an SRU server: apt-get install idzebra-2.0",
    }
    for item in items:
        for marker, reason in missing.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def _has_postgresql() -> bool:
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
