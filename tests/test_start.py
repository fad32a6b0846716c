"""start.py as a newcomer meets it: what it makes, what it notices, and the one sentence when it cannot go on.
Nothing is fetched: where pip is asked to, it finds an address that nobody answers, or a folder of ours."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import start

SOURCE = Path(start.__file__)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose environment is real and, by its stamp, finished."""
    root = tmp_path / "tilts"
    root.mkdir()
    for name in ("requirements.txt", "requirements-icu.txt", "requirements-dev.txt", "pyproject.toml"):
        (root / name).write_text(f"# {name}\n", "utf-8")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / ".venv")], check=True)
    start.keep_current(root, nothing_to_install, "requirements.txt", "requirements-icu.txt", "pyproject.toml")
    start.keep_current(root, nothing_to_install, "requirements-dev.txt")
    return root


def nothing_to_install(root: Path) -> None:
    pass


def last_words(error: pytest.ExceptionInfo[SystemExit]) -> str:
    """What is said at the end: one sentence on one line."""
    said = str(error.value)
    assert "\n" not in said and "Traceback" not in said
    return said


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_an_old_python_is_told_which_one_is_needed(version: tuple[int, int]) -> None:
    with pytest.raises(SystemExit) as error:
        start.check_python(version)
    assert last_words(error) == f"Tilts needs Python 3.11 or newer, and this is Python 3.{version[1]}."


def test_an_old_python_can_read_the_file() -> None:
    ast.parse(SOURCE.read_text("utf-8"), feature_version=(3, 7))


def test_help_needs_no_environment(tmp_path: Path) -> None:
    shutil.copy(SOURCE, tmp_path)
    ran = subprocess.run([sys.executable, "start.py", "--help"], cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 0
    assert "python3 start.py test" in ran.stdout and "--port" in ran.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["start.py"]


def test_a_busy_port_is_noticed_before_anything_is_made(tmp_path: Path) -> None:
    shutil.copy(SOURCE, tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        command = [sys.executable, "start.py", "--port", port]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    assert f"Port {port} is already in use" in ran.stderr and "--port 8001" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["start.py"]


def test_a_free_port_is_left_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    start.check_port("127.0.0.1", port)
    start.check_port("127.0.0.1", port)


def test_a_foreign_address_is_named() -> None:
    with pytest.raises(SystemExit) as error:
        start.check_port("192.0.2.1", 8000)
    assert last_words(error).startswith("192.0.2.1 is not an address of this computer")


@pytest.mark.parametrize("module", ["venv", "ensurepip"])
def test_without_venv_debians_package_is_named(module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SystemExit) as error:
        start.make_environment(tmp_path)
    assert "python3-venv" in last_words(error)
    assert f"python{sys.version_info.major}.{sys.version_info.minor}-venv" in last_words(error)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / ".venv").write_text("in the way", "utf-8")
    with pytest.raises(SystemExit) as error:
        start.make_environment(tmp_path)
    assert f"{tmp_path / '.venv'} cannot be made" in last_words(error)


def test_a_finished_environment_is_left_alone(root: Path) -> None:
    before = start.stamp_of(root).stat().st_mtime_ns
    start.prepare_environment(root)
    assert start.stamp_of(root).stat().st_mtime_ns == before


def test_a_half_made_environment_is_noticed(root: Path) -> None:
    assert start.holdings(root)
    start.stamp_of(root).unlink()
    assert not start.holdings(root)


def test_a_torn_stamp_counts_as_none(root: Path) -> None:
    start.stamp_of(root).write_text('{"birthplace": ', "utf-8")
    assert not start.holdings(root)


def test_an_environment_from_another_folder_is_noticed(root: Path) -> None:
    elsewhere = root.rename(root.with_name("elsewhere"))
    assert not start.holdings(elsewhere)


def test_an_environment_without_its_python_is_noticed(root: Path) -> None:
    Path(start.python_of(root)).unlink()
    assert not start.holdings(root)


def test_an_environment_whose_base_python_was_removed_is_noticed(root: Path) -> None:
    (root / ".venv" / "pyvenv.cfg").write_text(f"home = {root / 'gone'}\n", "utf-8")
    assert not start.holdings(root)


def test_an_environment_of_another_python_is_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "THIS_PYTHON", "3.99")
    assert not start.holdings(root)


def test_a_changed_requirement_is_installed_once(root: Path) -> None:
    installed: list[Path] = []
    start.keep_current(root, installed.append, "requirements-dev.txt")
    assert installed == []
    (root / "requirements-dev.txt").write_text("pytest==9.9\n", "utf-8")
    start.keep_current(root, installed.append, "requirements-dev.txt")
    start.keep_current(root, installed.append, "requirements-dev.txt")
    assert installed == [root]


def test_a_refused_installation_leaves_what_was_there(root: Path) -> None:
    def refuse(root: Path) -> None:
        sys.exit("There is no network.")

    before = start.holdings(root)
    (root / "requirements-dev.txt").write_text("pytest==9.9\n", "utf-8")
    with pytest.raises(SystemExit):
        start.keep_current(root, refuse, "requirements-dev.txt")
    assert start.holdings(root) == before


