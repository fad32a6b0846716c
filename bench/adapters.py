"""Turns two real lists that nobody made for us into rows of our spreadsheet.

`python -m bench.adapters DATA_FOLDER OUT_FOLDER`: `learning.csv` holds online resources for learning languages,
`stories.csv` picture books in many languages.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from catalogue.exchange import cells
from catalogue.exchange.sheets import RESOURCES
from catalogue.exchange.table_writers import CsvWriter
from catalogue.records import Contributor, codes
from catalogue.records.rules import LONGEST_TEXT, cleaned, is_language

Row = dict[str, str]

LEARNING = "language_learning_resources.json"
STORIES = "global_asp_odd_stories_ccby.jsonl"

LANGUAGES = {
    "Afrikaans": "af", "Bengali": "bn", "Bulgarian": "bg", "Burmese": "my", "Cebuano": "ceb", "Chinese": "zh",
    "Cree": "cr", "Croatian": "hr", "Czech": "cs", "Danish": "da", "Dari": "prs", "Dutch": "nl", "Estonian": "et",
    "Finnish": "fi", "Flemish": "nl-BE", "French": "fr", "German": "de", "Greek": "el", "Guaraní": "gn",
    "Gujarati": "gu", "Hausa": "ha", "Hebrew": "he", "Hindi": "hi", "Hmong": "hmn", "Hungarian": "hu",
    "Indonesian": "id", "Inuktitut": "iu", "Irish": "ga", "Japanese": "ja", "Kannada": "kn", "Kazakh": "kk",
    "Korean": "ko", "Lao": "lo", "Latvian": "lv", "Lithuanian": "lt", "Malay": "ms", "Marathi": "mr",
    "Mongolian": "mn", "Nahuatl": "nah", "Navajo": "nv", "Nepali": "ne", "Persian": "fa", "Portuguese": "pt",
    "Punjabi": "pa", "Quechua": "qu", "Russian": "ru", "Serbian": "sr", "Sign Language": "sgn", "Slovak": "sk",
    "Spanish": "es", "Swahili": "sw", "Swedish": "sv", "Tagalog": "tl", "Tamil": "ta", "Telugu": "te", "Thai": "th",
    "Urdu": "ur", "Vietnamese": "vi", "Welsh": "cy", "Wolof": "wo", "Yoruba": "yo",
}  # fmt: skip
"""BCP 47 codes of the languages the list of online resources names in English."""

_KINDS = (
    (r"dictionar", "dictionary"),
    (r"game", "game"),
    (r"textbook|grammar|workbook", "textbook"),
    (r"newspaper|magazine", "periodical"),
    (r"audiobook", "audiobook"),
    (r"\bapps?\b|applications", "app"),
    (r"course|mooc", "course"),
)
_KINDS_OF_HEADS = {"courses": "course", "apps": "app"}

_EVERY_LEVEL = re.compile(r"all (hsk |topik |tocfl )?levels|all users")

_WORDS = {
    "pre-A1": r"alpha\b",
    "A2": r"post-beginner|high beginner|intermediate beginner|pre-intermediate|elementary",
    "B2": r"upper[- ]intermediate",
    "A1": r"beginn|basic|introductory|novice|foundation|fundamental|simple",
    "B1": r"(lower[- ])?intermediate(-low)?",
    "C1": r"advanced",
    "C2": r"expert|proficien|native",
}
"""What words of levels mean, by the names the catalogue itself gives its levels. The first that fits wins."""

_SCHOOL = re.compile(r"school|secondary")
"""What a school calls elementary is no level of a language."""

_LEVEL = re.compile(
    "|".join([r"\b(?P<code>[abc][0-2])(?![0-9])", *(f"(?P<w{at}>{words})" for at, words in enumerate(_WORDS.values()))])
)


def level(said: str) -> tuple[str, str]:
    """The lowest and highest CEFR level that a free description of a level means, both empty when it means none.

    A range of codes counts more than words beside it. An open end ("Intermediate+") reaches to the top. Other scales
    (HSK, JLPT), grades and ages are not guessed at.
    """
    said = said.strip().lower()
    named, spelt = [], []
    for match in _LEVEL.finditer(said):
        if match["code"]:
            spelt.append("pre-A1" if match["code"] == "a0" else match["code"].upper())
        else:
            named.append(next(each for at, each in enumerate(_WORDS) if match[f"w{at}"]))
    if not spelt and _EVERY_LEVEL.match(said):
        return "A1", "C2"
    if len(spelt) > 1 or (_SCHOOL.search(said) and not spelt):
        named = []
    found = sorted({code for code in spelt + named if code in codes.LEVELS}, key=codes.LEVELS.index)
    if not found:
        return "", ""
    is_open = len(found) == 1 and said.split(" (")[0].endswith("+")
    return found[0], codes.LEVELS[-1] if is_open else found[-1]


def kind(section: str) -> str:
    """The kind of thing a section of the list holds; a site when it says no more."""
    head, _, rest = section.lower().partition(" / ")
    for pattern, found in _KINDS:
        if re.search(pattern, rest):
            return found
    return _KINDS_OF_HEADS.get(head, "site")


def language(code: str) -> str:
    """The BCP 47 spelling of a code with language, script and region; `und` (undetermined) when it has none."""
    primary, *rest = code.strip().replace("_", "-").split("-")
    parts = [primary.lower()]
    for part in rest:
        parts.append(part.title() if len(part) == 4 else part.upper())
    found = "-".join(parts)
    return found if is_language(found) else "und"


def learning(items: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """The rows of the list of online resources. A name said twice of one language is numbered, so that each row has
    its own `source_id`; an address that is none ("App stores") becomes a note."""
    seen: Counter[str] = Counter()
    for item in items:
        name = f"{item['language']}/{item['name']}"
        seen[name] += 1
        low, high = level(item.get("level") or "")
        where = (item.get("url") or "").strip()
        is_address = where.startswith(("http://", "https://"))
        said = [item.get("description") or "", "; ".join(item.get("features") or [])]
        yield _filled(
            {
                "kind": kind(item["section"]),
                "title@en": item["name"],
                "summary@en": ". ".join(part.strip().rstrip(".") for part in said if part.strip()),
                "note@en": "" if is_address else where,
                "teaches": LANGUAGES[item["language"]],
                "level_from": low,
                "level_to": high,
                "url": where.replace(" ", "%20") if is_address else "",
                "free": "" if item.get("free") is None else cells.write_yes_no(item["free"]),
                "source_system": "online_language_learning_resources",
                "source_id": name if seen[name] == 1 else f"{name} ({seen[name]})",
                "source_format": "json",
                "source_record": json.dumps(item, ensure_ascii=False),
            }
        )


def stories(items: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """The rows of the picture books; versions of one story share a work."""
    for item in items:
        code = language(item["lang"])
        people = [
            Contributor(name, role)
            for role in ("author", "illustrator", "translator")
            for name in _names(item.get(role) or "")
        ]
        yield _filled(
            {
                "kind": "picture-book",
                "work": f"asp-{item['story']}",
                f"title@{code}": cleaned(item["title"]),
                f"summary@{code}": cut(cleaned(item["text"]), LONGEST_TEXT),
                "in": code,
                "audience": "child",
                "contributor": cells.join(cells.write_contributor(each) for each in dict.fromkeys(people)),
                "licence": item["license"].strip("[]").replace("-", " ", 1),
                "free": "yes",
                "source_system": "global-asp",
                "source_id": f"asp:{item['story']}:{item['lang']}",
            }
        )


def cut(text: str, most: int) -> str:
    """The text if it fits, else as many whole words as fit with an ellipsis after them."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    if not text[most - 1].isspace() and len(kept.split()) > 1:
        kept = kept[: max(at for at, letter in enumerate(kept) if letter.isspace())]
    return kept.rstrip() + "…"


