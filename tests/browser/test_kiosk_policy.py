"""A visitor of a kiosk cannot leave the catalogue: the policy of deploy/kiosk in a real Chromium.

Debian's Chromium reads policies from /etc/chromium alone. Each Chromium here gets a folder of its own in that
place, in a mount namespace that only it sees, so no other browser on the machine is ever under the policy.
"""

import contextlib
import json
import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError
from waitress.server import create_server

from tests.browser.conftest import FLAGS

pytestmark = pytest.mark.browser

DEVICE = Path(__file__).parents[2] / "deploy" / "kiosk"
POLICY = DEVICE / "chromium-policy.json"
START = DEVICE / "chromium-start.json"
OWN = "https://catalogue.example.org"
CONFIGURATION = Path("/etc/chromium")

# Playwright is developer tools: under these two it could not attach. test_device_files.py sees that they are shipped.
AGAINST_PLAYWRIGHT = ("DeveloperToolsAvailability", "RemoteDebuggingAllowed")

KIOSK_PAGE = """<!doctype html><meta charset="utf-8"><title>Kiosk</title><h1>Kiosk</h1>
<a id="away" href="{elsewhere}/">away</a> <a id="blank" href="{elsewhere}/" target="_blank">a new window</a>
<a id="desk" href="/desk/">the desk</a> <a id="next" href="/kiosk/next">next</a>
<button id="open" onclick="window.open('{elsewhere}/')">open</button>"""

# What a page can try by itself; it ends by telling the server what it is and what it saw.
START_PAGE = """<!doctype html><meta charset="utf-8"><title>Start</title><a id="file" href="/kiosk/file" download>file</a>
<script>
const seen = {token: location.hash.slice(1)};
document.getElementById("file").click();
seen.opened = window.open("/kiosk/next") !== null;
setTimeout(() => fetch("/kiosk/seen", {method: "POST", body: JSON.stringify(seen)}), 1500);
</script>"""

# Name and message of each row of chrome://policy; the rows stand in shadow trees, one inside the other.
POLICY_ROWS = """() => {
    const rows = root => [...root.querySelectorAll("*")].flatMap(element => element.shadowRoot
        ? (element.tagName === "POLICY-ROW" ? [element.shadowRoot] : rows(element.shadowRoot)) : []);
    return rows(document).map(row => [".name", ".messages"].map(part => row.querySelector(part).innerText.trim()));
}"""


class Site:
    """A server of two pages of a kiosk, a desk and a file; what pages tell it comes into `seen`."""

    def __init__(self, elsewhere: str = "") -> None:
        self.elsewhere = elsewhere
        self.seen: Queue[dict[str, Any]] = Queue()
        self._server = create_server(self._answer, host="127.0.0.1", port=0)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.close()
        self._thread.join(5)

    def _answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        path = environ["PATH_INFO"]
        if path == "/kiosk/seen":
            self.seen.put(json.load(environ["wsgi.input"]))
        if path == "/kiosk/file":
            start_response("200 OK", [("Content-Type", "application/octet-stream")])
            return [b"a file"]
        pages = {"/kiosk/": KIOSK_PAGE.replace("{elsewhere}", self.elsewhere), "/kiosk/start": START_PAGE}
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [pages.get(path, f"<title>Page</title><h1>The page {path}</h1>").encode()]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """Another site, under another name."""
    site = Site()
    yield site.address.replace("127.0.0.1", "localhost")
    site.close()


@pytest.fixture(scope="module")
def site(elsewhere: str) -> Iterator[Site]:
    site = Site(elsewhere)
    yield site
    site.close()


def shipped(file: Path, site: Site) -> dict[str, Any]:
    """A policy as install.sh fills it in, for this server."""
    policy: dict[str, Any] = json.loads(file.read_text().replace(OWN, site.address))
    return policy


def program(folder: Path, *policies: dict[str, Any]) -> str:
    """A Chromium that is under these policies, and is the only one that is."""
    if not CONFIGURATION.is_dir() or not shutil.which("chromium"):
        pytest.skip("policies are read from /etc/chromium by Debian's Chromium only: apt-get install chromium")
    shutil.copytree(CONFIGURATION, folder / "etc", ignore=shutil.ignore_patterns("policies"))
    managed = folder / "etc" / "policies" / "managed"
    managed.mkdir(parents=True)
    for number, policy in enumerate(policies):
        (managed / f"{number}.json").write_text(json.dumps(policy))
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    mount = f'mount --bind "{folder}/etc" {CONFIGURATION} && exec "$@"'
    inside = ["unshare", "--mount", *as_root, "sh", "-c", mount, "sh"]
    if subprocess.run([*inside, "true"], capture_output=True).returncode:
        pytest.skip("this user may make no mount namespace, in which only one Chromium sees the policy: run as root")
    script = folder / "chromium"
    script.write_text(f'#!/bin/sh\nexec {shlex.join(inside)} chromium "$@"\n')
    script.chmod(0o755)
    return str(script)


