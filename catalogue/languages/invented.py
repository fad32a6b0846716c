"""The two invented languages: made in memory from the source messages, so they are never stale."""

import re

_ACCENTS = str.maketrans("aceinosuyzACEINOSUYZdglrt", "àçéîñöšüýžÀÇÉÎÑÖŠÜÝŽðĝļŕţ")
_KEPT = re.compile(r"(%\(\w+\)[a-z]|%%|<[^>]+>|&\w+;)")


def accented(message: str) -> str:
    """Every letter with an accent and a third longer, placeholders and tags as they were: what stays plain on a page
    was not translatable, and what bursts was too narrow."""
    parts = _KEPT.split(message)
    changed = "".join(part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts)
    return f"[{changed}{'~' * (len(message) // 3)}]"


def mirrored(message: str) -> str:
    """The same words on a page that runs from right to left."""
    return f"‹{message}›"
