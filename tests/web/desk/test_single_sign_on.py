"""Signing in over an identity provider: a small real one on loopback, honest, broken, and hostile."""

import base64
import hmac
import html
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.test import TestResponse

from catalogue.app import create_app
from catalogue.cataloguing.staff import Staff
from catalogue.exchange import openid
from catalogue.health import fault_of_sign_in
from catalogue.languages import INTERFACES
from catalogue.web.desk import admission, elsewhere
from tests.desk_fixtures import AtDesk, Desk
from tests.identity_provider import SECRET, IdentityProvider, serving

EMAIL = "karlis@example.org"


@pytest.fixture(scope="module")
def running() -> Iterator[IdentityProvider]:
    with serving(IdentityProvider()) as provider:
        yield provider


@pytest.fixture
def provider(running: IdentityProvider, monkeypatch: pytest.MonkeyPatch) -> IdentityProvider:
    """The provider, saying what it says by itself."""
    for name in ("claims", "described", "sign", "consents", "clock"):
        monkeypatch.setattr(running, name, getattr(running, name))
    running.claims = {"email": EMAIL, "email_verified": True}
    return running


@pytest.fixture
def city(desk: Desk, provider: IdentityProvider) -> Desk:
    """The desk, registered at the provider, where Kārlis has an address."""
    settings = replace(desk.catalogue.settings, sign_in=provider.settings())
    file = settings.home / "oidc-secret"
    file.write_text(f"{SECRET}\n", "ascii")
    file.chmod(0o600)
    catalogue = replace(desk.catalogue, settings=settings)
    set_account(desk, "katalogs", EMAIL)
    return Desk(catalogue, create_app(catalogue, INTERFACES), desk.passwords)


def set_account(desk: Desk, name: str, account: str) -> None:
    staff = Staff(desk.catalogue.database)
    staff.change(replace(staff.get(name), account=account))


def go(browser: AtDesk, next: str = "/desk/account") -> str:
    """Press the button; the address at the provider that the next page leads to."""
    page = browser.client.get("/desk/sign-in").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token and "Sign in with Rīgas pašvaldība" in page
    answer = browser.client.post("/desk/sign-in/elsewhere", data={"csrf_token": token[1], "next": next})
    found = re.search('http-equiv="refresh" content="0;url=([^"]+)"', answer.get_data(as_text=True))
    assert answer.status_code == 200 and found, answer.get_data(as_text=True)
    return html.unescape(found[1])


def consent(there: str) -> str:
    """What the provider sends a browser back to."""

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_: Any) -> None:
            return None

    with pytest.raises(HTTPError) as led:
        build_opener(Stay).open(there, timeout=5)
    back = urlsplit(led.value.headers["Location"])
    led.value.close()
    return f"{back.path}?{back.query}"


def sign_in(browser: AtDesk, next: str = "/desk/account") -> TestResponse:
    return browser.client.get(consent(go(browser, next)))


def said(answer: TestResponse) -> str:
    found = re.search(r'id="fault">([^<]+)<', answer.get_data(as_text=True))
    assert found and "Traceback" not in answer.get_data(as_text=True)
    return html.unescape(found[1])


def is_outside(browser: AtDesk) -> bool:
    return browser.client.get("/desk/account").status_code == 401


def test_who_was_taken_on_comes_in_with_their_verified_address(city: Desk) -> None:
    browser = city.browser()
    answer = sign_in(browser, "/desk/find?q=straume")
    assert (answer.status_code, answer.location) == (303, "/desk/find?q=straume")
    assert "Kārlis Katalogs" in browser.page("/desk/account")
    assert browser.get("/desk/staff").status_code == 403


def test_the_question_has_pkce_state_and_nonce_and_each_is_new(city: Desk) -> None:
    first, second = (parse_qs(urlsplit(go(city.browser())).query) for _ in range(2))
    assert first["code_challenge_method"] == ["S256"] and first["redirect_uri"] == [
        "http://localhost/desk/sign-in/back"
    ]
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name] and len(first[name][0]) >= 43


def test_from_then_on_the_account_counts_and_not_its_address(city: Desk, provider: IdentityProvider) -> None:
    assert sign_in(city.browser()).status_code == 303
    provider.claims = {"email": "new@example.org", "email_verified": False}
    assert sign_in(city.browser()).status_code == 303
    provider.claims = {"sub": "u-2", "email": EMAIL, "email_verified": True}
    assert "u-2" in said(sign_in(city.browser())), "the address has gone to somebody else"
    set_account(city, "katalogs", "")
    set_account(city, "katalogs", EMAIL)
    assert sign_in(city.browser()).status_code == 303


