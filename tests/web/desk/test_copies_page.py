"""The administrator copies the catalogue while others work, and goes back to a copy."""

import io
import re

from tests.desk_fixtures import AtDesk, Desk


def copies(browser: AtDesk) -> list[str]:
    return re.findall(r'href="/desk/copy/([^"]+)"', browser.page("/desk/copies"))


def test_the_catalogue_is_copied_changed_and_gone_back_to(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    browser.send("/desk/copies")
    (name,) = copies(browser)
    browser.send("/desk/record/straume", **{"blocks-0-language": "lv", "blocks-0-title": "Cits", "revision": "1"})
    assert "Cits" in browser.page("/desk/record/straume")
    answer = browser.send(f"/desk/copy/{name}/restore")
    assert answer.headers["Location"] == "/desk/sign-in"
    assert "every table compared" in browser.page("/desk/sign-in")
    assert browser.get("/desk/").status_code == 401
    again = desk.signed_in("admin")
    assert "Cits" not in again.page("/desk/record/straume") and "Straume" in again.page("/desk/record/straume")
    kept = [each for each in copies(again) if each.startswith("before-restore-")]
    assert len(kept) == 1 and again.send(f"/desk/copy/{kept[0]}/restore").status_code == 303


def test_a_copy_is_fetched_and_brought_again(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    browser.send("/desk/copies")
    (name,) = copies(browser)
    with browser.get(f"/desk/copy/{name}") as answer:
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
        content = io.BytesIO(answer.data)
    assert browser.send("/desk/copies/bring", file=(content, "my copy.sqlite")).status_code == 303
    assert sorted(each.split("-")[0] for each in copies(browser)) == ["brought", "kept"]


def test_what_is_no_copy_is_refused(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    refused = browser.send("/desk/copies/bring", file=(io.BytesIO(b"x" * 9_000), "../../evil.sqlite"))
    assert refused.status_code == 400 and "no copy of a catalogue" in refused.get_data(as_text=True)
    assert browser.send("/desk/copies/bring").status_code == 400
    assert copies(browser) == []


def test_only_kept_copies_are_handed_out_or_put_back(desk: Desk) -> None:
    browser = desk.signed_in("admin")
    for name in ("catalogue.sqlite", "..%2Fcatalogue.sqlite", "secret-key", "%00"):
        assert browser.get(f"/desk/copy/{name}").status_code == 404
        assert browser.send(f"/desk/copy/{name}/restore").status_code == 404
