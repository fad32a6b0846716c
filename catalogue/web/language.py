"""Which language a page is written in, and Flask-Babel told to use our messages.

The order of choice: what the address says in its first part, on every address, those without a page included (a kiosk's has it
in its second part, the API `lang` among its parameters); else what the browser asks for; else the first language offered.
Nothing is remembered about a visitor.
"""

from babel.support import Translations
from flask import Flask, abort, g, redirect, request
from flask_babel import Babel, Domain
from werkzeug.wrappers import Response

from catalogue.languages import SOURCE, Interface, interface, messages
from catalogue.web import current

_NAMED_OTHERWISE = ("api", "kiosk")
"""First parts of addresses that have their language further on."""


class PoDomain(Domain):
    """Messages as `languages` reads them from `.po` files, instead of compiled ones."""

    def get_translations(self) -> Translations:
        return messages(current.interface(), current.domain())


class PoBabel(Babel):
    """Flask-Babel with that domain."""

    @property
    def domain_instance(self) -> Domain:
        return PoDomain()


def install(app: Flask, interfaces: tuple[Interface, ...]) -> None:
    """Choose a language before each request, and let templates speak it."""
    PoBabel(app, default_locale=SOURCE.locale, locale_selector=lambda: current.interface().locale)
    app.before_request(lambda: _choose(interfaces))
    app.url_defaults(_add_language)
    app.after_request(_say_language)


def chosen_by_browser(offered: tuple[Interface, ...]) -> Interface:
    """The offered language the browser likes best."""
    best = request.accept_languages.best_match([each.code for each in offered])
    return interface(best, offered) if best else offered[0]  # type: ignore[return-value]


def offered(code: str) -> Interface:
    """The interface language that an address names by just this code; there is no such page when it is not offered."""
    found = interface(code, current.served().interfaces)
    if found is None or found.code != code:
        abort(404)
    return found


def _choose(offered: tuple[Interface, ...]) -> Response | None:
    first, second = (*request.path.split("/", 3)[1:], "")[:2]
    said = request.args.get("lang", "") if first == "api" else second if first == "kiosk" else first
    named = interface(said, offered)
    g.interface = named or chosen_by_browser(offered)
    if named and first not in _NAMED_OTHERWISE and named.code != first:
        query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
        return redirect(f"/{named.code}{request.path[len(first) + 1 :]}{query}", 308)
    return None


def _add_language(endpoint: str, values: dict[str, object]) -> None:
    if endpoint.startswith("public.") and endpoint != "public.chooser":
        values.setdefault("lang", current.interface().code)


def _say_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", current.interface().locale.replace("_", "-"))
    if not request.view_args or "lang" not in request.view_args:
        response.vary.add("Accept-Language")
    return response
