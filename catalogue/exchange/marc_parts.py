"""Parts of MARC fields as the catalogue writes them: without signs of description, in the script of the thing, with a role."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pymarc import Field, Record

from catalogue.exchange.marc_tables import ROLE_OF_RELATOR, ROLE_OF_WORD
from catalogue.languages.scripts import in_script, script_of, usual_script
from catalogue.records import Identifier, Text
from catalogue.records.identifier import is_valid, normalised
from catalogue.records.rules import LONGEST_TEXT, cleaned

NO_LANGUAGE = "und"

_LINK = re.compile("([0-9A-Za-z]{3})-([0-9]{2})")
_UNSAID = re.compile(r"s\. ?[ln]\.?|.*not identified|б\. ?[имв]\.?|b\. ?[iv]\.?", re.IGNORECASE)
_AT_ENDS = "\u200e\u200f "
"""Marks of direction, which only the edge of a stretch of text needs, and space."""
_SIGNS = f"/:;=,،؛／：；，＝{_AT_ENDS}"
_YEAR = re.compile("(?<![0-9])1[4-9][0-9]{2}(?![0-9])|(?<![0-9])20[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Form:
    """A field and the same said in other scripts (880)."""

    own: Field
    others: tuple[Field, ...] = ()

    @property
    def all(self) -> tuple[Field, ...]:
        return (self.own, *self.others)

    def in_script(self, script: str) -> Field:
        """The form that is in this script, else the field itself."""
        return next((each for each in self.all if script_of(value_of(each, "ab")) == script), self.own)


def forms(record: Record, *tags: str) -> list[Form]:
    """The fields of these tags with their other forms; an 880 that belongs to none of them stands for itself."""
    linked: dict[tuple[str, str], list[Field]] = {}
    for field in record.get_fields("880"):
        if link := _LINK.match(field.get("6") or ""):
            linked.setdefault((link[1], link[2]), []).append(field)
    found = []
    for field in record.get_fields(*tags) if len(tags) > 1 else record.get_fields(tags[0]):
        link = _LINK.match(field.get("6") or "")
        found.append(Form(field, tuple(linked.pop((field.tag, link[2]), ())) if link and link[2] != "00" else ()))
    return found + [Form(each) for (tag, _), left in linked.items() if tag in tags for each in left]


def parts(field: Field, codes: str) -> list[str]:
    """The values of these subfields, in their order, each as one clean line."""
    return [text for part in field.subfields if part.code in codes if (text := line(part.value))]


def value_of(field: Field, codes: str) -> str:
    """The values of these subfields as one."""
    return " ".join(bare(part) for part in parts(field, codes))


def line(value: str) -> str:
    """The text as one clean line."""
    return " ".join(cleaned(value).split()).strip(_AT_ENDS)


def bare(value: str) -> str:
    """The value without the signs that only say what comes next."""
    return value.rstrip(_SIGNS)


def without_stop(value: str) -> str:
    """The value without a full stop at its end; that of an initial or an abbreviation stays."""
    return value[:-1] if re.search(r"(?<!\.)\b[^\W\d_]{3,}[)\]]?\.$", value) and not value.endswith("etc.") else value


def said(value: str) -> str:
    """The value without brackets, empty when it only says that nothing is known."""
    value = bare(re.sub(r"[\[\]]", "", value))
    return "" if _UNSAID.fullmatch(value) else value


def year_in(value: str) -> int | None:
    """The first year of a date as on the thing: `c2005`, `[2005?]`."""
    found = _YEAR.search(value)
    return int(found[0]) if found else None


def title_in(field: Field, names: str, sections: str) -> str:
    """A title of its parts: `Title : further title. Section`, and after ` = ` the same in another language."""
    text, sign = "", ""
    for part in field.subfields:
        value = line(part.value)
        if part.code not in names + sections or not bare(value):
            continue
        text = without_stop(text) + (". " if part.code in sections else sign) + bare(value) if text else bare(value)
        sign = {";": " ; ", "=": " = "}.get(value[-1], " : ")
    return text


def language_for(text: str, main: str, others: Sequence[str]) -> str:
    """The language of a text: the main one where its script fits, else the first of the others whose script does."""
    script = script_of(text)
    if not script or usual_script(main) == script:
        return main or NO_LANGUAGE
    return next((each for each in others if usual_script(each) == script), NO_LANGUAGE)


def language_of_title(text: str, main: str, others: Sequence[str]) -> str:
    """The language of a title: in Latin letters it may be the main language's, written in others than usual."""
    if main and script_of(text) == "Latn":
        return in_script(main, text)
    return language_for(text, main, others)


def other_language(text: str, main: str, others: Sequence[str]) -> str:
    """The language of a parallel title: the only other one of the thing in this script."""
    script = script_of(text)
    fitting = [each for each in others if each != main and usual_script(each) == script]
    return fitting[0] if len(fitting) == 1 else NO_LANGUAGE


def role_in(codes: Iterable[str], words: Iterable[str]) -> list[str]:
    """The roles that codes or words of relation mean; the same only once."""
    found = [ROLE_OF_RELATOR.get(code.strip()[-3:].lower(), "") for code in codes]
    found = [each for each in found if each] or [
        ROLE_OF_WORD.get(word, "") for each in words for word in re.findall(r"\w+", each.lower())
    ]
    return list(dict.fromkeys(each for each in found if each))


def identifiers(scheme: str, values: Iterable[str]) -> Iterator[Identifier]:
    """The numbers whose check digit fits; a wrong one stays in the source record."""
    for value in values:
        number = re.match(r"[0-9Xx\-‐‑–— ]+", value.strip())
        if number and is_valid(scheme, spelled := normalised(scheme, number[0].strip())):
            yield Identifier(scheme, spelled)


def texts(values: Iterable[tuple[str, str]]) -> tuple[Text, ...]:
    """A text per language of pairs of language and value; several of a language are its paragraphs."""
    by_language: dict[str, list[str]] = {}
    for language, value in values:
        if (clean := cleaned(value)) and len(clean) <= LONGEST_TEXT:
            by_language.setdefault(language, []).append(clean)
    joined = {language: "\n".join(dict.fromkeys(found)) for language, found in by_language.items()}
    return tuple(Text(value, language) for language, value in joined.items() if len(value) <= LONGEST_TEXT)
