"""Looking after the topics: how often each is used, and merging and splitting them."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from catalogue.cataloguing.merging import MOST_USES, NotAlike, Seen
from catalogue.cataloguing.workroom import NotAllowed
from catalogue.records import Conflict, Refused, Topic
from catalogue.records.key import is_key
from catalogue.records.rules import cleaned
from catalogue.web import current
from catalogue.web.desk.duplicates import tell_done
from catalogue.web.desk.pages import Pages, page_asked
from catalogue.web.desk.rows import row, rows
from catalogue.web.desk.workplace import member, workplace
from catalogue.web.pages.shown import title_of

TOPICS_ON_A_PAGE = 100
PARTS = 4
"""Topics that one can be split into in one go."""

LONGEST_NAME = 200


def show() -> str:
    """`/desk/topics?q=…&page=…`"""
    wording, asked = current.wording(), request.args.get("q", "").strip()[:LONGEST_NAME]
    found = workplace().merging.topics(asked)
    found.sort(key=lambda each: wording.sort_key(title_of(each[0], wording).value))
    pages = Pages(page_asked(), len(found), TOPICS_ON_A_PAGE)
    return render_template(
        "desk/topics.html",
        asked=asked,
        topics=[(row(each, {}, wording), wording.number(uses)) for each, uses in found[pages.start : pages.end]],
        pages=pages,
    )


def show_one(key: str) -> str:
    """`/desk/topic/<key>`"""
    return _page(_topic(key))


def split(key: str) -> Response | tuple[str, int]:
    """`/desk/topic/<key>/split`: some of its records get other topics."""
    topic, wording, form = _topic(key), current.wording(), request.form
    names = [cleaned(form.get(f"part-{number}", ""))[:LONGEST_NAME] for number in range(PARTS)]
    moved: dict[Seen, int] = {}
    for name in form.getlist("record"):
        record, _, revision = name.partition(":")
        wanted = form.get(f"to-{record}", "")
        if not is_key(record) or not (revision.isascii() and revision.isdigit() and len(revision) < 9):
            abort(400)
        if wanted in map(str, range(PARTS)):
            moved[Seen(record, int(revision))] = int(wanted)
    if not moved:
        return _page(topic, wording.say("Please choose which descriptions get which topic.")), 422
    if not all(names[place] for place in moved.values()):
        return _page(topic, wording.say("Please give every topic that you have chosen a name.")), 422
    used = sorted(set(moved.values()))
    labels = tuple(names[place] for place in used)
    places = {seen: used.index(place) for seen, place in moved.items()}
    revision = form.get("revision", "")
    seen = Seen(key, int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 9 else 0)
    remark = wording.say("Split: “%(title)s”.", title=title_of(topic, wording).value)
    try:
        done = workplace().merging.split(member(), seen, labels, current.interface().spoken, places, remark)
    except NotAllowed:
        abort(403)
    except Conflict:
        return _page(topic, wording.say("Somebody has changed it meanwhile. Nothing was done; please look again.")), 409
    except (NotAlike, Refused):
        return _page(topic, wording.say("This cannot be done here.")), 422
    tell_done(done)
    return redirect(url_for("desk.topic", key=key), 303)


def _page(topic: Topic, fault: str = "") -> str:
    wording, place = current.wording(), workplace()
    uses = place.merging.uses(topic.key)
    owners = place.workroom.open_many(tuple({each.owner for each in uses}))
    return render_template(
        "desk/topic.html",
        fault=fault,
        topic=topic,
        row=row(topic, {}, wording),
        typed=request.form,
        uses=list(zip(rows(uses, owners, wording), [each.revision for each in uses], strict=True)),
        parts=range(PARTS),
        most=MOST_USES,
    )


def _topic(key: str) -> Topic:
    found = workplace().workroom.open(key)
    if not isinstance(found, Topic):
        abort(404)
    return found
