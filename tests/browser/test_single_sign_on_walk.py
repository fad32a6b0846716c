"""A librarian signs in over the city's identity provider, in Chromium: the page leads on, and the way comes back."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect
from waitress.server import create_server

from catalogue.app import create_app
from catalogue.cataloguing.staff import Staff
from catalogue.languages import INTERFACES
from tests.browser.steps import barriers
from tests.desk_fixtures import Desk
from tests.identity_provider import SECRET, IdentityProvider, serving

pytestmark = pytest.mark.browser


@pytest.fixture
def served(desk: Desk) -> Iterator[str]:
    """The desk, registered at a provider that has another origin."""
    staff = Staff(desk.catalogue.database)
    staff.change(replace(staff.get("katalogs"), account="u-1"))
    with serving(IdentityProvider()) as provider:
        file = desk.catalogue.settings.home / "oidc-secret"
        file.write_text(SECRET, "ascii")
        file.chmod(0o600)
        settings = replace(desk.catalogue.settings, sign_in=provider.settings())
        app = create_app(replace(desk.catalogue, settings=settings), INTERFACES)
        server = create_server(app, host="127.0.0.1", port=0)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        # Another site than the provider's, as in life: cookies that keep to one site must come back.
        yield f"http://localhost:{server.effective_port}"
        server.close()
        thread.join(5)


def test_a_librarian_signs_in_over_the_provider_and_out(chromium: Browser, served: str) -> None:
    context = chromium.new_context(viewport={"width": 320, "height": 900}, locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto(f"{served}/desk/sign-in?next=/desk/find?q=straume")
    assert barriers(page) == []
    page.get_by_role("button", name="Sign in with Rīgas pašvaldība").click()
    page.wait_for_url("**/desk/find?q=straume")
    expect(page.get_by_role("link", name="Kārlis Katalogs")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("Rīgas pašvaldība may still know you")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert errors == []
    context.close()