def test_an_identifier_does_where_the_provider_vouches_for_no_address(city: Desk, provider: IdentityProvider) -> None:
    provider.claims = {"sub": "a-b-c", "email": EMAIL}
    sentence = said(sign_in(city.browser()))
    assert "has not verified your e-mail address" in sentence and sentence.endswith("a-b-c")
    set_account(city, "sigita", "a-b-c")
    browser = city.browser()
    assert sign_in(browser).status_code == 303 and "Sigita" in browser.page("/desk/account")


@pytest.mark.parametrize(
    "claims", [{"email_verified": False}, {"email_verified": "true"}, {"email_verified": None}, {"email": ["a@b"]}]
)
def test_an_address_that_is_not_verified_lets_nobody_in(
    city: Desk, provider: IdentityProvider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    browser = city.browser()
    assert sign_in(browser).status_code == 403 and is_outside(browser)


def test_nobody_is_taken_on_by_the_provider(city: Desk, provider: IdentityProvider) -> None:
    before = Staff(city.catalogue.database).all()
    provider.claims = {"sub": "stranger", "email": "a@example.org", "email_verified": True, "role": "administrator"}
    browser = city.browser()
    assert "nobody at this desk has your account" in said(sign_in(browser)) and is_outside(browser)
    assert Staff(city.catalogue.database).all() == before


def test_who_was_let_go_stays_out(city: Desk) -> None:
    browser = city.browser()
    assert sign_in(browser).status_code == 303
    staff = Staff(city.catalogue.database)
    staff.change(replace(staff.get("katalogs"), is_active=False))
    assert is_outside(browser)
    assert sign_in(city.browser()).status_code == 403


def test_another_account_ends_the_sessions(city: Desk) -> None:
    browser = city.browser()
    sign_in(browser)
    set_account(city, "katalogs", "other@example.org")
    assert is_outside(browser)


def test_the_session_is_a_new_one_and_ends_like_others(city: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = city.browser()
    there = go(browser)
    with browser.client.session_transaction() as session:
        session["planted"] = "by somebody"
    browser.client.get(consent(there))
    with browser.client.session_transaction() as session:
        assert "planted" not in session and elsewhere._QUESTION not in session
        session["began"] -= admission.LONGEST.total_seconds() + 1
    assert is_outside(browser)


def test_signing_out_says_that_the_provider_may_still_know_one(city: Desk) -> None:
    browser = city.browser()
    sign_in(browser)
    browser.send("/desk/sign-out")
    page = browser.client.get("/desk/sign-in").get_data(as_text=True)
    assert "Rīgas pašvaldība may still know you" in page and is_outside(browser)
    by_password = city.signed_in("katalogs")
    by_password.send("/desk/sign-out")
    assert "may still know you" not in by_password.client.get("/desk/sign-in").get_data(as_text=True)


@pytest.mark.parametrize("next", ["https://evil.example/", "//evil.example", "/desk\\..\\evil", "javascript:1", "/lv/"])
def test_nobody_is_led_elsewhere_afterwards(city: Desk, next: str) -> None:
    assert sign_in(city.browser(), next).location == "/desk/"


def test_an_answer_is_good_once_and_in_its_own_session_only(city: Desk, provider: IdentityProvider) -> None:
    browser, other = city.browser(), city.browser()
    back = consent(go(browser))
    assert said(other.client.get(back)).startswith("This sign-in was not begun in this browser")
    go(other)
    assert said(other.client.get(back)).startswith("This sign-in was not begun in this browser")
    assert browser.client.get(back).status_code == 303
    browser.send("/desk/sign-out")
    provider.asked.clear()
    assert said(browser.client.get(back)).startswith("This sign-in was not begun in this browser")
    assert provider.asked == [], "the provider is not bothered with it"


def test_a_code_that_was_used_is_refused_by_the_provider(city: Desk) -> None:
    used = parse_qs(urlsplit(consent(go(city.browser()))).query)["code"][0]
    browser = city.browser()
    state = parse_qs(urlsplit(go(browser)).query)["state"][0]
    answer = browser.client.get("/desk/sign-in/back", query_string={"code": used, "state": state})
    assert said(answer).endswith("does not take this sign-in any more. Please begin again.")


def test_a_sign_in_that_took_too_long_is_begun_again(city: Desk) -> None:
    browser = city.browser()
    back = consent(go(browser))
    with browser.client.session_transaction() as session:
        asked = session[elsewhere._QUESTION]
        session[elsewhere._QUESTION] = [*asked[:3], asked[3] - elsewhere.LONGEST.total_seconds(), asked[4]]
    assert "took too long" in said(browser.client.get(back))


def test_who_declines_is_told_so(city: Desk, provider: IdentityProvider) -> None:
    provider.consents = False
    assert said(sign_in(city.browser())) == "You were not signed in: at Rīgas pašvaldība it was declined."


def _by_hand(claims: dict[str, Any], algorithm: str, key: bytes = b"") -> str:
    """A token that no library would write."""
    parts = ({"alg": algorithm, "kid": "first"}, claims)
    signed = ".".join(_in_64(json.dumps(part).encode()) for part in parts)
    return f"{signed}.{_in_64(hmac.digest(key, signed.encode(), 'sha256')) if key else ''}"


def _in_64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


FORGED = {
    "unsigned": lambda provider: lambda claims: _by_hand(claims, "none"),
    "signed with the public key": lambda provider: (
        lambda claims: _by_hand(claims, "HS256", provider.key.as_pem(private=False))
    ),
    "signed by another": lambda provider: (
        lambda claims: jwt.encode({"alg": "RS256", "kid": "first"}, claims, RSAKey.generate_key(2048, {"kid": "first"}))
    ),
    "signed with a key nobody knows": lambda provider: (
        lambda claims: jwt.encode({"alg": "RS256", "kid": "second"}, claims, provider.key)
    ),
    "no token": lambda provider: lambda claims: "",
    "not a token": lambda provider: lambda claims: "a.b.c",
    "a list": lambda provider: lambda claims: ["a"],
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_token_lets_nobody_in(
    city: Desk, provider: IdentityProvider, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    provider.sign = FORGED[how](provider)
    browser = city.browser()
    with caplog.at_level(logging.WARNING):
        assert "could not be trusted" in said(sign_in(browser))
    assert is_outside(browser) and "not-trusted" in caplog.text and SECRET not in caplog.text


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": None},
        {"aud": ["another", "third"]},
        {"aud": ["tilts", "another"], "azp": "another"},
        {"nonce": "of another session"},
        {"nonce": None},
        {"exp": None},
        {"exp": "tomorrow"},
        {"sub": None},
        {"sub": ""},
        {"sub": 7},
        {"sub": "x" * 256},
        {"sub": ["u-1"]},
        {"at_hash": "of another"},
    ],
    ids=repr,
)
def test_a_token_for_somebody_or_something_else_lets_nobody_in(
    city: Desk, provider: IdentityProvider, claims: dict[str, Any]
) -> None:
    provider.claims |= claims
    browser = city.browser()
    assert "could not be trusted" in said(sign_in(browser)) and is_outside(browser)


@pytest.mark.parametrize(("seconds", "is_let_in"), [(-100, True), (100, True), (-400, False), (400, False)])
def test_clocks_may_differ_a_little(city: Desk, provider: IdentityProvider, seconds: int, is_let_in: bool) -> None:
    provider.clock = seconds
    answer = sign_in(city.browser())
    assert answer.status_code == 303 if is_let_in else "clocks" in said(answer)


@pytest.mark.parametrize(
    ("described", "sentence"),
    [
        ({"issuer": "https://evil.example"}, "is not set up rightly"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "cannot be used"),
        ({"authorization_endpoint": "http://id.example.org/authorize"}, "cannot be used"),
        ({"authorization_endpoint": None}, "cannot be used"),
        ({"filler": "x" * 400_000}, "does not answer just now"),
    ],
)
def test_a_provider_that_describes_itself_strangely_is_not_gone_to(
    city: Desk, provider: IdentityProvider, described: dict[str, Any], sentence: str
) -> None:
    provider.described = described
    browser = city.browser()
    answer = browser.client.post(
        "/desk/sign-in/elsewhere", data={"csrf_token": _token(browser), "next": "/desk/account"}
    )
    assert sentence in said(answer) and answer.status_code == 503


def _token(browser: AtDesk) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.client.get("/desk/sign-in").get_data(as_text=True))
    assert found
    return found[1]


@pytest.mark.parametrize(("changed", "sentence"), [("issuer", "does not answer"), ("network", "not set up rightly")])
def test_a_provider_that_cannot_be_asked_leaves_the_password(city: Desk, changed: str, sentence: str) -> None:
    sign_in_settings = city.catalogue.settings.sign_in
    assert sign_in_settings
    value = {"issuer": "http://127.0.0.1:9", "network": "public"}[changed]
    settings = replace(city.catalogue.settings, sign_in=replace(sign_in_settings, **{changed: value}))
    catalogue = replace(city.catalogue, settings=settings)
    down = Desk(catalogue, create_app(catalogue, INTERFACES), city.passwords)
    browser = down.browser()
    answer = browser.client.post("/desk/sign-in/elsewhere", data={"csrf_token": _token(browser)})
    assert sentence in said(answer)
    assert not is_outside(down.signed_in("katalogs"))


def test_a_wrong_secret_is_for_the_administrator(city: Desk, caplog: pytest.LogCaptureFixture) -> None:
    (city.catalogue.settings.home / "oidc-secret").write_text("another", "ascii")
    wrong = Desk(city.catalogue, create_app(city.catalogue, INTERFACES), city.passwords)
    assert "not set up rightly" in said(sign_in(wrong.browser()))
    assert "client_id and secret (401)" in caplog.text


def test_going_there_again_and_again_is_slowed_down(city: Desk, provider: IdentityProvider) -> None:
    browser = city.browser()
    token = _token(browser)
    answers = [browser.client.post("/desk/sign-in/elsewhere", data={"csrf_token": token}) for _ in range(51)]
    assert [each.status_code for each in answers] == [200] * 50 + [429]
    assert said(answers[-1]).startswith("Too many sign-ins have failed.")


def test_the_way_there_takes_our_own_form(city: Desk, provider: IdentityProvider) -> None:
    provider.asked.clear()
    browser = city.browser()
    assert browser.client.post("/desk/sign-in/elsewhere").status_code == 409
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert browser.client.post("/desk/sign-in/elsewhere", headers=foreign).status_code == 403
    assert provider.asked == []


def test_what_was_typed_before_the_session_ended_is_not_lost(city: Desk) -> None:
    browser = city.browser()
    page = browser.client.post("/desk/account/language", data={"language": "lv"}).get_data(as_text=True)
    assert 'target="_blank"' in page and "opens in another window" in page
    kept = json.dumps([["language", "lv"]])
    fields = {"next": "/desk/account/language", "kept": kept, "csrf_token": _token(browser)}
    assert said(browser.client.post("/desk/sign-in/go-on", data=fields)) == "You are not signed in yet."
    sign_in(browser)
    answer = browser.send("/desk/sign-in/go-on", next="/desk/account/language", kept=kept)
    again = answer.get_data(as_text=True)
    assert 'name="language" value="lv"' in again and 'action="/desk/account/language"' in again


def test_an_administrator_writes_accounts_down_at_the_desk(city: Desk) -> None:
    browser = city.signed_in("admin")
    assert "Account at Rīgas pašvaldība" in browser.page("/desk/staff")
    form = {"role": "editor", "library": "sigulda", "is_active": "yes"}
    answer = browser.send("/desk/staff/sigita", account=EMAIL.upper(), **form)
    assert said(answer) == "This account is that of katalogs already."
    assert browser.send("/desk/staff/sigita", account=" Sigita@Example.org ", **form).status_code == 303
    assert Staff(city.catalogue.database).get("sigita").account == "sigita@example.org"
    assert said(browser.send("/desk/staff/sigita", account="two words", **form)).endswith("without spaces.")


def test_without_the_setting_there_is_no_other_way_in(desk: Desk) -> None:
    browser = desk.browser()
    assert "elsewhere" not in browser.client.get("/desk/sign-in").get_data(as_text=True)
    assert browser.client.get("/desk/sign-in/back").status_code == 404
    assert "Account at" not in desk.signed_in("admin").page("/desk/staff")


def test_the_doctor_says_why_nobody_can_sign_in_there(city: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = city.catalogue.settings
    file = settings.home / "oidc-secret"
    assert fault_of_sign_in(settings) == ""
    file.chmod(0o644)
    assert "chmod 600" in fault_of_sign_in(settings)
    file.unlink()
    assert "is not there" in fault_of_sign_in(settings)
    monkeypatch.setattr(openid, "jwt", None)
    assert "install requirements-oidc.txt" in fault_of_sign_in(settings)
    app = create_app(city.catalogue, INTERFACES)
    assert "elsewhere" not in app.test_client().get("/desk/sign-in").get_data(as_text=True)
    (finding,) = [each for each in app.test_client().get("/healthz").json["findings"] if each["name"] == "sign-in"]
    assert finding["state"] == "warning"
