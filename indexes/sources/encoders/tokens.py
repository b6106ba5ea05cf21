"""The XLM-R tokenizer out of the packed vocabulary.

Sentencepiece's normalisation (nmt_nfkc) in steps: control characters go, blanks of any kind become
spaces, the rest is NFKC, runs of spaces shrink. Two differences to `e5.c`, in both of which this
follows sentencepiece: «и» + U+0306 becomes «й», a run of unknown characters is one token.
"""

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

from indexes.sources.encoders.packed import Vocabulary


def build_tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    """A tokenizer that gives the ids of sentencepiece, with begin and end around them."""
    scored = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=vocabulary.unknown_id, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            _replace_all(vocabulary, ""),
            _replace_all(vocabulary, " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(left=False, right=True),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    begin, end = vocabulary.pieces[vocabulary.begin_id], vocabulary.pieces[vocabulary.end_id]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, vocabulary.begin_id), (end, vocabulary.end_id)],
    )
    return tokenizer


def _replace_all(vocabulary: Vocabulary, replacement: str) -> normalizers.Replace:
    """One step for all characters that the vocabulary's table turns into `replacement`."""
    characters = [key for key, value in vocabulary.replacements.items() if value == replacement]
    escaped = "".join(rf"\x{{{ord(character):X}}}" for character in characters)
    return normalizers.Replace(Regex(f"[{escaped}]"), replacement)
