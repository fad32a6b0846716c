"""Everything a newcomer needs, in one command.

  python3 start.py                  prepares everything, serves the catalogue and prints its address
  python3 start.py test [--long]    runs every check; further words go to pytest
  python3 start.py COMMAND ...      runs a command of the catalogue: doctor, import FILE, backup FILE ...

The libraries go into .venv, the records into the folder that CATALOGUE_HOME names, else into instance/.
"""

# Only the standard library; and an old Python must be able to read as far as the sentence about it.
import argparse
import errno
import functools
import hashlib
import importlib.util
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


# The annotation is quoted for old Pythons, which could not evaluate it.
def check_python(version: "tuple[int, ...]") -> None:
    if version < (3, 11):
        sys.exit("Tilts needs Python 3.11 or newer, and this is Python {}.{}.".format(*version))


check_python(tuple(sys.version_info[:2]))

HERE = Path(__file__).resolve().parent
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
PINNED = ("--require-hashes", "--only-binary", ":all:", "-r")
say = functools.partial(print, flush=True)
CHECKS = ("ruff format --check .", "ruff check .", "mypy", "catalogue translations check")


def run_quietly(command: list[str], folder: Path) -> tuple[int, str]:
    """The command's exit code and its words; of what pip says, only a count is told while it works."""
    said, fetched = "", 0
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=both, text=True, errors="replace") as run:
        for line in run.stdout or ():
            said += line
            if line.startswith("Collecting "):
                fetched += 1
                if fetched % 10 == 0:
                    say(f"  {fetched} fetched")
    return run.returncode, said.strip()


def last_line(said: str) -> str:
    return said.rpartition("\n")[2]


