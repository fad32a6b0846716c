"""A record as a reader would see it, in any language, before they do."""

from datetime import date

from flask import abort, g, render_template

from catalogue.languages import DOMAIN
from catalogue.records import Resource
from catalogue.web import current
from catalogue.web.language import offered
from catalogue.web.pages.resource import resource_page
from catalogue.web.visible import told_of


def show(key: str, lang: str) -> str:
    """`/desk/record/<key>/preview/<lang>`"""
    found = current.served().reading.one(key)
    if found is None or not isinstance(found.record, Resource):
        abort(404)
    desk_words = current.wording()
    notice = desk_words.say("This is how readers see it. Only the staff can open this page.")
    back = desk_words.say("Back to the desk")
    desk_language = current.interface()
    g.interface, g.domain = offered(lang), DOMAIN
    page = resource_page(found, (), [], date.today(), current.wording())
    return render_template(
        "desk/preview.html",
        page=page,
        told=told_of(found.record, found.named),
        notice=notice,
        back=back,
        key=key,
        desk_language=desk_language,
    )
