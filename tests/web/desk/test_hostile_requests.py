"""Every address and every form of the desk, given what nobody would type: answered in a sentence, shown as text, never broken."""

import re
from collections.abc import Iterator

import pytest
from werkzeug.routing import Rule

from tests.desk_fixtures import AtDesk, Desk
from tests.web.desk.test_admission import FILLED

HOSTILE = (
    '"><svg/onload=alert(1)>',
    "{{7*7}}{%raw%}${7*7}",
    "' OR 1=1; DROP TABLE records; --",
    "../../../etc/passwd",
    "9" * 5_000,
    "-1",
    "1e308",
    "a\u202eb\u0000c\ud7ff\ufffe",
    "e" + "\u0301" * 3_000,
)
ROUNDS = [
    pytest.param(words, id=str(place), marks=() if place in (0, 7) else pytest.mark.long)
    for place, words in enumerate(HOSTILE)
]
"""Markup and broken letters always; the others in the long run."""

ENDING = frozenset({"desk.sign_out", "desk.sign_out_everywhere"})
"""What would end the session the others need."""


def rules(desk: Desk, method: str) -> list[Rule]:
    return [
        each
        for each in desk.app.url_map.iter_rules()
        if each.endpoint.startswith("desk.") and method in (each.methods or ()) and each.endpoint not in ENDING
    ]


def address(desk: Desk, rule: Rule, **given: str) -> str | None:
    """The address of a route with something hostile in it; None where it has no place for that."""
    try:
        return desk.app.url_map.bind("localhost").build(rule.endpoint, {**FILLED, **given}, append_unknown=False)
    except Exception:  # a number, or one of a few words, is all that fits here
        return None


def hostile_addresses(desk: Desk, method: str, words: str) -> Iterator[str]:
    for rule in rules(desk, method):
        for name in rule.arguments:
            found = address(desk, rule, **{name: words})
            if found:
                yield found


def require_calm(answer_text: str, status: int, where: str) -> None:
    assert status < 500, where
    assert "Traceback" not in answer_text and "<svg/onload" not in answer_text, where
    assert "4949" not in answer_text and "$49" not in answer_text, where


def names_of_fields(browser: AtDesk, desk: Desk) -> set[str]:
    """Every field that any page of the desk asks for."""
    found: set[str] = set()
    for rule in rules(desk, "GET"):
        plain = address(desk, rule)
        if plain:
            found |= set(re.findall(r'\bname="([^"]+)"', browser.get(plain).get_data(as_text=True)))
    return found - {"csrf_token", "viewport", "color-scheme", "theme-color", "robots"}


@pytest.mark.parametrize("words", ROUNDS)
def test_01_02_04_addresses_that_nobody_would_type(desk: Desk, words: str) -> None:
    browser = desk.signed_in("admin")
    for where in hostile_addresses(desk, "GET", words):
        answer = browser.get(where)
        require_calm(
            answer.get_data(as_text=answer.mimetype == "text/html") if answer.mimetype == "text/html" else "",
            answer.status_code,
            where,
        )
    asked = dict.fromkeys(
        ("q", "status", "library", "to", "text", "state", "form", "page", "key", "lang", "topic"), words
    )
    asked |= dict.fromkeys(("kind", "stays", "goes", "period", "language", "branch", "by", "from", "type"), words)
    for rule in rules(desk, "GET"):
        where = address(desk, rule)
        if where:
            answer = browser.get(where, query_string=asked)
            require_calm(
                answer.get_data(as_text=True) if answer.mimetype == "text/html" else "", answer.status_code, where
            )


@pytest.mark.parametrize("words", ROUNDS)
def test_01_02_08_forms_that_nobody_would_send(desk: Desk, words: str) -> None:
    browser = desk.signed_in("admin")
    fields = names_of_fields(browser, desk)
    assert len(fields) > 60
    token = browser.token()
    for rule in rules(desk, "POST"):
        where = address(desk, rule)
        if where:
            data = {**dict.fromkeys(fields - {"file"}, words), "csrf_token": token}
            answer = browser.client.post(where, data=data)
            require_calm(
                answer.get_data(as_text=True) if answer.mimetype == "text/html" else "", answer.status_code, where
            )
    assert desk.browser().get("/en/resource/straume").status_code in (200, 410)
    assert browser.get("/desk/").status_code in (200, 401)
