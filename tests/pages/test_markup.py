"""Every page in every language before the W3C's own checker (Nu Html Checker), which knows more rules than a parser does."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from catalogue.languages import INTERFACES
from tests.inspecting import Client
from tests.pages.test_every_page import PAGES

OTHERS = ("/nothing", "/search?q=zzzzqqqq&kind=game&town=Daugavpils", "/search?q=valoda&view=easy", "/list")


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checker's program, fetched from npm."""
    if not shutil.which("java") or not shutil.which("npm"):
        pytest.skip("needs Java and npm: apt-get install default-jre-headless npm")
    folder = tmp_path_factory.mktemp("checker")
    fetched = subprocess.run(
        ["npm", "install", "--no-save", "--silent", "--prefix", str(folder), "vnu-jar"],
        capture_output=True,
        check=False,
    )
    found = next(folder.rglob("vnu.jar"), None)
    if found is None:
        pytest.skip(f"needs the package vnu-jar, which npm did not fetch: {fetched.stderr.decode()[:200]}")
    return found


@pytest.mark.long
def test_the_w3c_has_nothing_to_find_fault_with(checker: Path, client: Client, tmp_path: Path) -> None:
    for interface in INTERFACES:
        for number, address in enumerate((*PAGES.values(), *OTHERS)):
            answer = client.get(f"/{interface.code}{address}", follow_redirects=True)
            (tmp_path / f"{interface.code}-{number}.html").write_bytes(answer.data)
    (tmp_path / "chooser.html").write_bytes(client.get("/").data)
    done = subprocess.run(
        ["java", "-jar", str(checker), "--errors-only", "--format", "json", *map(str, sorted(tmp_path.glob("*.html")))],
        capture_output=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    assert not [(each["url"].rpartition("/")[2], each["lastLine"], each["message"]) for each in messages][:20]
