"""What the codes and words of MARC mean in ours: facts that its pages list, and nothing else."""

OWN = "tilts"
"""The system our own records name in field 003, with their key as control number."""

RELATORS = {
    "author": ("aut", "cre", "dis", "aud", "lyr"),
    "illustrator": ("ill", "art", "pht", "drm"),
    "translator": ("trl",),
    "editor": ("edt", "com", "edc", "pbd", "red"),
    "narrator": ("nrt", "spk", "rdd", "vac"),
    "composer": ("cmp",),
    "director": ("drt", "fmd", "tld"),
    "publisher": ("pbl",),
    "contributor": ("ctb", "oth"),
}
"""Our roles and the codes that mean them; the first is written."""

ROLE_OF_RELATOR = {code: role for role, codes in RELATORS.items() for code in codes}

ROLE_OF_UNIMARC = {
    **dict.fromkeys(("070", "071", "520"), "author"),
    **dict.fromkeys(("440", "600", "040"), "illustrator"),
    "730": "translator",
    **dict.fromkeys(("340", "220", "651"), "editor"),
    **dict.fromkeys(("550",), "narrator"),
    **dict.fromkeys(("230",), "composer"),
    "300": "director",
    "650": "publisher",
}
"""The codes of $4 in UNIMARC."""

WORDS_OF_ROLES = {
    "author": "author auteur autor autore autors autorka autoare avtor автор مؤلف creator writer lyricist",
    "illustrator": "illustrator illustrateur illustratrice illustratore ilustrators ilustratore ilustrator ilustratorka"
    " ілюстратор иллюстратор artist photographer",
    "translator": "translator traducteur traductrice traduttore traduttrice tulkotājs tulkotāja tłumacz tłumaczka"
    " traducător traducătoare перекладач переводчик",
    "editor": "editor compiler redaktors redaktore redaktor éditeur sastādītājs sastādītāja curatore redactor"
    " упорядник редактор составитель",
    "narrator": "narrator narrateur narratrice narratore lasītājs lektors lektor speaker reader диктор",
    "composer": "composer compositeur compositore komponists kompozytor compozitor композитор",
    "director": "director réalisateur réalisatrice regista režisors reżyser regizor режисер режиссер filmmaker",
    "publisher": "publisher izdevējs wydawca издатель видавець",
}
"""The words of $e, in the languages of the libraries we know."""

ROLE_OF_WORD = {word: role for role, words in WORDS_OF_ROLES.items() for word in words.split()}

GENRES = {
    "audiobook": "audiobooks|audiobook|audiogrāmatas|livres audio|livre audio|audiolibri|audiobooki|cărți audio|talking books",
    "picture-book": "picture books|picture books for children|wordless picture books|stories without words|bilžu grāmatas"
    "|albums illustrés|libri illustrati|książki obrazkowe",
    "bilingual-book": "bilingual books|bilingual editions|divvalodu izdevumi|éditions bilingues",
    "textbook": "textbooks|textbook|mācību grāmatas|manuels|manuels scolaires|podręczniki|manuale|підручники|учебники",
    "dictionary": "dictionaries|dictionary|picture dictionaries|vārdnīcas|dictionnaires|dizionari|słowniki|dicționare"
    "|словники|словари",
    "game": "games|board games|card games|toys|spēles|galda spēles|jeux|giochi|gry|gry planszowe|jocuri",
    "film": "films|feature films|motion pictures|video recordings|filmas|spēlfilmas",
    "music": "music|sound recordings--music|mūzika|musique",
    "periodical": "periodicals|newspapers|magazines|periodiski izdevumi|žurnāli|laikraksti|périodiques",
    "kit": "kits|kit",
    "site": "web sites|websites|tīmekļa vietnes",
    "app": "mobile apps|apps|applications",
    "course": "courses|language courses|kursi|valodu kursi",
    "guide": "guidebooks for librarians|guides for librarians",
}
"""Words of genre and form that leave no doubt what a thing is."""

KIND_OF_GENRE = {word: kind for kind, words in GENRES.items() for word in words.split("|")}

KIND_OF_TYPE = {
    "g": "film",
    "i": "audiobook",
    "j": "music",
    "c": "music",
    "d": "music",
    "o": "kit",
    "p": "kit",
    "r": "game",
}
"""By the leader's sixth position, which both flavours fill alike; print is a book."""

SERIAL_LEVELS = "bs"
INTEGRATING = "i"

LEADERS = {
    "film": "gm",
    "audiobook": "im",
    "music": "jm",
    "kit": "om",
    "game": "rm",
    "app": "mm",
    "site": "ai",
    "periodical": "as",
}
"""Type and level of a record, by kind of resource; any other is a printed monograph."""

AUDIENCE_OF_CODE = {"a": "child", "b": "child", "c": "child", "j": "child", "d": "teen", "e": "adult"}
CODE_OF_AUDIENCE = {"child": "j", "teen": "d", "adult": "e"}
"""Position 22 of field 008."""

AUDIENCE_OF_UNIMARC = {"a": "child", "b": "child", "c": "child", "d": "child", "e": "teen", "k": "adult", "m": "adult"}
"""Positions 17-19 of field 100 $a in UNIMARC."""

ACCESS_OF_FORM = {"d": "large-print", "f": "braille"}
"""Position 23 of field 008."""
