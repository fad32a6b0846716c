"""Text out of HTML, for the calendars that write their descriptions so."""

import re
from html.parser import HTMLParser

from catalogue.records.rules import cleaned, is_address

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|html|i|img|li|ol|p|script|span|strong|style|table|td|tr|u|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_BREAKS = frozenset({"br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "table", "tr"})
_UNSAID = frozenset({"script", "style", "head"})


def plain_text(value: str) -> str:
    """The words of a text that holds HTML, links with their addresses; any other text as it is."""
    if not _TAG.search(value):
        return cleaned(value)
    words = _Words()
    words.feed(value)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.said).splitlines())
    return cleaned(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._address = ""
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self._inside.append(tag)
        elif tag in _BREAKS:
            self.said.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            address = dict(attrs).get("href") or ""
            self._address = address if is_address(address) else ""

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)
        elif tag in _BREAKS and tag != "li":
            self.said.append("\n")
        elif tag == "a" and self._address:
            if self._address not in "".join(self.said[-1:]):
                self.said.append(f" ({self._address})")
            self._address = ""

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.said.append(data)
