"""The letters of languages after CLDR, and which keys of a layout type one."""

import unicodedata
from collections.abc import Mapping
from typing import Any

SEEN_ONLY = "◌"
ZWNJ = "\u200c"
TONES = "\u0300\u0301\u0303\u0309\u0323"

_LETTERS = {
    "lv": "a b c d e f g h i j k l m n o p r s t u v z ā č ē ģ ī ķ ļ ņ š ū ž",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "uk": "ʼ а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ь ю я є і ї ґ",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я ё",
    "fr": "a b c d e f g h i j k l m n o p q r s t u v w x y z à â æ ç è é ê ë î ï ô ù û ü ÿ œ",
    "it": "a b c d e f g h i j k l m n o p q r s t u v w x y z à è é ì ò ù",
    "pl": "a b c d e f g h i j k l m n o p r s t u w y z ó ą ć ę ł ń ś ź ż",
    "ro": "a b c d e f g h i j k l m n o p q r s t u v w x y z â î ă ș ț",
    "ar": "ء آ أ ؤ إ ئ ا ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ى ي ◌ً ◌ٌ ◌ٍ ◌َ ◌ُ ◌ِ ◌ّ ◌ْ ◌ٰ",
    "fa": "ء آ أ ؤ ئ ا ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ل م ن ه و ◌ً ◌ٌ ◌ٍ ◌ّ ◌ٔ پ چ ژ ک گ ی ZWNJ ۀ",
    "fa-AF": "ء آ أ ؤ ئ ا ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ل م ن ه و ◌ً ◌ٌ ◌ٍ ◌ّ ◌ٔ پ چ ژ ک گ ی ZWNJ ۀ",
    "ps": """ء آ أ ؤ ئ ا ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ل م ن ه و ي ◌ً ◌ٌ ◌ٍ ◌َ ◌ُ ◌ِ ◌ّ ◌ْ ◌ٔ ◌ٰ ټ پ
        ځ څ چ ډ ړ ږ ژ ښ ک ګ گ ڼ ی ۍ ې""",
    "tr": "a b c d e f g h i j k l m n o p r s t u v y z ç ö ü ğ ı ş",
    "hi": """◌ँ ◌ं ◌ः अ आ इ ई उ ऊ ऋ ऌ ऍ ए ऐ ऑ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल ळ व श ष
        स ह ◌़ ऽ ◌ा ◌ि ◌ी ◌ु ◌ू ◌ृ ◌ॅ ◌े ◌ै ◌ॉ ◌ो ◌ौ ◌् ॐ""",
    "ur": "ء ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ل م ن و ٹ پ چ ڈ ڑ ژ ک گ ھ ہ ی ے آ ں ؤ ئ",
    "uz": "a b d e f g h i j k l m n o p q r s t u v x y z ʼ gʻ oʻ",
    "ka": "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
    "es": "a b c d e f g h i j k l m n o p q r s t u v w x y z á é í ñ ó ú ü",
    "de": "a b c d e f g h i j k l m n o p q r s t u v w x y z ß ä ö ü",
    "am": """ሀሁሂሃሄህሆ ለሉሊላሌልሎሏ ሐሑሒሓሔሕሖሗ መሙሚማሜምሞሟ ሠሡሢሣሤሥሦሧ ረሩሪራሬርሮሯ ሰሱሲሳሴስሶሷ ሸሹሺሻሼሽሾሿ ቀቁቂቃቄቅቆ ቈቊቋቌቍ በቡቢባቤብቦቧ
        ቨቩቪቫቬቭቮቯ ተቱቲታቴትቶቷ ቸቹቺቻቼችቾቿ ኀኁኂኃኄኅኆ ኈኊኋኌኍ ነኑኒናኔንኖኗ ኘኙኚኛኜኝኞኟ አኡኢኣኤእኦኧ ከኩኪካኬክኮ ኰኲኳኴኵ ኸኹኺኻኼኽኾ ወዉዊዋዌውዎ
        ዐዑዒዓዔዕዖ ዘዙዚዛዜዝዞዟ ዠዡዢዣዤዥዦዧ የዩዪያዬይዮ ደዱዲዳዴድዶዷ ጀጁጂጃጄጅጆጇ ገጉጊጋጌግጎ ጐጒጓጔጕ ጠጡጢጣጤጥጦጧ ጨጩጪጫጬጭጮጯ ጰጱጲጳጴጵጶጷ
        ጸጹጺጻጼጽጾጿ ፀፁፂፃፄፅፆ ፈፉፊፋፌፍፎፏ ፐፑፒፓፔፕፖፗ""",
    "ti": """ሀሁሂሃሄህሆ ለሉሊላሌልሎሏ ሐሑሒሓሔሕሖሗ መሙሚማሜምሞሟ ሠሡሢሣሤሥሦሧ ረሩሪራሬርሮሯ ሰሱሲሳሴስሶሷ ሸሹሺሻሼሽሾሿ ቀቁቂቃቄቅቆ ቈቊቋቌቍ ቐቑቒቓቔቕቖ ቘቚቛቜቝ
        በቡቢባቤብቦቧ ቨቩቪቫቬቭቮቯ ተቱቲታቴትቶቷ ቸቹቺቻቼችቾቿ ኀኁኂኃኄኅኆ ኈኊኋኌኍ ነኑኒናኔንኖኗ ኘኙኚኛኜኝኞኟ አኡኢኣኤእኦኧ ከኩኪካኬክኮ ኰኲኳኴኵ ኸኹኺኻኼኽኾ
        ዀዂዃዄዅ ወዉዊዋዌውዎ ዐዑዒዓዔዕዖ ዘዙዚዛዜዝዞዟ ዠዡዢዣዤዥዦዧ የዩዪያዬይዮ ደዱዲዳዴድዶዷ ጀጁጂጃጄጅጆጇ ገጉጊጋጌግጎ ጐጒጓጔጕ ጠጡጢጣጤጥጦጧ ጨጩጪጫጬጭጮጯ
        ጰጱጲጳጴጵጶጷ ጸጹጺጻጼጽጾጿ ፀፁፂፃፄፅፆፇ ፈፉፊፋፌፍፎፏ ፐፑፒፓፔፕፖፗ ◌፟""",
    "et": "a b c d e f g h i j k l m n o p q r s t u v w x y z ä õ ö ü š ž",
    "lt": "a b c d e f g h i j k l m n o p r s t u v y z ą č ė ę į š ū ų ž",
    "az": "a b c d e f g h i j k l m n o p q r s t u v x y z ç ö ü ğ ı ş ə",
    "vi": """a b c d e g h i k l m n o p q r s t u v x y à á â ã è é ê ì í ò ó ô õ ù ú ý ă đ ĩ ũ ơ ư ạ ả ấ ầ ẩ ẫ
        ậ ắ ằ ẳ ẵ ặ ẹ ẻ ẽ ế ề ể ễ ệ ỉ ị ọ ỏ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ụ ủ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ""",
    "ckb": "ئ ا ب ت ج ح خ د ر ز س ش ع غ ف ق ل م ن ه و پ چ ڕ ژ ڤ ک گ ڵ ۆ ی ێ ە ھ ZWNJ",
    "so": "' a b c d e f g h i j k l m n o q r s t u w x y",
    "kmr": "a b c d e f g h i j k l m n o p q r s t u v w x y z ç ê î û ş",
}
"""A mark stands after a circle, and syllables of one consonant beside each other."""

