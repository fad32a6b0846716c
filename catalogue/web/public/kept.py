"""The reader's own list."""

from flask import render_template, request

from catalogue.web import current
from catalogue.web.pages.kept import keys_of, list_page


def show(lang: str) -> str:
    """`/<lang>/list?keys=…`"""
    reading = current.served().reading
    keys = keys_of(request.args.get("keys", ""))
    records = reading.many(keys)
    page = list_page(keys, records, reading.named_by(records), current.wording())
    return render_template("public/list.html", page=page)
