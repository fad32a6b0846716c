"""The reader's own list."""

from flask import render_template, request

from catalogue.web import current
from catalogue.web.pages.kept import keys_of, list_page
from catalogue.web.visible import cards


def show(lang: str) -> str:
    """`/<lang>/list?keys=…`"""
    keys = keys_of(request.args.get("keys", ""))
    records = current.served().reading.many(keys)
    page = list_page(cards(records), len(keys) - len(records), current.wording())
    return render_template("public/list.html", page=page)
