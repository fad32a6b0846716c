"""Finding what one works on: everything in the catalogue, drafts and withdrawn records too; and taking it out as a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from flask import abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from catalogue.discovery import parse
from catalogue.exchange import Unreadable
from catalogue.records import Identifier, Record, Resource
from catalogue.records.codes import STATUSES
from catalogue.records.key import is_key
from catalogue.records.staff import Permission, permissions
from catalogue.web import current
from catalogue.web.desk.fields import STATUSES as STATUS_WORDS
from catalogue.web.desk.rows import address_of, rows
from catalogue.web.desk.workplace import member, workplace

LONGEST_ASKED = 300
MOST_FOUND = 100
MOST_TAKEN_OUT = 5_000
"""Records of one file; for the whole catalogue there is the command line."""

_PAGE = 100


@dataclass(frozen=True)
class Form:
    """A form records can leave in: what the file's ending is, and what a browser is told that it is."""

    name: str
    suffix: str
    media_type: str


FORMS = (
    Form("XLSX", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Form("CSV", ".csv", "text/csv; charset=utf-8"),
    Form("MARC 21", ".mrc", "application/marc"),
    Form("MARCXML", ".marc.xml", "application/marcxml+xml"),
    Form("MODS", ".mods.xml", "application/mods+xml"),
    Form("Dublin Core", ".dc.xml", "application/xml"),
    Form("BibTeX", ".bib", "application/x-bibtex; charset=utf-8"),
    Form("RIS", ".ris", "application/x-research-info-systems; charset=utf-8"),
)
"""By the names their users know."""

_ZIP = Form("ZIP", ".zip", "application/zip")


@dataclass(frozen=True)
class Asked:
    """What somebody looks for at the desk: words, and a status and a library, empty for any."""

    words: str
    status: str
    library: str

    @property
    def statuses(self) -> tuple[str, ...]:
        """Those the records may have."""
        return (self.status,) if self.status in STATUSES else STATUSES


def asked_for(fields: Mapping[str, str]) -> Asked:
    """What an address or a form asks for."""
    words = fields.get("q", "").strip()[:LONGEST_ASKED]
    return Asked(words, fields.get("status", ""), fields.get("library", ""))


def found_for(asked: Asked, most: int) -> list[Record]:
    """What is found, `most` at the utmost: those with the number that is asked for, else those with the words."""
    return (_with_number(asked.words) or _found(asked, most))[:most]


def show(fault: str = "") -> str | Response:
    """`/desk/find?q=…&status=…&library=…`: the number of one thing leads straight to it."""
    asked = asked_for(request.args)
    numbered = _with_number(asked.words)
    if len(numbered) == 1 and not fault:
        return redirect(address_of(numbered[0]))
    found = numbered or _found(asked, MOST_FOUND)
    wording = current.wording()
    owners = workplace().workroom.open_many(tuple({each.owner for each in found}))
    branches = current.served().reading.branches(wording.interface)
    return render_template(
        "desk/find.html",
        asked=asked.words,
        status=asked.status,
        library=asked.library,
        statuses=[(code, wording.say(words)) for code, words in STATUS_WORDS.items()],
        libraries=[(each.key, each.titles[0].value) for each in branches],
        rows=rows(found, owners, wording),
        most=MOST_FOUND,
        own=member().library,
        forms=[(each.suffix, each.name) for each in FORMS],
        most_taken_out=wording.number(MOST_TAKEN_OUT),
        may_change=Permission.DESCRIBE in permissions(member().role),
        fault=fault,
    )


def take_out() -> Response | tuple[str | Response, int]:
    """`/desk/find/take-out?q=…&status=…&library=…&form=…`: what the same search shows, drafts too, as a file to keep."""
    asked, wording, place = asked_for(request.args), current.wording(), workplace()
    form = next((each for each in FORMS if each.suffix == request.args.get("form")), None)
    if form is None:
        abort(404)
    found = found_for(asked, MOST_TAKEN_OUT)
    folder = TemporaryDirectory(prefix="tilts-")
    try:
        path = Path(folder.name) / f"tilts{form.suffix}"
        written = place.workroom.take_out(path, tuple(each.key for each in found), _page_of)
    except Unreadable as fault:
        folder.cleanup()
        return show(str(fault)), 422
    except BaseException:
        folder.cleanup()
        raise
    if not written:
        folder.cleanup()
        return show(
            wording.say("Nothing that is found here can be written in this form: it has room for resources only.")
        ), 422
    files = sorted(path.parent.iterdir())
    form, path = (form, path) if len(files) == 1 else (_ZIP, _packed(files))
    response = send_file(path, form.media_type, as_attachment=True, download_name=f"tilts{form.suffix}")
    response.direct_passthrough = False  # a response that is passed through does not say when it has gone
    response.call_on_close(folder.cleanup)
    return response


def _packed(files: list[Path]) -> Path:
    """The sheets of a spreadsheet in CSV, which has a file for each."""
    path = files[0].with_name(f"tilts{_ZIP.suffix}")
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for file in files:
            packed.write(file, file.name)
    return path


def _page_of(resource: Resource) -> str:
    return url_for("public.resource", lang=current.interface().code, key=resource.key, _external=True)


def _found(asked: Asked, most: int) -> list[Record]:
    """The record with this key; what readers find, as they find it; the rest, and one library's own, by its titles."""
    words, statuses, library = asked.words, asked.statuses, asked.library
    is_searched = words and not library and "published" in statuses
    scanned = tuple(each for each in statuses if each != "published") if is_searched else statuses
    with_key = workplace().workroom.open(words) if is_key(words) and not library else None
    found = [with_key] if with_key and with_key.status in statuses else []
    found += workplace().workroom.find(words, scanned, library, most) if scanned else []
    if is_searched:
        found += islice(_as_readers_find(words), most)
    return list({each.key: each for each in found}.values())[:most]


def _as_readers_find(words: str) -> Iterator[Record]:
    """Page by page, until there is nothing more."""
    for page in count(1):
        as_reader = parse([("q", words), ("size", str(_PAGE)), ("page", str(page))])
        findings = current.served().search(as_reader, current.interface()).findings
        yield from (each.record for each in findings)
        if len(findings) < _PAGE:
            return


def _with_number(asked: str) -> list[Record]:
    """Those with this ISBN or ISSN."""
    numbers = tuple(Identifier(scheme, asked) for scheme in ("isbn", "issn"))
    return workplace().workroom.same_identifiers(Resource(identifiers=numbers)) if asked else []
