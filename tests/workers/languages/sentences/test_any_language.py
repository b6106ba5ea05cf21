"""Sentences of languages without a module."""

import pytest

from workers.languages.sentences.any_language import split_sentences

SENTENCES = [
    "Der Präsident kam nach Berlin.| Er traf den Kanzler.",
    "¿Qué pasó?| Nadie lo sabe.",
    "我们是中国人。|我们很好。",
    "これは本です。|それはペンです！",
    "هل وصل الرئيس؟| وصل أمس.",
    "Президент келді.| Ол Мәскеуден ұшып келді.",
    "Il a dit : « Oui. »| Puis il est parti.",
    "राष्ट्रपति आए।| वे लौट गए।",
    "J. R. R. Tolkien schrieb es.",
    "Cena wzrosła o 3,5 proc. i spadła.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_at_the_marks_of_the_script(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [span.of(text) for span in split_sentences(text)] == expected
