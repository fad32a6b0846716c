"""Looking after the translation files: collecting the messages, bringing each language up to date, and finding what is wrong."""

import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from catalogue.languages.interface import DESK_INTERFACES, INTERFACES, SOURCE, Interface
from catalogue.languages.messages import DESK, DOMAIN, REVIEWED, fits, forms_of, po_file, says_reviewed

_KEYWORDS = {**DEFAULT_KEYWORDS, "say": None, "say_count": (1, 2)}
_COMMENT_TAG = "Translators:"
_TAG = re.compile(r"</?[a-z][^>]*>")
_CHANGING_HEADERS = tuple(
    f'"{name}:'
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Header lines that would differ with every run, or name nobody."""

_HEAD = "# Messages of Tilts. How to correct them: docs/translating.md"
_FOLDERS = ("catalogue", "templates")
TRANSLATIONS = "translations"
_SPOKEN = {DOMAIN: INTERFACES, DESK: DESK_INTERFACES}
"""The languages of each domain."""


def collect(project: Path) -> dict[str, Catalog]:
    """Every message of the code and the templates by its domain, without the places they were found in. What stands in a folder
    of the desk and nowhere else is the desk's."""
    babel = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(mapping["pattern"], mapping["method"]) for mapping in babel]
    options = {
        mapping["pattern"]: {k: v for k, v in mapping.items() if k not in ("pattern", "method")} for mapping in babel
    }
    found = {domain: Catalog(project="Tilts", charset="utf-8", fuzzy=False) for domain in _SPOKEN}
    for name in _FOLDERS:
        for file, _, message, comments, context in extract_from_dir(
            project / name,
            [
                (pattern.removeprefix(f"{name}/"), method)
                for pattern, method in methods
                if pattern.startswith(f"{name}/")
            ],
            {pattern.removeprefix(f"{name}/"): given for pattern, given in options.items()},
            keywords=_KEYWORDS,
            comment_tags=(_COMMENT_TAG,),
            strip_comment_tags=True,
        ):
            domain = DESK if DESK in PurePath(file).parts else DOMAIN
            found[domain].add(message, None, auto_comments=comments, context=context)
    for shared in found[DOMAIN]:
        if shared.id:
            found[DESK].delete(shared.id, shared.context)
    return found


def update(project: Path) -> None:
    """Write the templates of messages and bring every language's files up to date with them."""
    templates = collect(project)
    for domain, template in templates.items():
        _write(template, project / TRANSLATIONS / f"{domain}.pot")
    for domain, interface in _translated():
        template, file = templates[domain], po_file(interface, project / TRANSLATIONS, domain)
        file.parent.mkdir(parents=True, exist_ok=True)
        catalog = (
            _read(file, interface) if file.exists() else Catalog(locale=interface.locale, project="Tilts", fuzzy=False)
        )
        catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
        catalog.obsolete.clear()
        _write(catalog, file)


def faults(project: Path) -> list[str]:
    """What is wrong, a sentence each: nothing for a finished translation."""
    found = []
    wanted = {
        domain: {_id(message): message for message in template if message.id}
        for domain, template in collect(project).items()
    }
    for domain, messages in wanted.items():
        with open(project / TRANSLATIONS / f"{domain}.pot", "rb") as file:
            template = {_id(message) for message in read_po(file) if message.id}
        if template != messages.keys():
            found.append(f"{domain}.pot is out of date. Run: catalogue translations update")
    for domain, interface in _translated():
        po = po_file(interface, project / TRANSLATIONS, domain)
        if po.exists():
            found += _faults_of(interface, _read(po, interface), wanted[domain])
        else:
            found.append(f"{interface.code}: there is no {po.name}. Run: catalogue translations update")
    return found


@dataclass(frozen=True)
class State:
    """How far a language is: how many messages there are, how many of them are translated, and whether a native speaker has
    read them."""

    interface: Interface
    messages: int
    translated: int
    is_reviewed: bool


def states(project: Path) -> list[State]:
    """Every interface language's state, the source's too."""
    count = sum(1 for message in collect(project)[DOMAIN] if message.id)
    found = []
    for interface in INTERFACES:
        catalog = _read(po_file(interface, project / TRANSLATIONS), interface) if interface != SOURCE else Catalog()
        translated = sum(1 for message in catalog if message.id and all(forms_of(message)))
        is_source = interface == SOURCE
        reviewed = is_source or says_reviewed(catalog.header_comment)
        found.append(State(interface, count, count if is_source else translated, reviewed))
    return found


def _faults_of(interface: Interface, catalog: Catalog, wanted: dict[object, Message]) -> Iterator[str]:
    held = {_id(message): message for message in catalog if message.id}
    for key in wanted.keys() - held.keys():
        yield f"{interface.code}: “{_short(key)}” is not in the file. Run: catalogue translations update"
    for key, message in held.items():
        if key not in wanted:
            yield f"{interface.code}: “{_short(key)}” is no longer used. Run: catalogue translations update"
        forms = forms_of(message)
        if isinstance(message.id, tuple) and len(forms) != catalog.num_plurals:
            yield f"{interface.code}: “{_short(key)}” needs {catalog.num_plurals} plural forms."
        if not all(forms):
            yield f"{interface.code}: “{_short(key)}” is not translated."
        elif message.fuzzy:
            yield f"{interface.code}: “{_short(key)}” is marked fuzzy; look at it and take the mark away."
        elif not fits(message):
            yield f"{interface.code}: “{_short(key)}” has other placeholders than its source."
        elif any(_tags(form) != _tags(_short(key)) for form in forms):
            yield f"{interface.code}: “{_short(key)}” has other tags than its source."


def _translated() -> list[tuple[str, Interface]]:
    return [(domain, each) for domain, spoken in _SPOKEN.items() for each in spoken if each != SOURCE]


def _id(message: Message) -> object:
    return (message.id, message.context)


def _short(key: object) -> str:
    text = key[0] if isinstance(key, tuple) else key
    return str(text[0] if isinstance(text, tuple) else text)


def _tags(text: str) -> list[str]:
    return sorted(_TAG.findall(text))


def _read(po: Path, interface: Interface) -> Catalog:
    with open(po, "rb") as file:
        return read_po(file, locale=interface.locale)


def _write(catalog: Catalog, file: Path) -> None:
    reviewed = "yes" if says_reviewed(catalog.header_comment) else "no"
    catalog.header_comment = f"{_HEAD}\n# {REVIEWED} {reviewed}" if catalog.locale else _HEAD
    text = io.BytesIO()
    write_po(text, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = text.getvalue().decode("utf-8").splitlines(keepends=True)
    kept = (line for line in lines if not line.startswith(_CHANGING_HEADERS))
    file.write_text("".join(kept), "utf-8", newline="\n")
