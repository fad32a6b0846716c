"""Where this catalogue lives and how it is set up: the instance folder and its `settings.toml`."""

import os
import re
import secrets
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from catalogue.records.provider import Provider, is_closed_to_others
from catalogue.records.target import ANYWHERE, INSIDE, ISBN, Target

PROJECT = Path(__file__).resolve().parent.parent


class BadSettings(Exception):
    """The settings cannot be used; the text says what to change."""


@dataclass(frozen=True)
class Settings:
    """The settings of one instance. Every one but `home` may stand in `settings.toml`; the README lists them.

    `database` is an SQLAlchemy address, the embedded database when empty. `hosts` are the host names pages are served under;
    any when empty. `proxied` is "yes" when a server of yours (nginx, Caddy) stands in front and says who asked. `map_tiles` is
    the address of street tiles for maps, with {z}, {x} and {y}; without it maps have outlines only. `map_attribution` is
    whom they name for the tiles. `lookups` are the catalogues elsewhere that librarians may ask about an ISBN; each a
    `[[lookups]]` table of `settings.toml`. `recheck_days` is after how many days somebody should look whether what is described
    of an activity is still true. `searches` is what is counted of searches: "numbers", "words" too, or "no" for nothing.
    `sign_in` is the identity provider where staff may sign in, the table `[sign_in]`. `address` is scheme and host under which
    readers know the catalogue: what kiosks hand over to phones.
    """

    home: Path
    database: str = ""
    hosts: tuple[str, ...] = ()
    proxied: str = "no"
    name: str = "Tilts"
    map_tiles: str = ""
    map_attribution: str = ""
    lookups: tuple[Target, ...] = ()
    recheck_days: str = "180"
    searches: str = "numbers"
    sign_in: Provider | None = None
    address: str = ""

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

    def client_secret(self) -> str:
        """What proves to the identity provider that it is us who ask.

        Raises:
            BadSettings: the file with it cannot be read, is empty, or can be read by everybody on this computer.
        """
        assert self.sign_in
        file = self.home / self.sign_in.client_secret_file
        try:
            secret, mode = file.read_text("ascii").strip(), file.stat().st_mode
        except (OSError, UnicodeDecodeError):
            raise BadSettings("The file named by client_secret_file is not there or cannot be read.") from None
        if not secret or not secret.isprintable():
            raise BadSettings("The file named by client_secret_file holds no secret on one line.")
        if os.name == "posix" and mode & 0o007:
            raise BadSettings("Everybody on this computer can read the file named by client_secret_file: chmod 600 it.")
        return secret

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
    lookups = _targets(file, given.pop("lookups", []))
    sign_in = _provider(file, given.pop("sign_in")) if "sign_in" in given else None
    hosts = given.pop("hosts", [])
    if not isinstance(hosts, list) or not all(isinstance(value, str) for value in [*hosts, *given.values()]):
        raise BadSettings(
            f"{file}: hosts is a list of texts, lookups and sign_in are tables, every other setting is a text."
        )
    if not re.fullmatch("[1-9][0-9]{0,3}", given.get("recheck_days", "1")):
        raise BadSettings(f"{file}: recheck_days is a number of days from 1 to 9999, in quotes.")
    settings = Settings(folder, hosts=tuple(hosts), lookups=lookups, sign_in=sign_in, **given)
    if settings.searches not in ("words", "numbers", "no"):
        raise BadSettings(f'{file}: searches is "words", "numbers" or "no".')
    if settings.address and not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", settings.address):
        raise BadSettings(f"{file}: address is scheme and host alone, such as https://catalogue.example.org.")
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


def _targets(file: Path, given: Any) -> tuple[Target, ...]:
    """The catalogues elsewhere, as they stand in the settings."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        raise BadSettings(f"{file}: every catalogue to look numbers up in is a table of its own, headed [[lookups]].")
    return tuple(_target(file, each) for each in given)


def _target(file: Path, given: dict[str, Any]) -> Target:
    known = {field.name for field in fields(Target)}
    unfit = sorted(name for name in given if name not in known or not isinstance(given[name], str))
    if unfit:
        raise BadSettings(f"{file}: “{unfit[0]}” of [[lookups]] is none of the texts {', '.join(sorted(known))}.")
    if not given.get("name") or not _is_web_address(given.get("address", "")):
        raise BadSettings(
            f"{file}: every [[lookups]] has a name and an address, such as https://sru.example.org/books."
        )
    target = Target(**given)
    if target.query.count(ISBN) != 1:
        raise BadSettings(f"{file}: the query of “{target.name}” has {ISBN} once, where the number stands.")
    if target.network not in (ANYWHERE, INSIDE):
        raise BadSettings(f"{file}: the network of “{target.name}” is “{ANYWHERE}” or “{INSIDE}”.")
    return target


def _provider(file: Path, given: Any) -> Provider:
    """The identity provider, as it stands in the settings."""
    known = {field.name for field in fields(Provider)}
    if not isinstance(given, dict):
        raise BadSettings(f"{file}: where staff may sign in is a table of its own, headed [sign_in].")
    unfit = sorted(name for name in given if name not in known or not isinstance(given[name], str))
    if unfit:
        raise BadSettings(f"{file}: “{unfit[0]}” of [sign_in] is none of the texts {', '.join(sorted(known))}.")
    missing = sorted(name for name in known - {"network"} if not given.get(name, "").strip())
    if missing:
        raise BadSettings(f"{file}: [sign_in] has no {missing[0]}.")
    provider = Provider(**given)
    if not is_closed_to_others(provider.issuer) or "?" in provider.issuer:
        raise BadSettings(
            f"{file}: the issuer of [sign_in] is an https address, such as https://id.example.org/realms/libraries."
        )
    if not re.fullmatch("[A-Za-z0-9_-][A-Za-z0-9._-]*", provider.client_secret_file):
        raise BadSettings(f"{file}: client_secret_file of [sign_in] is the name of a file beside settings.toml.")
    if provider.network not in (ANYWHERE, INSIDE):
        raise BadSettings(f"{file}: the network of [sign_in] is “{ANYWHERE}” or “{INSIDE}”.")
    return provider


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.fragment and address.isascii()
    except ValueError:
        return False


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
