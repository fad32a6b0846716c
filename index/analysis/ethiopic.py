"""Amharic and Tigrinya stems. Each letter is a consonant with its vowel, and endings change the vowel of the letter before them,
so a word is cut as consonants and vowels apart and loses its last vowel."""

from index.analysis.folding import fold

_VOWELS = "äuiaeəow"
_FIRST, _LAST = 0x1200, 0x135A


def spread(word: str) -> str:
    """The word with consonants and vowels as letters of their own."""
    letters = []
    for letter in word:
        code = ord(letter)
        if _FIRST <= code <= _LAST:
            letters += [chr(code - code % 8 + 5), _VOWELS[code % 8]]
        else:
            letters.append(letter)
    return "".join(letters)


_CH, _N, _W, _T, _Y, _M, _H, _K, _A = (chr(ord(letter) - ord(letter) % 8 + 5) for letter in "ችንውትይምህክእ")


def _endings(*spelt: str) -> tuple[str, ...]:
    """Endings as they stand at the end of a spread word, longest first."""
    return tuple(sorted(spelt, key=len, reverse=True))


_AMHARIC = _endings(
    f"o{_CH}ə", f"o{_CH}ə{_N}ə", f"o{_CH}u", f"o{_CH}u{_N}ə", f"o{_CH}e", f"o{_CH}a{_CH}ə{_W}ə", f"o{_CH}a{_CH}ə{_N}ə",
    f"{_W}o{_CH}ə", f"{_W}o{_CH}ə{_N}ə", f"{_W}o{_CH}u", f"{_W}o{_CH}u{_N}ə",
    f"a{_CH}ə{_W}ə", f"a{_CH}ə{_N}ə", f"a{_CH}ə{_H}u", f"{_W}ə", f"{_W}ə{_N}ə", f"{_W}a", f"{_W}a{_N}ə",
    f"u{_N}ə", "u", "e", f"{_N}ə", f"i{_T}u", f"{_Y}e", f"{_H}ə", f"{_M}ə",
)  # fmt: skip
_TIGRINYA = _endings(
    f"a{_T}ə", f"{_T}a{_T}ə", f"{_A}a{_T}ə", f"{_W}ə{_T}ə", f"o{_T}ə", f"{_Y}ə", f"{_K}a", f"{_K}i", f"{_N}a", "u", "a",
    f"o{_M}ə", f"ä{_N}ə", f"a{_N}ə", f"{_N}ə",
)  # fmt: skip
_AMHARIC_PREFIXES = ("እንደ", "ስለ", "ወደ", "የ", "በ", "ለ", "ከ")
_TIGRINYA_PREFIXES = ("ብዛዕባ", "ን", "ብ", "ናይ", "ካብ", "ኣብ", "ዝ")


def amharic(word: str) -> tuple[str, ...]:
    """The stem of an Amharic word."""
    return _stems(fold(word), _AMHARIC_PREFIXES, _AMHARIC)


def tigrinya(word: str) -> tuple[str, ...]:
    """The stem of a Tigrinya word."""
    return _stems(fold(word), _TIGRINYA_PREFIXES, _TIGRINYA)


def _stems(word: str, prefixes: tuple[str, ...], endings: tuple[str, ...]) -> tuple[str, ...]:
    found = [_cut(word, endings)]
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            found.append(_cut(word.removeprefix(prefix), endings))
            break
    return tuple(dict.fromkeys(found))


def _cut(word: str, endings: tuple[str, ...]) -> str:
    letters = spread(word)
    for _ in range(2):
        for ending in endings:
            if letters.endswith(ending) and len(letters) - len(ending) >= 3:
                letters = letters[: -len(ending)]
                break
    return letters[:-1] if letters[-1:] in _VOWELS else letters
