"""Names offered while a librarian types and read when they have, and drafts kept meanwhile."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import abort, jsonify, request
from werkzeug.wrappers import Response

from catalogue.cataloguing.drafting import TooLong
from catalogue.discovery import Names
from catalogue.records import RECORD_TYPES
from catalogue.records.draft import Draft
from catalogue.records.key import is_key
from catalogue.web import current
from catalogue.web.desk.admission import TOKEN
from catalogue.web.desk.form import Resolvers
from catalogue.web.desk.workplace import member, workplace
from catalogue.web.pages.shown import title_of

LONGEST_ASKED = 100
LANGUAGES = "languages"
_NOT_KEPT = (TOKEN, "act", "found")


def resolvers() -> Resolvers:
    """What words for languages, topics and providers can mean."""
    return {what: names.named for what, names in _names().items()}


def offer(what: str) -> Response:
    """`/desk/names/<what>?q=…`: languages, topics or providers with a name like this in any language."""
    names, wording = _names().get(what), current.wording()
    if names is None:
        abort(404)
    codes = names.offered(request.args.get("q", "")[:LONGEST_ASKED])
    if what == LANGUAGES:
        return _answer([(code, wording.label("language", code)) for code in codes])
    found = workplace().workroom.open_many(codes)
    return _answer([(key, title_of(found[key], wording).value) for key in codes if key in found])


def keep_draft(key: str) -> tuple[Response, int]:
    """`/desk/draft/<key>?type=…`: what stands in a form, kept until it is saved."""
    kind = request.args.get("type", "")
    if not is_key(key) or kind not in RECORD_TYPES:
        abort(404)
    fields = {name: tuple(request.form.getlist(name)) for name in request.form if name not in _NOT_KEPT}
    revision = request.form.get("revision", "0")
    draft = Draft(
        member().name,
        key,
        kind,
        int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0,
        fields,
        datetime.now(UTC),
    )
    try:
        workplace().drafts.keep(draft)
    except TooLong:
        return jsonify(kept=False), 413
    return jsonify(kept=True), 200


def _names() -> Mapping[str, Names]:
    naming = workplace().naming
    return {
        LANGUAGES: naming.languages(),
        "topics": naming.records("topic"),
        "providers": naming.records("branch", "organisation"),
    }


def _answer(pairs: list[tuple[str, str]]) -> Response:
    return jsonify([{"code": code, "name": name} for code, name in pairs])
