"""Keys under which names compare across scripts and spellings: Путин = Putin, Токаев = Tokayev.

A key is a sound skeleton: Cyrillic is transliterated, then Latin spellings of one sound are made
one. Nothing here tells languages apart, so it never makes an exact claim: it only says "may be the
same name".
"""

import re
import unicodedata
from functools import lru_cache


def _letters(written: str, read: str) -> dict[str, str]:
    """Each letter with what it is read as; "_" is silent."""
    return dict(zip(written, read.replace("_", "").split(" "), strict=True))


CYRILLIC = _letters(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "a b v g d e e j z i i k l m n o p r s t u f h ts ch sh sh _ i _ e iu ia",
) | _letters("іїєґўқғңөұүһәјљњћђџ", "i i e g v k g n o u u h a i l n ch j j")
# Latin letters whose mark changes the sound; all other marks just fall away.
MARKED = _letters("čćšśžźşçđłøßñðþæœ", "ch ch sh sh zh zh sh ch j l o s n d t e e")
# Spellings of one sound, longest first. The left side is Latin as written or transliterated.
SAME_SOUND: tuple[tuple[str, str], ...] = (
    (r"shch", "sh"),
    (r"tsch|tch|cz", "ch"),
    (r"sch|sz", "sh"),
    (r"dzh|dj|zh", "j"),
    (r"kh", "h"),
    (r"gh", "g"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"ck|q(?!u)", "k"),
    (r"tz|(?<=[lr])z$", "ts"),  # Merz, Scholz
    (r"qu", "kv"),
    (r"^x(?=i)", "s"),  # Xi, Си
    (r"x", "ks"),
    (r"w|^u(?=[aeiou])", "v"),  # Witkoff, Уиткофф
    (r"(?<=[bcdfgklmnprstvz])e$", ""),  # Vance, Blake
    (r"c(?=[eiy])|c$(?<=nc)", "s"),
    (r"c(?!h)", "k"),
    (r"y", "i"),
    (r"(?<=[aeiou])h(?=[bcdfgklmnprstvz])", ""),  # Johnson
    (r"([a-z])\1+", r"\1"),
    (r"([aeiou])[aeiou]+", r"\1"),
)
SAME_SOUND_PATTERNS = tuple((re.compile(written), heard) for written, heard in SAME_SOUND)
FEWEST_CONSONANTS = 3  # «Ли», «Ким»: too short to forget their vowels


def transliterate(name: str) -> str:
    """Small Latin letters of a name in Cyrillic or Latin script; the rest falls away.

    >>> transliterate("Мирзиёев"), transliterate("Erdoğan")
    ('mirzieev', 'erdogan')
    """
    lower = unicodedata.normalize("NFC", name).lower().replace("дж", "ж").replace("ı", "i")
    latin = "".join(CYRILLIC.get(one, MARKED.get(one, one)) for one in lower)
    plain = unicodedata.normalize("NFKD", latin)
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())


@lru_cache(maxsize=20_000)
def sound(name: str) -> str:
    """A word's sounds with one spelling each, vowel runs cut to their first vowel.

    >>> sound("Tokayev") == sound("Токаев"), sound("Almaty") == sound("Алматы")
    (True, True)
    """
    spelled = transliterate(name)
    for written, heard in SAME_SOUND_PATTERNS:
        spelled = written.sub(heard, spelled)
    return spelled


def surname_key(surname: str) -> str:
    """Key of a surname: longer names forget which vowels they have: Трамп = Trump.

    >>> surname_key("Байден") == surname_key("Biden"), surname_key("Ким") == surname_key("Кем")
    (True, False)
    """
    heard = sound(surname)
    if len(re.findall(r"[^aeiou]", heard)) < FEWEST_CONSONANTS:
        return heard
    return re.sub(r"[aeiou]", "*", heard)


def words_key(name: str) -> str:
    """Key of a name of any kind: a surname's of one word, else the words' sounds in their order."""
    heard = [word for word in map(sound, re.split(r"[\W_]+", name)) if word]
    return surname_key(name) if len(heard) == 1 else " ".join(heard)
