"""What deploy/kiosk puts on a device: the policy, the start address that only the kiosk may read, the unit."""

import json
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

DEVICE = Path(__file__).parents[1] / "deploy" / "kiosk"
ADDRESS = "https://katalogs.example.lv:8443/kiosk/start#Xy-12_aB.34cd"


def install(address: str, root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the installer for a machine whose files lie below `root`."""
    return subprocess.run(
        [DEVICE / "install.sh", *options], input=address + "\n", env={"DESTDIR": str(root), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True,
    )  # fmt: skip


@pytest.fixture
def device(tmp_path: Path) -> Path:
    """A device after a good installation."""
    done = install(ADDRESS, tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_everything_is_blocked_but_the_kiosk() -> None:
    policy = json.loads((DEVICE / "chromium-policy.json").read_text())
    inner = {
        "chrome://*",
        "chrome-untrusted://*",
        "devtools://*",
        "view-source:*",
        "file://*",
        "data:*",
        "javascript://*",
    }
    assert {"*", *inner} <= set(policy["URLBlocklist"])
    # Slips are made by Chromium's own print page, which shows nothing by itself.
    assert policy["URLAllowlist"] == [
        "https://catalogue.example.org/kiosk/",
        "chrome://print",
        "chrome-untrusted://print",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    {
        "DeveloperToolsAvailability": 2,
        "RemoteDebuggingAllowed": False,
        "DownloadRestrictions": 3,
        "AllowFileSelectionDialogs": False,
        "IncognitoModeAvailability": 1,
        "BrowserGuestModeEnabled": False,
        "BrowserSignin": 0,
        "SavingBrowserHistoryDisabled": True,
        "PasswordManagerEnabled": False,
        "TranslateEnabled": False,
        "PrintingEnabled": True,
        "PrinterTypeDenyList": ["pdf", "extension"],
        "DefaultPopupsSetting": 2,
        "ExtensionInstallBlocklist": ["*"],
    }.items(),
)
def test_the_policy_closes_what_a_visitor_could_use(name: str, value: object) -> None:
    assert json.loads((DEVICE / "chromium-policy.json").read_text())[name] == value


def test_the_installer_puts_the_start_address_in(device: Path) -> None:
    policies = device / "etc/chromium/policies/managed"
    start = json.loads((policies / "tilts-start.json").read_text())
    assert start["RestoreOnStartup"] == 4
    assert start["RestoreOnStartupURLs"] == [ADDRESS]
    assert start["NewTabPageLocation"] == start["HomepageLocation"] == ADDRESS
    policy = json.loads((policies / "tilts-kiosk.json").read_text())
    assert policy["URLAllowlist"][0] == "https://katalogs.example.lv:8443/kiosk/"
    assert not [file for file in device.rglob("*") if file.is_file() and "example.org" in file.read_text()]


def test_only_one_file_holds_the_token_and_others_cannot_read_it(device: Path) -> None:
    token = ADDRESS.partition("#")[2]
    files = [file for file in device.rglob("*") if file.is_file()]
    assert [file.name for file in files if token in file.read_text()] == ["tilts-start.json"]
    modes = {str(file.relative_to(device / "etc")): stat.S_IMODE(file.stat().st_mode) for file in files}
    assert modes == {
        "chromium/policies/managed/tilts-kiosk.json": 0o644,
        "chromium/policies/managed/tilts-start.json": 0o640,
        "systemd/system/tilts-kiosk.service": 0o644,
        "systemd/system/tilts-kiosk-night.service": 0o644,
        "systemd/system/tilts-kiosk-night.timer": 0o644,
        "tilts-kiosk.env": 0o644,
        "xkb/rules/tilts": 0o644,
        "xkb/symbols/tilts": 0o644,
    }


def test_a_second_installation_changes_the_address_and_keeps_the_settings(device: Path) -> None:
    (device / "etc/tilts-kiosk.env").write_text("XKB_DEFAULT_LAYOUT=lv\n")
    assert install("https://other.example.lv/kiosk/start#anew", device).returncode == 0
    assert "other.example.lv" in (device / "etc/chromium/policies/managed/tilts-start.json").read_text()
    assert (device / "etc/tilts-kiosk.env").read_text() == "XKB_DEFAULT_LAYOUT=lv\n"


@pytest.mark.parametrize(("options", "printing"), [([], False), (["--printer"], True)])
def test_only_a_kiosk_with_a_printer_prints(options: list[str], printing: bool, tmp_path: Path) -> None:
    assert install(ADDRESS, tmp_path, *options).returncode == 0
    policy = json.loads((tmp_path / "etc/chromium/policies/managed/tilts-kiosk.json").read_text())
    assert policy["PrintingEnabled"] is printing


def test_the_address_is_not_taken_as_an_argument(tmp_path: Path) -> None:
    refused = install(ADDRESS, tmp_path, ADDRESS)
    assert (refused.returncode, "asked for" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "No start address was given."),
        ("https://a.lv/kiosk/", "This is no start address"),
        ("katalogs.lv/kiosk/start#abc", "This is no start address"),
        ("file:///kiosk/start#abc", "This is no start address"),
        ("https://a.lv/desk/kiosks#abc", "This is no start address"),
        ("https://a.lv/kiosk/start", "The start address has no token"),
        ("https://a.lv/kiosk/start#", "The start address has no token"),
        ('https://a.lv/kiosk/start#a"b', "The start address holds signs that none has"),
        ("https://a.lv|e x/kiosk/start#ab", "The start address holds signs that none has"),
        ("https://user@a.lv/kiosk/start#ab", "The start address holds signs that none has"),
    ],
)
def test_what_is_no_start_address_is_refused(address: str, sentence: str, tmp_path: Path) -> None:
    refused = install(address, tmp_path)
    assert (refused.returncode, refused.stderr.startswith(sentence)) == (1, True), refused.stderr
    assert not list(tmp_path.iterdir())


def test_an_address_without_tls_is_taken_with_a_warning(tmp_path: Path) -> None:
    assert "without TLS" in install("http://library.lan:8000/kiosk/start#abc", tmp_path).stderr
    assert install("http://127.0.0.1:8000/kiosk/start#abc", tmp_path).stderr == ""


def test_the_unit_names_no_address_and_always_comes_back() -> None:
    unit = (DEVICE / "tilts-kiosk.service").read_text()
    assert "Restart=always" in unit
    assert not re.search(r"https?://", unit)
    assert "--incognito" not in unit, "Chromium opens no start address of a policy in a private window"


def test_systemd_finds_nothing_wrong() -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("needs systemd-analyze: apt-get install systemd")
    units = sorted(str(unit) for unit in DEVICE.glob("tilts-*.[st]*") if unit.suffix in {".service", ".timer"})
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True)
    said = done.stdout + done.stderr
    # Verifying looks for the programs too, and cage stands on kiosks alone.
    ours = [line for line in said.splitlines() if "tilts-" in line and "is not executable" not in line]
    assert ours == []


@pytest.mark.parametrize("layout", ["us", "lv", "ara", "ru,us"])
def test_a_keyboard_on_the_kiosk_has_letters_and_no_shortcuts(layout: str) -> None:
    if not shutil.which("xkbcli"):
        pytest.skip("needs xkbcli: apt-get install libxkbcommon-tools xkb-data")
    command = ["xkbcli", "compile-keymap", "--include", DEVICE / "xkb", "--include-defaults", "--rules", "tilts"]
    keymap = subprocess.run(
        [*command, "--layout", layout, "--options", "tilts:plain"], capture_output=True, text=True, check=True
    ).stdout
    keys = dict(re.findall(r"key <(\w+)>\s*\{(.*?)\};", keymap, re.DOTALL))
    for name in ("LCTL", "RCTL", "LALT", "LWIN", "RWIN", "FK01", "FK11", "FK12", "MENU", "BACK"):
        assert "VoidSymbol" in keys.get(name, "VoidSymbol"), name
    assert "NoAction" in keys["LCTL"] and "NoAction" in keys["LALT"]
    assert "ISO_Level3_Shift" in keys["RALT"]
    assert "Tab" in keys["TAB"] and "Return" in keys["RTRN"] and "Escape" in keys["ESC"]
    assert not re.search(r"\b(Control_[LR]|XF86(Back|HomePage|Search|WWW|Favorites|New|Open))\b", str(keys))
