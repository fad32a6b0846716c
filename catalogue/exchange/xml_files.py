"""An XML file of many records, written one by one."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path

from catalogue.exchange.whole_file import whole_file

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def fit(value: str) -> str:
    """The text without what XML cannot hold."""
    return _UNFIT.sub("", value)


def add(parent: ET.Element, name: str, value: str, language: str = "", **attributes: str) -> None:
    """Put an element with a text into another; `language` is BCP 47, left out when it is not known."""
    if value := fit(value):
        known = {"xml:lang": language} if language not in ("", "und") else {}
        ET.SubElement(parent, name, {**known, **attributes}).text = value


def write_elements(path: Path, root: str, namespaces: str, elements: Iterable[ET.Element]) -> int:
    """Write the elements into a root of this name; returns their number."""
    count = 0
    with whole_file(path) as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {namespaces}>\n')
        for element in elements:
            file.write(ET.tostring(element, encoding="unicode") + "\n")
            count += 1
        file.write(f"</{root}>\n")
    return count