def write(path: Path, rows: Iterable[Row]) -> int:
    """Write rows as a CSV spreadsheet; returns their number."""
    found = list(rows)
    used = {name for row in found for name in row}
    declared = [column.name for column in RESOURCES.columns if column.name in used]
    writer = CsvWriter(path, RESOURCES.name)
    writer.begin(RESOURCES.name, (*declared, *sorted(used.difference(declared))))
    for row in found:
        writer.add(row)
    writer.finish()
    return len(found)


def adapt(data: Path, out: Path) -> dict[Path, int]:
    """Write both spreadsheets into a folder; returns the number of rows of each."""
    out.mkdir(parents=True, exist_ok=True)
    listed = json.loads((data / LEARNING).read_text("utf-8"))
    told = [json.loads(line) for line in (data / STORIES).read_text("utf-8").splitlines()]
    made: tuple[tuple[str, Callable[[Any], Iterator[Row]], Any], ...] = (
        ("learning.csv", learning, listed),
        ("stories.csv", stories, told),
    )
    return {out / name: write(out / name, rows(items)) for name, rows, items in made}


def _names(people: str) -> list[str]:
    return [name.strip() for name in re.split(r", | and ", people) if name.strip()]


def _filled(row: Row) -> Row:
    return {name: cell for name, cell in row.items() if cell}


def main() -> None:
    """Entry point of the command."""
    if len(sys.argv) != 3:
        sys.exit("usage: python -m bench.adapters DATA_FOLDER OUT_FOLDER")
    for path, count in adapt(Path(sys.argv[1]), Path(sys.argv[2])).items():
        print(f"{path}: {count} rows")


if __name__ == "__main__":
    main()
