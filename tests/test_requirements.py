"""The requirement files: every library pinned by version and checksum, none by address, one search engine."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(ROOT.glob("requirements*"))
PINNED = sorted(ROOT.glob("requirements*.txt"))


def requirements(file: Path) -> list[str]:
    """One line per requirement, without comments; pip's options for the file itself are left out."""
    lines = file.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith(("#", "-"))]


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def versions(file: Path) -> dict[str, set[str]]:
    """The versions of each library; more than one where Pythons need different ones."""
    found: dict[str, set[str]] = {}
    for requirement in requirements(file):
        found.setdefault(name_of(requirement), set()).add(requirement.split()[0].partition("==")[2])
    return found


def test_the_files_are_found() -> None:
    assert len(FILES) == 10 and len(PINNED) == 5
    assert len(requirements(ROOT / "requirements.txt")) > 20


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_address_is_written_down(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "://" not in text
    assert not re.search(r"index-url|find-links|trusted-host", text)


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.name)
def test_every_library_is_pinned_by_version_and_checksum(file: Path) -> None:
    for requirement in requirements(file):
        assert re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", requirement), requirement[:80]


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.name)
def test_everything_asked_for_is_pinned(file: Path) -> None:
    asked = {name_of(requirement) for requirement in requirements(file.with_suffix(".in"))}
    assert asked and asked <= set(versions(file))


def test_the_search_engine_is_the_one_that_was_examined() -> None:
    assert versions(ROOT / "requirements.txt")["whoosh3"] == {"3.54.0"}


def test_only_one_distribution_brings_whoosh() -> None:
    """Several install a package of that name, and would overwrite each other's files."""
    assert {name for file in PINNED for name in versions(file) if name.startswith("whoosh")} == {"whoosh3"}


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.name)
def test_all_files_agree_on_a_version(file: Path) -> None:
    ours, base = versions(file), versions(ROOT / "requirements.txt")
    assert {name: ours[name] for name in ours if name in base} == {name: base[name] for name in ours if name in base}


def test_a_wheel_asks_for_the_same_libraries() -> None:
    """The build tool is needed only where we install ourselves from the checkout."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["build-system"]["requires"] == ["hatchling"]
    assert {*project["project"]["dependencies"], "hatchling"} == set(requirements(ROOT / "requirements.in"))
    for extra, asked in project["project"]["optional-dependencies"].items():
        assert asked == requirements(ROOT / f"requirements-{extra}.in")
