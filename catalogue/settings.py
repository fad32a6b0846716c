"""Where this catalogue lives and how it is set up: the instance folder and its `settings.toml`."""

import os
import re
import secrets
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


class BadSettings(Exception):
    """The settings cannot be used; the text says what to change."""


@dataclass(frozen=True)
class Settings:
    """The settings of one instance. Every one but `home` may stand in `settings.toml`; the README lists them.

    `database` is an SQLAlchemy address, the embedded database when empty. `hosts` are the host names pages are served under;
    any when empty. `proxied` is "yes" when a server of yours (nginx, Caddy) stands in front and says who asked. `map_tiles` is
    the address of street tiles for maps, with {z}, {x} and {y}; without it maps have outlines only. `map_attribution` is
    whom they name for the tiles.
    """

    home: Path
    database: str = ""
    hosts: tuple[str, ...] = ()
    proxied: str = "no"
    name: str = "Tilts"
    map_tiles: str = ""
    map_attribution: str = ""

    @property
    def database_url(self) -> str:
        """The address of the database."""
        return self.database or f"sqlite:///{self.home / 'catalogue.sqlite'}"

    @property
    def is_behind_proxy(self) -> bool:
        """True when what a proxy says of the visitor is to be believed."""
        return self.proxied == "yes"

    @property
    def index_folder(self) -> Path:
        """Where the index lies."""
        return self.home / "index"

    @property
    def backup_folder(self) -> Path:
        """Where the catalogue is copied before a migration."""
        return self.home / "backups"

    def secret_key(self) -> str:
        """The key that signs sessions and forms, made at first use and readable by its owner only."""
        file = self.home / "secret-key"
        try:
            return file.read_text("ascii")
        except FileNotFoundError:
            key = secrets.token_hex(32)
            with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as fresh:
                fresh.write(key)
            return key


def home() -> Path:
    """The instance folder: `$CATALOGUE_HOME`, else `instance` beside start.py."""
    return Path(os.environ.get("CATALOGUE_HOME") or PROJECT / "instance").resolve()


def load(folder: Path) -> Settings:
    """The settings of an instance folder.

    Raises:
        BadSettings: there is no such folder, or its `settings.toml` cannot be read.
    """
    if not folder.is_dir():
        raise BadSettings(f"There is no catalogue in {folder}. Make one with: catalogue init")
    file = folder / "settings.toml"
    if not file.exists():
        return Settings(folder)
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{file} cannot be read: {error}.") from None
    known = {field.name for field in fields(Settings)} - {"home"}
    unknown = given.keys() - known
    if unknown:
        raise BadSettings(f"{file} has the unknown setting “{min(unknown)}”; there are: {', '.join(sorted(known))}.")
    hosts = given.pop("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(value, str) for value in [*hosts, *given.values()]):
        raise BadSettings(f"{file}: hosts is a list of texts, every other setting a text.")
    settings = Settings(folder, hosts=tuple(hosts), **given)
    if settings.map_tiles and not _is_tile_address(settings.map_tiles):
        raise BadSettings(
            f"{file}: map_tiles is an address such as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png,"
            " with {z}, {x} and {y} once each."
        )
    if settings.map_tiles and not settings.map_attribution.strip():
        raise BadSettings(
            f"{file}: map_attribution must name whose the tiles of map_tiles are, such as © OpenStreetMap."
        )
    return settings


def _is_tile_address(address: str) -> bool:
    """True of an https address whose only placeholders are those of zoom, column and row, after the host."""
    host = re.match(r"https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?/", address)
    if not host or not re.fullmatch(r"[A-Za-z0-9._~!$&'()*+=:@%/?{}-]*", address[host.end() :]):
        return False
    return sorted(re.findall(r"\{.*?\}", address)) == ["{x}", "{y}", "{z}"] and address.count(
        "{"
    ) == 3 == address.count("}")


def part(name: str) -> Path:
    """A folder that ships with the program: inside the package when it was installed as a wheel, else beside it."""
    inside = Path(__file__).resolve().parent / name
    return inside if inside.is_dir() else PROJECT / name
