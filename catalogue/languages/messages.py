"""Messages read straight from `.po` files: there are no compiled ones to go stale or to be forgotten.

A translation whose placeholders are not those of its source is left out, so a translator's slip shows the source text
instead of breaking the page.
"""

import io
import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from catalogue.languages.interface import ACCENTED, MIRRORED, SOURCE, Interface
from catalogue.languages.invented import accented, mirrored

DOMAIN, DESK = "messages", "desk"
"""What every door says, in every interface language; and what only the desk says, in those of the librarians."""

REVIEWED = "Reviewed by a native speaker:"
_REVIEWED = re.compile(rf"^# ?{REVIEWED} ?yes\b", re.MULTILINE)
_PLACEHOLDER = re.compile(r"%\((\w+)\)([a-z])|%(?!\()(.)")


def folder() -> Path:
    """Where the translations are: inside the package when it was installed as a wheel, else beside it."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "translations"
    return inside if inside.is_dir() else package.parent / "translations"


def po_file(interface: Interface, translations: Path, domain: str = DOMAIN) -> Path:
    """The file with the messages of one domain in one interface language."""
    return translations / interface.code.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"


@cache
def is_reviewed(interface: Interface) -> bool:
    """True when the head of the language's file says that a native speaker has read it. The source needs no such reading."""
    if interface == SOURCE or interface.is_invented:
        return True
    head = po_file(interface, folder()).read_text("utf-8").partition("msgid")[0]
    return says_reviewed(head)


def says_reviewed(head: str) -> bool:
    """Whether the comment at the head of a `.po` file says so."""
    return bool(_REVIEWED.search(head))


@cache
def messages(interface: Interface, domain: str = DOMAIN) -> Translations:
    """The messages of an interface language, the desk's on top of everybody's; a missing one is said in the source language."""
    if interface == SOURCE:
        return Translations()
    found = _translations(_catalog(interface, domain))
    if domain != DOMAIN:
        found.add_fallback(messages(interface))
    return found


def read_template(domain: str = DOMAIN) -> Catalog:
    """All messages of a domain that can be translated."""
    with open(folder() / f"{domain}.pot", "rb") as file:
        return read_po(file)


def placeholders(message: str) -> frozenset[str]:
    """The named placeholders of a message, and any other percent sign that formatting would stumble over."""
    return frozenset(match.group() for match in _PLACEHOLDER.finditer(message) if match.group() != "%%")


def sources_of(message: Message) -> tuple[str, ...]:
    """The source message: one form, or singular and plural."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation: one form, or one for each plural of the language; an empty text where there is none."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(form or "" for form in forms)


def fits(message: Message) -> bool:
    """True when each form of the translation has just the placeholders of its source (one of the source's forms)."""
    sources, forms = sources_of(message), forms_of(message)
    allowed = {placeholders(source) for source in sources}
    if len(sources) > 1:
        allowed.add(frozenset.union(*allowed) - {"%(count)s"})
    return all(placeholders(form) in allowed for form in forms if form)


def _translations(catalog: Catalog) -> Translations:
    for message in list(catalog):
        if message.id and (message.fuzzy or not fits(message)):
            catalog.delete(message.id, message.context)
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    buffer.seek(0)
    return Translations(buffer, domain=DOMAIN)


def _catalog(interface: Interface, domain: str) -> Catalog:
    if interface.is_invented:
        return _invented(interface, domain)
    with open(po_file(interface, folder(), domain), "rb") as file:
        return read_po(file, locale=interface.locale)


def _invented(interface: Interface, domain: str) -> Catalog:
    rewrite = {ACCENTED: accented, MIRRORED: mirrored}[interface]
    catalog = Catalog(locale=interface.locale)
    for message in read_template(domain):
        if not message.id:
            continue
        sources = sources_of(message)
        first, others = rewrite(sources[0]), rewrite(sources[-1])
        forms = (first,) + (others,) * (catalog.num_plurals - 1)
        catalog.add(message.id, forms if len(sources) > 1 else first, context=message.context)
    return catalog
