"""The cover of a resource and the files handed out with it: brought, shown, taken away."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.files import (
    LONGEST_TITLE,
    MOST_ATTACHED,
    MOST_FILES,
    MOST_PICTURE,
    PICTURE,
    BadFile,
    with_attachment,
    with_cover,
    without_file,
)
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.languages.marking import _
from catalogue.records import Conflict, Refused, Resource
from catalogue.records.file import is_stored_name
from catalogue.records.review import may_change
from catalogue.web import current
from catalogue.web.desk.rows import row
from catalogue.web.desk.workplace import member, workplace
from catalogue.web.pages.cover import cover_of, file_url
from catalogue.web.pages.shown import title_of

FAULTS = {
    "large": _("The file is larger than %(most)s."),
    "picture": _("This is no picture, or it is damaged. JPEG, PNG, WebP and GIF are taken."),
    "pixels": _("The picture has too many points. Please make it smaller first."),
    "kind": _("Files of this kind are not taken: PDF, MP3, OGG, M4A and pictures are."),
    "empty": _("Please choose a file."),
    "many": _("There are %(number)s files already; no more are taken."),
}


@dataclass(frozen=True)
class BroughtFile:
    """A file of a resource; `markdown` is what shows it in the text of an article, empty for what is no picture of ours."""

    name: str
    title: str
    media_type: str
    size: str
    url: str
    markdown: str


def show(key: str) -> str:
    """`/desk/record/<key>/files`"""
    return _page(_resource(key))


def bring_cover(key: str) -> Response | tuple[str, int]:
    """`/desk/record/<key>/files/cover`"""
    resource, language = _own(key), current.interface().code

    def covered() -> Resource:
        name = workplace().files.keep_picture(_brought())
        return with_cover(resource, name, request.form.get("alternative", ""), language)

    return _kept(resource, covered, MOST_PICTURE)


def attach(key: str) -> Response | tuple[str, int]:
    """`/desk/record/<key>/files/attach`"""
    resource = _own(key)

    def attached() -> Resource:
        file = workplace().files.keep_attachment(_brought(), request.form.get("title", ""))
        return with_attachment(resource, file)

    return _kept(resource, attached, MOST_ATTACHED)


def drop(key: str) -> Response | tuple[str, int]:
    """`/desk/record/<key>/files/drop`"""
    resource = _own(key)
    return _kept(resource, lambda: without_file(resource, request.form.get("name", "")), 0)


def _brought() -> IO[bytes]:
    file = request.files.get("file")
    if file is None:
        raise BadFile("empty")
    return file.stream


def _resource(key: str) -> Resource:
    found = workplace().workroom.open(key)
    if not isinstance(found, Resource):
        abort(404)
    return found


def _own(key: str) -> Resource:
    """The resource, when it is the person's to change."""
    found = _resource(key)
    if not may_change(member(), found):
        abort(403)
    return found


def _kept(resource: Resource, made: Callable[[], Resource], most: int) -> Response | tuple[str, int]:
    wording = current.wording()
    try:
        saved = workplace().workroom.save(member(), made())
    except BadFile as bad:
        fault = wording.say(FAULTS[bad.code], most=wording.size(most), number=wording.number(MOST_FILES))
        return _page(resource, fault), 400
    except Refused as refused:
        return _page(resource, " ".join(wording.problem(each) for each in refused.problems)), 400
    except NotAllowed:
        abort(403)
    except Conflict:
        return _page(resource, wording.say("Somebody has changed it meanwhile.")), 409
    workplace().find(saved.sequence)
    flash(wording.say("Saved."))
    return redirect(url_for("desk.files", key=resource.key), 303)


def _page(resource: Resource, fault: str = "") -> str:
    wording = current.wording()
    cover = cover_of(resource, title_of(resource, wording), wording)
    return render_template(
        "desk/files.html",
        row=row(resource, {}, wording),
        cover=cover,
        cover_file=resource.cover.file if resource.cover and cover.picture else "",
        files=[
            BroughtFile(
                each.file,
                each.title or each.file,
                each.media_type,
                wording.size(each.size),
                file_url(each.file) if is_stored_name(each.file) else each.file,
                f"![{each.title}]({file_url(each.file)})" if each.media_type == PICTURE else "",
            )
            for each in resource.files
        ],
        may_change=may_change(member(), resource),
        fault=fault,
        most_picture=wording.size(MOST_PICTURE),
        most_attached=wording.size(MOST_ATTACHED),
        longest=LONGEST_TITLE,
    )
