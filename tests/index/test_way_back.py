"""There is a way back: `index` works the same on Whoosh 2.7.4, of 2016 and on every mirror, and on what Whoosh 3 has written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.settings import PROJECT
from tests.building import an_entry, an_index

OLD = "whoosh==2.7.4"
TOOLS = ("html5lib==", "hypothesis==", "pytest==")

FIND = """
import sys, whoosh
from pathlib import Path
from index import Index, Query
found = Index(Path(sys.argv[1]), ("kind",)).reader().find(Query("grāmatas", sort="title", language="lv"))
print(whoosh.versionstring(), *(hit.key for hit in found.hits), found.facets)
"""


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)


def pinned(file: str) -> list[str]:
    """The requirements of a file, without their hashes."""
    lines = (PROJECT / file).read_text("utf-8").splitlines()
    return [line.removesuffix("\\").strip() for line in lines if line and not line.startswith((" ", "#", "-"))]


@pytest.fixture(scope="module")
def old_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with everything as we pin it but the Whoosh of 2016."""
    where = tmp_path_factory.mktemp("old")
    assert run(sys.executable, "-m", "venv", where / "venv").returncode == 0
    wanted = [line for line in pinned("requirements.txt") if not line.startswith("whoosh3==")]
    wanted += [OLD, *(line for line in pinned("requirements-dev.txt") if line.startswith(TOOLS))]
    (where / "wanted.txt").write_text("\n".join(wanted), "utf-8")
    python = where / "venv" / "bin" / "python"
    installed = run(python, "-m", "pip", "install", "--retries=1", "-r", where / "wanted.txt")
    if "NewConnectionError" in installed.stderr or "ConnectTimeout" in installed.stderr:
        pytest.skip("needs the network: the package index does not answer")
    assert installed.returncode == 0, installed.stderr
    return python


@pytest.mark.long
def test_the_tests_of_the_index_pass_on_the_whoosh_of_2016(old_python: Path) -> None:
    tested = run(old_python, "-m", "pytest", "-W", "default", "-p", "no:cacheprovider", "tests/index")
    assert tested.returncode == 0, tested.stdout[-5000:]


@pytest.mark.long
def test_the_whoosh_of_2016_reads_what_ours_has_written(old_python: Path, tmp_path: Path) -> None:
    entries = [
        an_entry(f"Grāmata {number}", key=f"r{number}", facets={"kind": ("book",)}, order={"lv": b"%d" % (9 - number)})
        for number in range(3)
    ]
    an_index(tmp_path, *entries)
    found = run(old_python, "-W", "ignore", "-c", FIND, tmp_path)
    assert found.stdout == "2.7.4 r2 r1 r0 {'kind': {'book': 3}}\n", found.stderr
