"""A desk of one's own: two libraries, somebody of every role in the first, and a published and a drafted description there."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from catalogue.app import Catalogue, create_app, open_current, prepare
from catalogue.cataloguing import passwords
from catalogue.cataloguing.staff import Staff
from catalogue.languages import ACCENTED, INTERFACES
from catalogue.records.staff import Member, Role
from catalogue.settings import Settings
from tests.building import a_branch, a_resource, a_text, a_title, a_topic
from tests.discovery.small import keep

PEOPLE = (
    Member("tulkotaja", "Tija Tulkotāja", Role.TRANSLATOR, "liepaja"),
    Member("katalogs", "Kārlis Katalogs", Role.CATALOGUER, "liepaja"),
    Member("redaktore", "Rita Redaktore", Role.EDITOR, "liepaja"),
    Member("sigita", "Sigita no Siguldas", Role.EDITOR, "sigulda"),
    Member("admin", "Ada Administratore", Role.ADMINISTRATOR),
)


@dataclass(frozen=True)
class AtDesk:
    """A browser at the desk."""

    client: FlaskClient

    def get(self, address: str, **given: object) -> TestResponse:
        return self.client.get(address, **given)  # type: ignore[arg-type]

    def page(self, address: str) -> str:
        """The page at an address."""
        answer = self.client.get(address)
        assert answer.status_code == 200, answer.status
        return answer.get_data(as_text=True)

    def token(self) -> str:
        """The token of this session, from a form of the desk."""
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/desk/account").get_data(as_text=True))
        assert found
        return found[1]

    def send(self, address: str, **fields: object) -> TestResponse:
        """Send a form of the desk."""
        return self.client.post(address, data={"csrf_token": self.token(), **fields})


@dataclass(frozen=True)
class Desk:
    """The catalogue, its application, and everybody's password."""

    catalogue: Catalogue
    app: Flask
    passwords: dict[str, str]

    def browser(self) -> AtDesk:
        """A browser in which nobody has signed in, of somebody who reads English."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        return AtDesk(client)

    def signed_in(self, name: str) -> AtDesk:
        """A browser in which somebody has signed in."""
        at_desk = self.browser()
        answer = at_desk.send("/desk/sign-in", name=name, password=self.passwords[name])
        assert answer.status_code == 303
        return at_desk


@pytest.fixture(scope="session")
def quick_hashes() -> Iterator[None]:
    """Passwords hashed with little work: a hundred tests sign in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, quick_hashes: None) -> tuple[Path, dict[str, str]]:
    """The folder that every desk is copied from."""
    settings = Settings(tmp_path_factory.mktemp("furnished") / "instance")
    prepare(settings)
    catalogue = open_current(settings)
    keep(
        catalogue,
        a_branch(key="liepaja", owner="liepaja"),
        a_branch(key="sigulda", titles=(a_title("Siguldas bibliotēka"),)),
        a_topic(key="t-animals", titles=(a_title("dzīvnieki"), a_title("animals", "en", origin="human"))),
        a_resource(
            key="straume",
            owner="liepaja",
            kind="film",
            titles=(a_title("Straume"), a_title("Flow", "en", origin="human", kind="parallel")),
            summaries=(a_text("Kaķis un plūdi."), a_text("A cat and a flood.", "en", origin="human")),
        ),
        a_resource(key="melnraksts", owner="liepaja", status="draft", titles=(a_title("Melnraksts"),)),
    )
    secrets = {each.name: Staff(catalogue.database).add(each) for each in PEOPLE}
    catalogue.indexer.rebuild()
    catalogue.close()
    return settings.home, secrets


@pytest.fixture
def desk(furnished: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Desk]:
    """The desk; a save is found at once, as if the follower were quick."""
    home, known = furnished
    shutil.copytree(home, tmp_path / "instance")
    catalogue = open_current(Settings(tmp_path / "instance", searches="words"))
    app = create_app(catalogue, (*INTERFACES, ACCENTED), find=_follow(catalogue))
    yield Desk(catalogue, app, known)
    catalogue.close()


def _follow(catalogue: Catalogue) -> Callable[[int], bool]:
    def find(sequence: int) -> bool:
        catalogue.indexer.catch_up()
        return catalogue.indexer.has_read(sequence)

    return find
