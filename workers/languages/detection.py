"""Which language a text is in: lingua's trigrams, with Russian and English preferred in doubt.

Trigrams alone ("low accuracy" in lingua's words) cost 60 MB and a millisecond; the longer n-grams
cost 0.8 GB and 6 s of loading, and on headlines gained nothing that the preference does not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from threading import Lock

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

UNDETERMINED = "und"
LANGUAGES = (
    *(Language.RUSSIAN, Language.UKRAINIAN, Language.BELARUSIAN, Language.BULGARIAN),
    *(Language.KAZAKH, Language.SERBIAN, Language.MACEDONIAN, Language.MONGOLIAN),
    *(Language.ENGLISH, Language.GERMAN, Language.FRENCH, Language.SPANISH, Language.ITALIAN),
    *(Language.PORTUGUESE, Language.DUTCH, Language.POLISH, Language.CZECH, Language.ROMANIAN),
    *(Language.TURKISH, Language.AZERBAIJANI, Language.HUNGARIAN, Language.FINNISH),
    *(Language.SWEDISH, Language.ESTONIAN, Language.LATVIAN, Language.LITHUANIAN),
    *(Language.CROATIAN, Language.GREEK, Language.ARMENIAN, Language.GEORGIAN),
    *(Language.HEBREW, Language.ARABIC, Language.PERSIAN, Language.HINDI),
    *(Language.CHINESE, Language.JAPANESE, Language.KOREAN),
)
# A text in nothing but these letters is taken for this language, unless another is far likelier:
# «Президент США Дональд Трамп» could be Ukrainian, too.
PREFERRED = (
    (Language.RUSSIAN, re.compile(r"[а-яё]+", re.IGNORECASE)),
    (Language.ENGLISH, re.compile(r"[a-z]+", re.IGNORECASE)),
)
ENOUGH_CONFIDENCE = 0.3  # of the likeliest language's
LETTERS_THAT_TELL = 60  # a longer text needs no preference
LETTERS_THAT_TELL_NOTHING = 4  # «ЕАЭС», "OK"
SCRIPTS = (re.compile(r"[\u0400-\u052f]+"), re.compile(r"[a-z\u00c0-\u024f]+", re.IGNORECASE))

PIECES = 7
PIECE_CHARACTERS = 400
NO_LANGUAGE = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\w+|[\d_]+")
NO_LETTERS = re.compile(r"[\W\d_]+")

_loading = Lock()


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language that most of the text is in; "und" without letters."""
    votes: Counter[str] = Counter()
    for piece in _sample(text):  # first, because addresses in a word of a million letters are slow
        words = _main_script(NO_LANGUAGE.sub(" ", piece))
        letters = NO_LETTERS.sub("", words)
        if letters:
            votes[_detect_piece(words, letters)] += len(letters)
    return max(votes, key=lambda code: votes[code], default=UNDETERMINED)


def _sample(text: str) -> Iterator[str]:
    """The whole of a short text, pieces from all over a long one."""
    if len(text) <= PIECES * PIECE_CHARACTERS:
        yield from (text[at : at + PIECE_CHARACTERS] for at in range(0, len(text), 400))
        return
    step = (len(text) - PIECE_CHARACTERS) // (PIECES - 1)
    for number in range(PIECES):
        yield text[number * step : number * step + PIECE_CHARACTERS]


def _main_script(piece: str) -> str:
    """The piece without Latin words in Cyrillic text, or the other way: «лимузин Aurus Senator»."""
    sizes = [sum(map(len, script.findall(piece))) for script in SCRIPTS]
    if not all(sizes):
        return piece
    return SCRIPTS[sizes.index(min(sizes)) if sizes[0] != sizes[1] else 1].sub(" ", piece)


def _detect_piece(piece: str, letters: str) -> str:
    found = _detector().compute_language_confidence_values(piece)
    confidence = {one.language: one.value for one in found}
    likeliest = found[0].language
    chosen = _preferred(letters, confidence, likeliest)
    if chosen is None and not confidence[likeliest]:
        return UNDETERMINED  # a script that none of the languages uses
    return (chosen or likeliest).iso_code_639_1.name.lower()


def _preferred(
    letters: str, confidence: dict[Language, float], likeliest: Language
) -> Language | None:
    if len(letters) > LETTERS_THAT_TELL:
        return None
    for language, alphabet in PREFERRED:
        is_likely = confidence[language] >= ENOUGH_CONFIDENCE * confidence[likeliest]
        is_likely |= len(letters) <= LETTERS_THAT_TELL_NOTHING
        if is_likely and alphabet.fullmatch(letters):
            return language
    return None


def _detector() -> LanguageDetector:
    with _loading:
        return _load_detector()


@cache
def _load_detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*LANGUAGES).with_low_accuracy_mode().build()
