"""Vietnamese syllables with their tones, so that those typed with tones find the right ones before those that only look alike."""

import unicodedata

_TONES = {"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"}


def syllables(word: str) -> tuple[str, ...]:
    """The syllable with its tone at the end, wherever the sign was put (hoà and hòa are one), none if it has no sign."""
    tone, letters = "", ""
    for part in unicodedata.normalize("NFD", word.lower()):
        if part in _TONES:
            tone = _TONES[part]
        else:
            letters += part
    whole = unicodedata.normalize("NFC", letters) + tone
    return (whole,) if not whole.isascii() or tone else ()