def test_an_interrupted_installation_is_noticed(root: Path) -> None:
    def interrupt(root: Path) -> None:
        raise KeyboardInterrupt

    (root / "requirements-dev.txt").write_text("pytest==9.9\n", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        start.keep_current(root, interrupt, "requirements-dev.txt")
    assert not start.holdings(root)


@pytest.fixture
def lonely_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without libraries; pip, from the environment of these tests, looks only where a test says."""
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
        "NO_PROXY": "*",
        "no_proxy": "*",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(start, "python_of", lambda root: sys.executable)
    return tmp_path


def require(root: Path, requirement: str) -> None:
    (root / "requirements.txt").write_text(f"{requirement} --hash=sha256:{'0' * 64}\n", "utf-8")


@pytest.mark.parametrize("retries", ["0", "1"])
def test_without_a_network_one_sentence_says_what_is_needed(
    retries: str, lonely_pip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_RETRIES", retries)
    require(lonely_pip, "never-published==1.0")
    with pytest.raises(SystemExit) as error:
        start.install_pinned(lonely_pip, "requirements.txt")
    assert "needs a connection to Python's package index" in last_words(error)


def test_a_library_with_another_checksum_is_refused(lonely_pip: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (lonely_pip / "never_published-1.0-py3-none-any.whl").write_bytes(b"not what was examined")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(lonely_pip))
    require(lonely_pip, "never-published==1.0")
    with pytest.raises(SystemExit) as error:
        start.install_pinned(lonely_pip, "requirements.txt")
    assert "checksum" in last_words(error)


def test_whatever_else_pip_says_its_last_line_is_passed_on() -> None:
    said = "Collecting flask\nERROR: Could not install packages due to an OSError: No space left on device"
    assert start.why_not_installed(said).endswith("No space left on device")


@pytest.fixture
def stand_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose catalogue only notes what it was asked, and fails at the word in the file `fails`."""
    (root / "catalogue").mkdir()
    (root / "catalogue" / "__main__.py").write_text(
        "import pathlib, sys\n"
        "with open('asked', 'a') as asked: asked.write(sys.argv[1] + ' ')\n"
        "fails = pathlib.Path('fails')\n"
        "if fails.exists() and fails.read_text() == sys.argv[1]: sys.exit(3)\n"
        "pathlib.Path('instance', 'records').touch()\n",
        "utf-8",
    )
    monkeypatch.delenv("CATALOGUE_HOME", raising=False)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.chdir(root)
    return root


def test_a_new_instance_gets_the_demonstration_once(stand_in: Path) -> None:
    start.prepare_instance(stand_in)
    start.prepare_instance(stand_in)
    assert (stand_in / "asked").read_text("utf-8").split() == ["init", "demo", "init"]


def test_an_instance_that_was_there_gets_no_demonstration(stand_in: Path) -> None:
    (stand_in / "instance").mkdir()
    (stand_in / "instance" / "records").touch()
    start.prepare_instance(stand_in)
    assert (stand_in / "asked").read_text("utf-8").split() == ["init"]


@pytest.mark.parametrize("word", ["init", "demo"])
def test_a_failed_preparation_hands_on_its_exit_code_and_is_resumed(word: str, stand_in: Path) -> None:
    (stand_in / "fails").write_text(word, "utf-8")
    with pytest.raises(SystemExit) as error:
        start.prepare_instance(stand_in)
    assert error.value.code == 3
    (stand_in / "fails").unlink()
    start.prepare_instance(stand_in)
    assert (stand_in / "asked").read_text("utf-8").split()[-2:] == ["init", "demo"]
    assert not (stand_in / "instance" / "demonstration-pending").exists()


def test_the_instance_may_lie_elsewhere(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stand_in / "instance").mkdir()
    monkeypatch.setenv("CATALOGUE_HOME", str(stand_in / "far" / "away"))
    (stand_in / "fails").write_text("demo", "utf-8")
    with pytest.raises(SystemExit):
        start.prepare_instance(stand_in)
    assert (stand_in / "far" / "away" / "demonstration-pending").exists()


def test_a_file_in_the_place_of_the_instance_is_named(stand_in: Path) -> None:
    (stand_in / "instance").touch()
    with pytest.raises(SystemExit) as error:
        start.prepare_instance(stand_in)
    assert f"{stand_in / 'instance'} cannot hold the records" in last_words(error)


@pytest.mark.parametrize(("failing", "code"), [("", 0), ("first", 1), ("pytest", 1)])
def test_every_check_runs_and_pytest_has_the_last_word(
    failing: str, code: int, root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("first", "second", "pytest"):
        exit_code = 2 if name == failing else 0
        (root / f"{name}.py").write_text(f"import sys\nprint('{name} was here')\nsys.exit({exit_code})\n")
    monkeypatch.setattr(start, "CHECKS", ("first", "second"))
    monkeypatch.setattr(start, "absent_packages", lambda: [])
    with pytest.raises(SystemExit) as error:
        start.run_checks(root, ["--long"])
    said = capfd.readouterr().out.splitlines()
    assert error.value.code == code
    assert said[-1] == "pytest was here"
    assert f"first: {'FAILED' if failing == 'first' else 'fine'}" in said and "second: fine" in said