ALPHABETS: dict[str, tuple[str, ...]] = {
    language: tuple(
        letter.replace("ZWNJ", ZWNJ).replace(SEEN_ONLY, "")
        for token in letters.split()
        for letter in (token if language in ("am", "ti") and SEEN_ONLY not in token else [token])
    )
    for language, letters in _LETTERS.items()
}


def types(key: str) -> str:
    """What a key types, by what stands on it."""
    return ZWNJ if key == "ZWNJ" else key.replace(SEEN_ONLY, "")


def keys_of(layout: Mapping[str, Any], page: str) -> list[str]:
    """All keys of a page of the layout, as they are called in the file."""
    return [key for row in layout.get(page, []) for key in row.split(" ")]


def presses(layout: Mapping[str, Any], letter: str) -> list[tuple[str, str]]:
    """The pages and keys that type a letter, none if it cannot be typed: a key, a shape of a letter, or a vowel and its tone."""
    for page in ("letters", "shifted", "signs"):
        for key in keys_of(layout, page):
            if types(key) == letter:
                return [(page, key)]
    for key, forms in layout.get("forms", {}).items():
        if letter in forms.split(" "):
            return [("letters", key), ("forms", letter)]
    parts = unicodedata.normalize("NFD", letter)
    tone = next((part for part in parts if part in TONES), "")
    vowel = unicodedata.normalize("NFC", parts.replace(tone, "", 1))
    with_tone = SEEN_ONLY + tone
    if tone and vowel != letter and with_tone in keys_of(layout, "letters"):
        return [*presses(layout, vowel), ("letters", with_tone)]
    return []
