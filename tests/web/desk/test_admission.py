"""Who gets in at the desk: nobody by default, each role as far as it may, with our own forms only, for a limited time."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.routing import Rule

from catalogue.records.staff import Permission, Role, permissions
from catalogue.web.desk import NEEDED, admission
from catalogue.web.desk.admission import IDLE, LONGEST, own_address
from tests.desk_fixtures import PEOPLE, Desk

FILLED = {
    "type": "resource",
    "what": "topics",
    "language": "uk",
    "batch": "none",
    "key": "straume",
    "number": 1,
    "name": "katalogs",
    "lang": "lv",
    "file": "no-copy",
    "table": "words",
    "kiosk": "none",
}
"""What stands in addresses with a place for something."""


def rules(desk: Desk) -> list[tuple[str, str, str]]:
    """Endpoint, method and an address of every route of the desk."""
    found = []
    with desk.app.test_request_context():
        for rule in desk.app.url_map.iter_rules():
            if rule.endpoint.startswith("desk."):
                found += [(rule.endpoint, method, _address(desk, rule)) for method in rule.methods & {"GET", "POST"}]
    return found


def _address(desk: Desk, rule: Rule) -> str:
    return desk.app.url_map.bind("localhost").build(rule.endpoint, {name: FILLED[name] for name in rule.arguments})


def test_every_route_of_the_desk_says_what_it_takes(desk: Desk) -> None:
    assert {endpoint for endpoint, _, _ in rules(desk)} == NEEDED.keys()


def test_who_has_not_signed_in_is_asked_to_on_every_page(desk: Desk) -> None:
    for endpoint, method, address in rules(desk):
        if NEEDED[endpoint] is None:
            continue
        answer = desk.browser().client.open(address, method=method)
        assert answer.status_code == 401, (method, address)
        assert 'name="password"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda each: each.name)
def test_every_role_reaches_what_it_may_and_nothing_else(desk: Desk, person) -> None:  # type: ignore[no-untyped-def]
    browser = desk.signed_in(person.name)
    for endpoint, method, address in rules(desk):
        if endpoint in ("desk.sign_out", "desk.sign_out_everywhere", "desk.take_sign_in", "desk.reset_password"):
            continue
        needed = NEEDED[endpoint]
        is_allowed = needed is None or needed in permissions(person.role)
        answer = browser.client.open(address, method=method)
        if not is_allowed:
            assert answer.status_code == 403, (method, address)
        else:
            assert answer.status_code < 500
            # A form without a token is handed back, whoever sends it.
            assert answer.status_code == 409 if method == "POST" else answer.status_code in (200, 302, 404), address


def test_a_route_that_names_no_permission_lets_nobody_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(NEEDED, "desk.home")
    assert desk.signed_in("admin").get("/desk/").status_code == 403


def test_roles_reach_more_and_more() -> None:
    assert [len(permissions(role)) for role in Role] == [2, 3, 5, 6]
    assert set(NEEDED.values()) == {None, *Permission}


@pytest.mark.parametrize("token", ["", "forged", "IjEyMyI.aaaa.bbbb"])
def test_08_01_a_form_without_our_token_changes_nothing_and_is_handed_back(desk: Desk, token: str) -> None:
    browser = desk.signed_in("admin")
    answer = browser.client.post("/desk/staff", data={"csrf_token": token, "name": "mallory", "role": "administrator"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409 and 'name="name" value="mallory"' in page
    assert "mallory" not in browser.page("/desk/staff")


def test_08_01_the_token_of_another_session_is_none(desk: Desk) -> None:
    token = desk.signed_in("redaktore").token()
    answer = desk.signed_in("admin").client.post("/desk/account/language", data={"csrf_token": token, "language": "lv"})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_08_03_what_another_site_has_had_sent_is_refused(desk: Desk, headers: dict[str, str]) -> None:
    browser = desk.signed_in("admin")
    data = {"csrf_token": browser.token(), "name": "mallory", "role": "administrator"}
    assert browser.client.post("/desk/staff", data=data, headers=headers).status_code == 403


def test_08_02_opening_a_page_changes_nothing(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    with desk.catalogue.database.reading() as unit:
        before = unit.log.head()
    for _, method, address in rules(desk):
        if method == "GET":
            browser.get(address)
    with desk.catalogue.database.reading() as unit:
        assert unit.log.head() == before and unit.drafts.of("admin") == []


def test_an_unused_session_ends(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    _age(browser, used=IDLE + timedelta(seconds=1), began=timedelta(hours=1))
    assert browser.get("/desk/").status_code == 401


def test_a_session_lasts_a_working_day_at_most(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    _age(browser, used=timedelta(0), began=LONGEST + timedelta(seconds=1))
    assert browser.get("/desk/").status_code == 401


def test_a_session_from_the_future_ends(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    _age(browser, used=-timedelta(days=1), began=-timedelta(days=1))
    assert browser.get("/desk/").status_code == 401


def _age(browser, used: timedelta, began: timedelta) -> None:  # type: ignore[no-untyped-def]
    now = datetime.now(UTC)
    with browser.client.session_transaction() as session:
        session["used"], session["began"] = (now - used).timestamp(), (now - began).timestamp()


def test_what_was_typed_outlives_the_session(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    token = browser.token()
    _age(browser, used=IDLE * 2, began=IDLE * 3)
    typed = {
        "csrf_token": token,
        "act": "save",
        "revision": "1",
        "blocks-0-language": "lv",
        "blocks-0-title": 'Ilgi "rakstīts"',
    }
    asked = browser.client.post("/desk/record/melnraksts", data=typed)
    assert asked.status_code == 401
    page = asked.get_data(as_text=True)
    kept = re.search(r'name="kept" value="([^"]*)"', page)
    assert kept
    fields = dict(json.loads(kept[1].replace("&#34;", '"').replace("&amp;", "&")))
    assert fields["blocks-0-title"] == 'Ilgi "rakstīts"' and "csrf_token" not in fields
    back = browser.client.post(
        "/desk/sign-in",
        data={
            "csrf_token": re.search(r'csrf_token" value="([^"]+)"', page)[1],  # type: ignore[index]
            "name": "katalogs",
            "password": desk.passwords["katalogs"],
            "next": "/desk/record/melnraksts",
            "kept": json.dumps(list(fields.items())),
        },
    )
    again = back.get_data(as_text=True)
    assert 'action="/desk/record/melnraksts"' in again and "Ilgi &#34;rakstīts&#34;" in again
    token = re.search(r'csrf_token" value="([^"]+)"', again)[1]  # type: ignore[index]
    assert browser.client.post("/desk/record/melnraksts", data={**fields, "csrf_token": token}).status_code == 303
    assert "Ilgi &#34;rakstīts&#34;" in browser.page("/desk/record/melnraksts")


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/desk/",
        "https:evil",
        "/desk\n//evil",
        "javascript:alert(1)",
    ],
)
def test_07_01_nobody_is_sent_elsewhere_after_a_sign_in(desk: Desk, address: str) -> None:
    assert own_address(address) == "/desk/"
    browser = desk.browser()
    answer = browser.send("/desk/sign-in", name="admin", password=desk.passwords["admin"], next=address)
    assert answer.headers["Location"] == "/desk/"


def test_09_01_guessing_is_slowed_down_and_says_so(desk: Desk) -> None:
    browser = desk.browser()
    answers = [browser.send("/desk/sign-in", name="admin", password=f"guess {each}") for each in range(6)]
    assert [each.status_code for each in answers] == [400] * 5 + [429]
    assert "do not belong together" in answers[0].get_data(as_text=True)
    assert "quarter of an hour" in answers[-1].get_data(as_text=True)


def test_09_03_a_session_begins_anew_with_a_sign_in(desk: Desk) -> None:
    browser = desk.browser()
    before = browser.token()
    browser.send("/desk/sign-in", name="admin", password=desk.passwords["admin"])
    assert browser.client.post("/desk/account/language", data={"csrf_token": before}).status_code == 409


def test_09_03_an_edited_cookie_is_no_session(desk: Desk) -> None:
    browser = desk.signed_in("translator" if "translator" in desk.passwords else "tulkotaja")
    cookie = browser.client.get_cookie("desk")
    assert cookie and cookie.http_only and cookie.same_site == "Lax"
    browser.client.set_cookie("desk", cookie.value[:-2] + "xx")
    assert browser.get("/desk/").status_code == 401


def test_a_cookie_for_tls_belongs_to_this_host_alone(desk: Desk) -> None:
    answer = desk.app.test_client().get("/desk/", base_url="https://localhost")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-desk=") and "Secure" in cookie and "HttpOnly" in cookie and "Path=/" in cookie


def test_09_04_another_role_ends_old_sessions(desk: Desk) -> None:
    editor, admin = desk.signed_in("redaktore"), desk.signed_in("admin")
    admin.send("/desk/staff/redaktore", role="translator", library="liepaja", is_active="yes")
    assert editor.get("/desk/").status_code == 401


def test_signing_out_everywhere_ends_the_others_too(desk: Desk) -> None:
    first, second = desk.signed_in("katalogs"), desk.signed_in("katalogs")
    assert first.send("/desk/sign-out-everywhere").status_code == 303
    assert first.get("/desk/").status_code == second.get("/desk/").status_code == 401


def test_11_01_nothing_of_the_desk_is_stored_elsewhere(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    for address in ("/desk/", "/desk/staff", "/desk/record/straume", "/desk/nowhere"):
        if address != "/desk/nowhere":
            assert browser.get(address).headers["Cache-Control"] == "no-store"


def test_11_05_readers_pages_set_no_cookie_and_do_not_ask_for_one(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    answer = browser.get("/lv/search?q=straume")
    assert "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")


def test_a_form_far_too_large_is_refused_in_a_sentence(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    data = {"csrf_token": browser.token(), "blocks-0-title": "a" * (admission.MOST_BODY + 1)}
    answer = browser.client.post("/desk/record/straume", data=data)
    assert answer.status_code == 413
    assert "Nothing was saved" in answer.get_data(as_text=True)


def test_the_desk_speaks_the_language_of_who_is_there(desk: Desk) -> None:
    browser = desk.signed_in("katalogs")
    assert browser.send("/desk/account/language", language="lv").status_code == 303
    assert '<html lang="lv"' in browser.page("/desk/account")
    browser.send("/desk/account/language", language="xx")
    assert '<html lang="lv"' in browser.page("/desk/account")


def test_a_password_is_changed_by_who_knows_it(desk: Desk) -> None:
    here, elsewhere = desk.signed_in("katalogs"), desk.signed_in("katalogs")
    old, new = desk.passwords["katalogs"], "zirgs akumulators skava pareizi"
    wrong = here.send("/desk/account/password", old="wrong", new=new, again=new)
    assert wrong.status_code == 400 and "not your present password" in wrong.get_data(as_text=True)
    other = here.send("/desk/account/password", old=old, new=new, again="something else")
    assert other.status_code == 400 and "not the same in both" in other.get_data(as_text=True)
    weak = here.send("/desk/account/password", old=old, new="katalogs2024", again="katalogs2024")
    assert weak.status_code == 400 and "easily guessed" in weak.get_data(as_text=True)
    short = here.send("/desk/account/password", old=old, new="short", again="short")
    assert "12 letters at least" in short.get_data(as_text=True)
    assert here.send("/desk/account/password", old=old, new=new, again=new).status_code == 303
    assert here.get("/desk/").status_code == 200 and elsewhere.get("/desk/").status_code == 401
