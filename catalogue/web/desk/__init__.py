"""The librarians' door: every page under `/desk/`. A route names the permission it takes; one that names none lets nobody in."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask
from werkzeug.exceptions import HTTPException

from catalogue.records.staff import Permission
from catalogue.web import current
from catalogue.web.desk import (
    account,
    admission,
    checks,
    copies,
    covering,
    describing,
    duplicates,
    editing,
    elsewhere,
    files,
    finding,
    history,
    home,
    imports,
    kiosks,
    letters,
    links,
    looked_for,
    names,
    outside,
    people,
    preview,
    proposals,
    signing,
    together,
    topics,
    translating,
)
from catalogue.web.desk.fields import FIELDS, Field
from catalogue.web.desk.workplace import EXTENSION, Workplace, member_or_none

Route = tuple[str, str, Callable[..., Any], Permission | None]

SHOWN: tuple[Route, ...] = (
    ("/", "home", home.show, Permission.PROPOSE),
    ("/sign-in", "sign_in", signing.show, None),
    ("/sign-in/back", "come_back", elsewhere.come_back, None),
    ("/account", "account", account.show, Permission.PROPOSE),
    ("/find", "find", finding.show, Permission.PROPOSE),
    ("/find/take-out", "take_out", finding.take_out, Permission.PROPOSE),
    ("/new/<type>", "begin", describing.begin, Permission.DESCRIBE),
    ("/new/<type>/<key>", "new_record", describing.show_new, Permission.DESCRIBE),
    ("/record/<key>", "record", describing.show, Permission.PROPOSE),
    ("/record/<key>/history", "history", history.show, Permission.PROPOSE),
    ("/record/<key>/preview/<lang>", "preview", preview.show, Permission.PROPOSE),
    ("/record/<key>/files", "files", files.show, Permission.DESCRIBE),
    ("/proposal/<int:number>", "proposal", proposals.show, Permission.DESCRIBE),
    ("/translations", "translations", translating.show, Permission.TRANSLATE),
    ("/translations/take-out", "take_out_texts", outside.take_out, Permission.TRANSLATE),
    ("/translations/brought/<number>", "brought", outside.show, Permission.TRANSLATE),
    ("/translate/<key>/<language>", "translate", translating.show_one, Permission.TRANSLATE),
    ("/names/<what>", "names", names.offer, Permission.PROPOSE),
    ("/checks", "checks", checks.show, Permission.PUBLISH),
    ("/letters", "letters", letters.show, Permission.DESCRIBE),
    ("/looked-for", "looked_for", looked_for.show, Permission.DESCRIBE),
    ("/looked-for/<any(days, words):table>.csv", "looked_for_table", looked_for.save, Permission.DESCRIBE),
    ("/coverage", "coverage", covering.show, Permission.DESCRIBE),
    ("/duplicates", "duplicates", duplicates.show, Permission.DESCRIBE),
    ("/compare", "compare", duplicates.compare, Permission.DESCRIBE),
    ("/change", "change", editing.show, Permission.DESCRIBE),
    ("/change/<number>", "plan", editing.show_plan, Permission.DESCRIBE),
    ("/together", "together", together.show, Permission.DESCRIBE),
    ("/links", "links", links.show, Permission.DESCRIBE),
    ("/topics", "topics", topics.show, Permission.ESTABLISH),
    ("/topic/<key>", "topic", topics.show_one, Permission.ESTABLISH),
    ("/copies", "copies", copies.show, Permission.ADMINISTER),
    ("/copy/<file>", "copy", copies.send, Permission.ADMINISTER),
    ("/imports", "imports", imports.show, Permission.DESCRIBE),
    ("/import/<number>", "arrival", imports.show_one, Permission.DESCRIBE),
    ("/staff", "people", people.show, Permission.ADMINISTER),
    ("/kiosks", "kiosks", kiosks.show, Permission.ADMINISTER),
    ("/kiosk/<kiosk>", "kiosk", kiosks.show_one, Permission.ADMINISTER),
)
"""What is opened: address, name, view, and what it takes (None: nobody needs to have signed in)."""

TAKEN: tuple[Route, ...] = (
    ("/sign-in", "take_sign_in", signing.sign_in, None),
    ("/sign-in/elsewhere", "go_elsewhere", elsewhere.go, None),
    ("/sign-in/go-on", "go_on", elsewhere.go_on, None),
    ("/sign-out", "sign_out", signing.sign_out, None),
    ("/sign-out-everywhere", "sign_out_everywhere", signing.sign_out_everywhere, Permission.PROPOSE),
    ("/account/password", "change_password", account.change_password, Permission.PROPOSE),
    ("/account/language", "change_language", account.change_language, Permission.PROPOSE),
    ("/new/<type>/<key>", "create_record", describing.save_new, Permission.DESCRIBE),
    ("/record/<key>", "save_record", describing.save, Permission.PROPOSE),
    ("/record/<key>/merge", "merge_record", describing.settle_conflict, Permission.PROPOSE),
    ("/record/<key>/restore", "restore", history.restore, Permission.DESCRIBE),
    ("/draft/<key>", "keep_draft", names.keep_draft, Permission.PROPOSE),
    ("/draft/<key>/drop", "drop_draft", describing.drop_draft, Permission.PROPOSE),
    ("/translate/<key>/<language>", "save_translation", translating.save, Permission.TRANSLATE),
    ("/translations/bring", "bring_texts", outside.bring, Permission.TRANSLATE),
    ("/translations/brought/<number>", "keep_brought", outside.keep, Permission.TRANSLATE),
    ("/record/<key>/files/cover", "bring_cover", files.bring_cover, Permission.DESCRIBE),
    ("/record/<key>/files/attach", "attach_file", files.attach, Permission.DESCRIBE),
    ("/record/<key>/files/drop", "drop_file", files.drop, Permission.DESCRIBE),
    ("/proposal/<int:number>", "answer_proposal", proposals.answer, Permission.DESCRIBE),
    ("/check/<key>", "answer_check", checks.answer, Permission.PUBLISH),
    ("/letters", "clear_letters", letters.clear, Permission.PUBLISH),
    ("/looked-for/forget", "forget_words", looked_for.forget, Permission.PUBLISH),
    ("/duplicates", "tell_apart", duplicates.tell_apart, Permission.DESCRIBE),
    ("/merge", "merge", duplicates.merge, Permission.DESCRIBE),
    ("/change", "make_plan", editing.plan, Permission.DESCRIBE),
    ("/change/<number>/begin", "begin_plan", editing.begin, Permission.DESCRIBE),
    ("/together/<batch>/undo", "undo_together", together.undo, Permission.DESCRIBE),
    ("/topic/<key>/split", "split_topic", topics.split, Permission.ESTABLISH),
    ("/copies", "make_copy", copies.make, Permission.ADMINISTER),
    ("/copies/bring", "bring_copy", copies.bring, Permission.ADMINISTER),
    ("/copy/<file>/restore", "restore_copy", copies.restore, Permission.ADMINISTER),
    ("/imports", "take_import", imports.take, Permission.DESCRIBE),
    ("/import/<number>/begin", "begin_import", imports.begin, Permission.DESCRIBE),
    ("/import/<number>/drop", "drop_import", imports.drop, Permission.DESCRIBE),
    ("/batch/<batch>/undo", "undo_batch", imports.undo, Permission.TRANSLATE),
    ("/kiosks", "add_kiosk", kiosks.add, Permission.ADMINISTER),
    ("/kiosk/<kiosk>", "change_kiosk", kiosks.change, Permission.ADMINISTER),
    ("/kiosk/<kiosk>/address", "renew_kiosk", kiosks.renew, Permission.ADMINISTER),
    ("/kiosk/<kiosk>/release", "release_kiosk", kiosks.release, Permission.ADMINISTER),
    ("/kiosk/<kiosk>/home", "call_kiosk_home", kiosks.call_home, Permission.ADMINISTER),
    ("/kiosk/<kiosk>/drop", "drop_kiosk", kiosks.drop, Permission.ADMINISTER),
    ("/staff", "add_person", people.add, Permission.ADMINISTER),
    ("/staff/<name>", "change_person", people.change, Permission.ADMINISTER),
    ("/staff/<name>/password", "reset_password", people.reset, Permission.ADMINISTER),
)
"""What is sent."""

NEEDED = {f"desk.{name}": needed for _, name, _, needed in (*SHOWN, *TAKEN)}


def install(app: Flask, workplace: Workplace, unavailable: type[Exception]) -> None:
    """Open the door; `unavailable` is what the database raises when it fails."""
    app.extensions[EXTENSION] = workplace
    admission.install(app)
    app.jinja_env.globals["desk_field"] = _field
    app.jinja_env.globals["desk_say"] = lambda message: current.wording().say(message)
    app.jinja_env.globals["desk_token"] = admission.token
    app.jinja_env.globals["desk_ways"] = home.ways
    app.jinja_env.globals["desk_member"] = member_or_none
    app.jinja_env.globals["desk_provider"] = elsewhere.name_of_provider
    door = Blueprint("desk", __name__, url_prefix="/desk")
    for routes, method in ((SHOWN, "GET"), (TAKEN, "POST")):
        for rule, name, view, _ in routes:
            door.add_url_rule(rule, name, view, methods=(method,))
    door.before_request(lambda: admission.admit(NEEDED))
    door.after_request(admission.no_store)
    door.register_error_handler(HTTPException, admission.answer_error)
    door.register_error_handler(unavailable, admission.answer_failure)
    app.register_blueprint(door)


def _field(name: str) -> Field:
    """Label and help of a field in the desk's language."""
    wording, field = current.wording(), FIELDS[name]
    return Field(wording.say(field.label), wording.say(field.help) if field.help else "")