def python_of(root: Path) -> str:
    return str(root / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def stamp_of(root: Path) -> Path:
    """The file that says what the environment holds, written when it does."""
    return root / ".venv" / "holds.json"


def birthplace(root: Path) -> str:
    """An environment works only in the folder and with the Python it was made for."""
    return f"{root} Python {THIS_PYTHON}"


def holdings(root: Path) -> dict[str, str]:
    """What the environment holds: nothing if it is half made, from elsewhere, or without its Python."""
    try:
        held = dict(json.loads(stamp_of(root).read_text("utf-8")))
        home = re.search(r"^home *= *(.+?) *$", (root / ".venv" / "pyvenv.cfg").read_text("utf-8"), re.M)
    except (OSError, ValueError, TypeError):
        return {}
    is_alive = home and Path(home[1]).is_dir() and Path(python_of(root)).exists()
    return held if is_alive and held.get("birthplace") == birthplace(root) else {}


def prepare_environment(root: Path) -> None:
    if not holdings(root):
        make_environment(root)
    keep_current(root, install_libraries, "requirements.txt", "requirements-icu.txt", "pyproject.toml")


def make_environment(root: Path) -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit(
            "This Python cannot make virtual environments; on Debian and Ubuntu the package python3-venv"
            f" (or python{THIS_PYTHON}-venv) adds what is missing: sudo apt install python3-venv"
        )
    environment = root / ".venv"
    try:
        environment.mkdir(exist_ok=True)
    except OSError as error:
        sys.exit(f"The folder {environment} cannot be made: {error.strerror}.")
    say("Making a Python environment in .venv (only this once) ...")
    failed, said = run_quietly([sys.executable, "-m", "venv", "--clear", str(environment)], root)
    if failed:
        sys.exit(f"The Python environment in .venv could not be made; Python says: {last_line(said)}")


def keep_current(root: Path, install: Callable[[Path], None], *names: str) -> None:
    """Installs only when these files say something else than at the last time."""
    held = holdings(root)
    wanted = hashlib.sha256(b"".join((root / name).read_bytes() for name in names)).hexdigest()
    if held.get(names[0]) == wanted:
        return
    stamp_of(root).unlink(missing_ok=True)  # So that an interruption is noticed at the next start.
    try:
        install(root)
        held |= {"birthplace": birthplace(root), names[0]: wanted}
    except SystemExit:  # pip fetches everything before it changes anything: what was held is still there.
        stamp_of(root).write_text(json.dumps(held), "utf-8")
        raise
    stamp_of(root).write_text(json.dumps(held), "utf-8")


def install_libraries(root: Path) -> None:
    install_pinned(root, "requirements.txt")
    failed, _ = pip_install(root, *PINNED, "requirements-icu.txt")
    if failed:
        say("There is no ready-made ICU for this computer, so the catalogue sorts by its own rules.")
    # Ourselves, by a link to this folder; the build tool is among the libraries just installed.
    failed, said = pip_install(root, "--no-build-isolation", "--no-deps", "-e", ".")
    if failed:
        sys.exit(f"The catalogue itself could not be installed; pip says: {last_line(said)}")


def install_pinned(root: Path, name: str) -> None:
    count = len(re.findall(r"^[\w.-]+==", (root / name).read_text("utf-8"), re.M))
    say(f"Installing the {count} libraries of {name} ...")
    failed, said = pip_install(root, *PINNED, name)
    if failed:
        sys.exit(why_not_installed(said))


def pip_install(root: Path, *words: str) -> tuple[int, str]:
    pip = [python_of(root), "-m", "pip", "--no-input", "--disable-pip-version-check"]
    return run_quietly([*pip, "install", *words], root)


def why_not_installed(said: str) -> str:
    """One sentence for what pip says over many lines."""
    need = "The libraries could not be fetched: this step needs a connection to Python's package index"
    if "DO NOT MATCH THE HASHES" in said:
        return "A fetched library was refused: its checksum is not that of the one Tilts was tested with."
    if re.search(r"Retrying \(|ConnectionError|TimeoutError|NameResolutionError|SSLError|ProxyError", said):
        return f"{need}."
    if "No matching distribution found" in said:
        return f"{need}, and libraries made ready for Python {THIS_PYTHON} on this kind of computer."
    return f"The libraries could not be installed; pip says: {last_line(said)}"


def catalogue(root: Path, *words: str) -> list[str]:
    return [python_of(root), "-m", "catalogue", *words]


def run_or_end(command: list[str]) -> None:
    """A command that fails has said why itself; here only its exit code is handed on."""
    code = subprocess.run(command).returncode
    if code:
        sys.exit(code)


def become(command: list[str]) -> None:
    """Ends as this command ends. Windows cannot replace a process, so there we wait for it."""
    if sys.platform != "win32":
        os.execv(command[0], command)
    child = subprocess.Popen(command)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue  # The same key reached the child, which is closing down.


def prepare_instance(root: Path) -> None:
    """A new instance is marked before anything else, so that an interrupted demonstration is resumed."""
    home = Path(os.environ.get("CATALOGUE_HOME") or root / "instance")
    demonstration_pending = home / "demonstration-pending"
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not any(home.iterdir()):
            demonstration_pending.touch()
    except OSError as error:
        sys.exit(f"The folder {home} cannot hold the records: {error.strerror}.")
    run_or_end(catalogue(root, "init"))
    if demonstration_pending.exists():
        run_or_end(catalogue(root, "demo"))
        demonstration_pending.unlink()


def check_port(host: str, port: int) -> None:
    """Says before anything is loaded that nothing could be served here."""
    other = f"python3 start.py --port {8002 if port == 8001 else 8001}"
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            if sys.platform != "win32":  # As servers do: a port closed a moment ago counts as free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(f"Port {port} is already in use, perhaps by this catalogue; to use another: {other}")
        if error.errno == errno.EACCES:
            sys.exit(f"Port {port} may not be used from this account; to use another: {other}")
        sys.exit(f"{host} is not an address of this computer; 127.0.0.1 always is.")


def serve(root: Path, words: list[str]) -> None:
    plain = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(prog="start.py", description=__doc__, formatter_class=plain)
    options.add_argument("--port", type=int, default=8000, help="the port to serve on (8000)")
    options.add_argument("--host", default="127.0.0.1", help="the address to serve on (127.0.0.1: this computer only)")
    chosen = options.parse_args(words)
    if not 0 < chosen.port < 65536:
        options.error("a port is a number from 1 to 65535")
    check_port(chosen.host, chosen.port)
    prepare_environment(root)
    prepare_instance(root)
    become(catalogue(root, "serve", "--host", chosen.host, "--port", str(chosen.port)))


def absent_packages() -> list[str]:
    """What the tests use beside Python's libraries and this computer lacks, by Debian's names."""
    present = {
        "chromium": any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
        "fonts-noto-core": any(Path("/usr/share/fonts").glob("truetype/noto/NotoSansArabic-*")),
        "idzebra-2.0": shutil.which("zebrasrv"),
        "postgresql": shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")),
    }
    return [package for package, is_present in present.items() if not is_present]


def prepare_servers() -> None:
    """Debian's packages come one by one: one that this Debian lacks does not keep the others away."""
    absent = absent_packages()
    if absent and sys.platform != "win32" and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing what the tests need from Debian: {', '.join(absent)} ...")
        quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in ("update", *(f"install -y --no-install-recommends {package}" for package in absent)):
            command = ["apt-get", "-qq", *words.split()]
            subprocess.run(command, env=quietly, capture_output=True, stdin=subprocess.DEVNULL)
        absent = absent_packages()
    if "chromium" in absent:
        say("The browser tests are skipped, because there is no Chromium.")
    if "postgresql" in absent:
        say("The PostgreSQL tests are skipped, because there is no PostgreSQL server.")
    if "idzebra-2.0" in absent:
        say("The tests of looking numbers up elsewhere are skipped, because there is no Zebra server.")


def passes(root: Path, check: str) -> bool:
    failed, said = run_quietly([python_of(root), "-m", *check.split()], root)
    say(f"{check}: {'FAILED' if failed else 'fine'}")
    if failed:
        print(said, file=sys.stderr, flush=True)
    return not failed


def run_checks(root: Path, words: list[str]) -> None:
    """Every check to the end, pytest last, so that its closing line is the last thing said."""
    test_libraries = "requirements-dev.txt"
    prepare_environment(root)
    keep_current(root, functools.partial(install_pinned, name=test_libraries), test_libraries)
    prepare_servers()
    failures = [check for check in CHECKS if not passes(root, check)]
    # File by file in their order: what a file prepares is prepared once, and those that take longest do not come last.
    spread = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    pytest = [python_of(root), "-m", "pytest", *spread, *words]
    sys.exit(1 if subprocess.run(pytest, cwd=root).returncode or failures else 0)


def main(words: list[str]) -> None:
    if words[:1] == ["test"]:
        run_checks(HERE, words[1:])
    if not words or words[0].startswith("-"):
        serve(HERE, words)
    prepare_environment(HERE)
    become(catalogue(HERE, *words))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped.")
