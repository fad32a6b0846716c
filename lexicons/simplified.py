"""`python -m lexicons.simplified`: writes down for every traditional Chinese sign the simplified one, as ICU knows them.

Needs the library of `requirements-icu.txt`.
"""

from importlib import metadata

import icu

from index.analysis.folding import SIMPLIFIED

_SIGNS = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
"""The common ideographs of Unicode."""

_PACKAGE = "icukit-pyicu"
_TERMS = """\
zh: the transform Traditional-Simplified of Unicode's CLDR, as ICU {icu} has it ({package} {version}). Its own terms follow.

{text}
"""


def main() -> None:
    """Entry point of the command."""
    transform = icu.Transliterator.createInstance("Traditional-Simplified")
    written = {chr(sign): transform.transliterate(chr(sign)) for sign in _SIGNS}
    pairs = [f"{sign}\t{simple}\n" for sign, simple in written.items() if len(simple) == 1 and simple != sign]
    SIMPLIFIED.write_text("".join(pairs), "utf-8")
    SIMPLIFIED.with_suffix(".licence.txt").write_text(_terms(), "utf-8")
    print(f"{len(pairs):,} signs")


def _terms() -> str:
    """Unicode's licence; in ICU's file the terms of its other parts stand below a line."""
    files = metadata.files(_PACKAGE) or []
    text = next(file for file in files if file.name == "LICENSE-ICU").read_text("utf-8").partition("\n-----")[0]
    return _TERMS.format(icu=icu.ICU_VERSION, package=_PACKAGE, version=metadata.version(_PACKAGE), text=text.strip())


if __name__ == "__main__":
    main()