@contextlib.contextmanager
def started(chromium: Browser, folder: Path, policy: dict[str, Any]) -> Iterator[BrowserContext]:
    """A Chromium under this policy, with a profile of its own."""
    context = chromium.browser_type.launch_persistent_context(
        folder / "profile", executable_path=program(folder, policy), args=list(FLAGS)
    )
    try:
        yield context
    finally:
        context.close()


@pytest.fixture(scope="module")
def kiosk(chromium: Browser, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """Chromium under the shipped policy."""
    policy = {name: value for name, value in shipped(POLICY, site).items() if name not in AGAINST_PLAYWRIGHT}
    with started(chromium, tmp_path_factory.mktemp("kiosk"), policy) as context:
        yield context


@pytest.fixture
def page(kiosk: BrowserContext, site: Site) -> Iterator[Page]:
    """The first page of the kiosk."""
    page = kiosk.new_page()
    page.goto(f"{site.address}/kiosk/")
    yield page
    page.close()


def test_the_pages_of_the_kiosk_open(page: Page) -> None:
    page.click("#next")
    page.wait_for_url("**/kiosk/next")
    assert page.inner_text("h1") == "The page /kiosk/next"


@pytest.mark.parametrize(
    "address",
    [
        "chrome://settings",
        "chrome://policy",
        "chrome://history",
        "chrome://downloads",
        "chrome://version",
        "chrome-untrusted://new-tab-page/",
        "devtools://devtools/bundled/inspector.html",
        "file:///etc/passwd",
        "file:///",
        "view-source:{site}/kiosk/",
        "data:text/html,<h1>mine</h1>",
        "{site}/",
        "{site}/desk/",
        "{elsewhere}/",
        "{elsewhere}/kiosk/",
        "ftp://example.org/",
    ],
)
def test_other_addresses_are_blocked(address: str, page: Page, site: Site, elsewhere: str) -> None:
    with pytest.raises(PlaywrightError, match="ERR_BLOCKED_BY_ADMINISTRATOR"):
        page.goto(address.format(site=site.address, elsewhere=elsewhere))


def test_script_typed_as_an_address_does_not_run(page: Page) -> None:
    with contextlib.suppress(PlaywrightError):
        page.goto("javascript:document.body.append('it ran')")
    assert "it ran" not in page.content()


@pytest.mark.parametrize("link", ["#away", "#desk"])
def test_links_that_lead_away_lead_nowhere(link: str, page: Page) -> None:
    page.click(link)
    page.wait_for_url("chrome-error://**")


@pytest.mark.parametrize("opener", ["#blank", "#open"])
def test_new_windows_stay_empty(opener: str, page: Page) -> None:
    with page.context.expect_page() as opened:
        page.click(opener)
    opened.value.wait_for_url("chrome-error://**")


def test_chromium_knows_every_policy_and_takes_its_value(chromium: Browser, site: Site, tmp_path: Path) -> None:
    policy = {name: value for name, value in shipped(POLICY, site).items() if name not in AGAINST_PLAYWRIGHT}
    policy |= shipped(START, site) | {"URLBlocklist": ["*"]}
    with started(chromium, tmp_path, policy) as context:
        page = context.new_page()
        page.goto("chrome://policy")
        page.locator("policy-row .policy.row .name").first.wait_for()
        rows = dict(page.evaluate(POLICY_ROWS))
    assert {name: rows.get(name, "unknown") for name in policy} == dict.fromkeys(policy, "OK")


def command_lines() -> list[bytes]:
    """What any user of the machine can read of all programs."""
    lines = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            lines.append(file.read_bytes())
    return lines


def test_the_device_opens_its_start_address_and_tells_nobody(site: Site, tmp_path: Path) -> None:
    """The whole policy, with nothing attached to the browser; the address is in no command line."""
    token = "a-long-token-that-nobody-else-may-read"
    start = json.loads(json.dumps(shipped(START, site)).replace("TOKEN", token))
    command = [
        program(tmp_path, shipped(POLICY, site), start),
        "--headless",
        f"--user-data-dir={tmp_path}/profile",
        *FLAGS,
    ]
    environment = os.environ | {"HOME": str(tmp_path)}
    browser = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        seen = site.seen.get(timeout=60)
        lines = command_lines()
    except Empty:
        pytest.fail("the start address of the policy was not opened")
    finally:
        browser.terminate()
        browser.wait(20)
    assert seen == {"token": token, "opened": False}
    assert any(b"chromium" in line for line in lines)
    assert not [line for line in lines if token.encode() in line]
    assert not list(tmp_path.rglob("file*"))
