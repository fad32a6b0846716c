"""Words typed on the wrong keyboard layout: `ghbdtn` is привет, `дфемшуыг` is latviesu."""

from index.analysis.languages import LANGUAGES, languages_of

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_CYRILLIC = {"ru": "ёйцукенгшщзхъфывапролджэячсмитьбю.", "uk": "'йцукенгшщзхїфівапролджєячсмитьбю."}
_MEANT = {"ru": str.maketrans(_LATIN, _CYRILLIC["ru"]), "uk": str.maketrans(_LATIN, _CYRILLIC["uk"])}
_MEANT_LATIN = tuple(str.maketrans(letters, _LATIN) for letters in _CYRILLIC.values())
_LATIN_LANGUAGES = ("lv", "en")
_LEAST = 4
"""Letters in all that are needed to be sure."""


def other_layout(text: str, language: str) -> str:
    """What was meant if the keyboard stood on the other layout: every word makes sense so and none as typed. Empty when not."""
    small = text.lower()
    if sum(letter.isalpha() for letter in small) < _LEAST:
        return ""
    if _knows_any(small, dict.fromkeys((*_LATIN_LANGUAGES, language, *languages_of(small)))):
        return ""
    by_preference = sorted(_MEANT, key=lambda code: code != language)
    candidates: list[tuple[str, tuple[str, ...]]] = [(small.translate(_MEANT[code]), (code,)) for code in by_preference]
    candidates += [(small.translate(table), _LATIN_LANGUAGES) for table in _MEANT_LATIN]
    for meant, languages in candidates:
        words = meant.split()
        if meant != small and all(any(LANGUAGES[code].knows(word) for code in languages) for word in words):
            return meant
    return ""


def _knows_any(text: str, languages: dict[str, None]) -> bool:
    return any(LANGUAGES[code].knows(word) for word in text.split() for code in languages if code in LANGUAGES)
