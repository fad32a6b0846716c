"""Writes out every form a Hunspell dictionary allows, each with the entry it belongs to.

Hunspell itself only answers whether a word is right and what its stem could be; a lexicon that is looked up needs the forms. The
format is described in hunspell(5). Prefixes are left out: the few that matter are taken off when a word is looked up,
which halves the lexicons.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Flags = tuple[str, ...]


@dataclass(frozen=True)
class Suffix:
    """One rule: where `condition` fits, cut `cut` letters and add `added`, which may carry flags of its own."""

    cut: str
    added: str
    flags: Flags
    condition: re.Pattern[str] | None


@dataclass
class Affixes:
    """What an .aff file says, as far as forms need it."""

    split: Callable[[str], Flags] = tuple
    suffixes: dict[str, list[Suffix]] = field(default_factory=dict)
    aliases: list[Flags] = field(default_factory=list)
    need_affix: str = ""
    never: frozenset[str] = frozenset()
    _fitting: dict[tuple[str, str], list[Suffix]] = field(default_factory=dict)

    def flags(self, written: str) -> Flags:
        """The flags behind a slash; with aliases they are a number."""
        if self.aliases and written.isdigit():
            return self.aliases[int(written) - 1]
        return self.split(written)

    def forms(self, word: str, flags: Flags, depth: int = 2) -> Iterator[str]:
        """The word with each of its suffixes, and those with theirs."""
        for flag in flags:
            for rule in self._rules(flag, word):
                if word.endswith(rule.cut):
                    form = word[: len(word) - len(rule.cut)] + rule.added
                    yield form
                    if depth > 1 and rule.flags:
                        yield from self.forms(form, rule.flags, depth - 1)

    def _rules(self, flag: str, word: str) -> list[Suffix]:
        """The rules of a flag that fit the end of a word; few endings are different, so they are remembered."""
        known = self._fitting.get((flag, word[-8:]))
        if known is None:
            known = [
                rule for rule in self.suffixes.get(flag, ()) if rule.condition is None or rule.condition.search(word)
            ]
            self._fitting[flag, word[-8:]] = known
        return known


def read_affixes(path: Path) -> Affixes:
    """The suffix rules of an .aff file."""
    found = Affixes()
    never = set()
    for line in path.read_text("utf-8", errors="replace").splitlines():
        parts = line.split()
        match parts:
            case ["FLAG", "long", *_]:
                found.split = _pairs
            case ["FLAG", "num", *_]:
                found.split = _numbers
            case ["AF", flags, *_] if not flags.isdigit() or found.aliases:
                found.aliases.append(found.split(flags))
            case ["NEEDAFFIX", flag, *_]:
                found.need_affix = flag
            case ["FORBIDDENWORD" | "ONLYINCOMPOUND", flag, *_]:
                never.add(flag)
            case ["SFX", flag, cut, added, *rest] if not (cut in "YN" and added.isdigit()):
                added, _, flags = added.partition("/")
                condition = rest[0] if rest and rest[0] != "." else ""
                found.suffixes.setdefault(flag, []).append(
                    Suffix(
                        "" if cut == "0" else cut,
                        "" if added == "0" else added,
                        found.flags(flags),
                        re.compile(f"(?:{condition})$") if condition else None,
                    )
                )
    found.never = frozenset(never)
    return found


def forms(affixes: Affixes, dictionary: Path) -> Iterator[tuple[str, str]]:
    """Every (form, entry) of a .dic file, the entry's own spelling first."""
    for word, flags in _entries(affixes, dictionary):
        if not affixes.never.isdisjoint(flags):
            continue
        if affixes.need_affix not in flags:
            yield word, word
        for form in affixes.forms(word, flags):
            yield form, word


def _entries(affixes: Affixes, dictionary: Path) -> Iterator[tuple[str, Flags]]:
    for line in dictionary.read_text("utf-8", errors="replace").splitlines()[1:]:
        entry = line.split("\t")[0].split(" ")[0]
        word, _, flags = entry.partition("/")
        if word:
            yield word, affixes.flags(flags) if flags else ()


def _pairs(written: str) -> Flags:
    return tuple(written[at : at + 2] for at in range(0, len(written) - 1, 2))


def _numbers(written: str) -> Flags:
    return tuple(written.split(","))
