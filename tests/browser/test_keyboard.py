"""The keyboard on the screen under real fingers: a page of its own, with the application's own templates, styles and policy."""

import threading
from collections.abc import Iterator

import pytest
from flask import Flask, jsonify, render_template_string, request
from playwright.sync_api import Browser, Locator, Page, expect
from waitress.server import create_server

from catalogue.app import create_app, open_current, prepare
from catalogue.settings import Settings
from catalogue.web import current
from catalogue.web.kiosk.keyboard import keyboard
from tests.browser.steps import barriers
from tests.web.kiosk.test_keyboards import ALPHABETS

pytestmark = pytest.mark.browser

PAGE = """
{%- from "kiosk/_keyboard.html" import keyboard -%}
<!doctype html>
<html lang="{{ frame.interface.code }}" dir="{{ frame.interface.direction }}">
<head><meta charset="utf-8"><title>Kiosk</title><link rel="stylesheet" href="{{ asset('style.css') }}">
<link rel="stylesheet" href="{{ asset('keyboard.css') }}"><script type="module" src="{{ asset('keyboard.js') }}"></script></head>
<body><main class="wide"><h1>Tilts</h1>
<form action="/api/v1/here"><label for="q">Q</label>
<input id="q" name="q" type="search" dir="auto" autocomplete="off" maxlength="1000" data-keyboard data-completes="/api/v1/words"></form>
</main>{{ keyboard("q", offered) }}</body></html>
"""
SCREENS = {"upright": (1080, 1920), "wide": (1920, 1080), "small": (1280, 800), "tablet": (768, 1024)}


@pytest.fixture(scope="module")
def kiosk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is served, by an application of an empty catalogue."""
    settings = Settings(tmp_path_factory.mktemp("instance"))
    prepare(settings)
    catalogue = open_current(settings)
    server = create_server(_with_page(create_app(catalogue)), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    catalogue.close()


def _with_page(app: Flask) -> Flask:
    def page(lang: str) -> str:
        others = tuple(request.args.getlist("layout")) or ("lv", "en")
        interface = current.interface()
        own = keyboard(interface, others)
        return render_template_string(PAGE, offered=own)

    app.add_url_rule("/<lang>/keys", "keys", page)
    app.add_url_rule("/api/v1/here", "here", lambda: f"<title>{request.args['q']}</title>")
    app.add_url_rule(
        "/api/v1/words", "words", lambda: jsonify(completions=[f"{request.args['q']} {n}" for n in range(9)])
    )
    return app
