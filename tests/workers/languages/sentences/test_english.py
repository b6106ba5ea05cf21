"""English sentences: a table of traps. «|» marks where a sentence ends."""

import pytest

from workers.languages.sentences.english import split_sentences

SENTENCES = [
    "Mr. Smith met Dr. Jones.| They talked.",
    "Apple Inc. reported record sales.| The shares rose.",
    "He works for Apple Inc.| The company is in California.",
    "The U.S. President flew to Moscow.| He was met at the airport.",
    "It happened in the U.S.| The police came at once.",
    "The visit took place on Nov. 12 in Moscow.",
    "The meeting began at 5 p.m. and ended late.",
    "The meeting began at 5 p.m.| It ended late.",
    "Talks will start at 9 a.m. Tuesday.",
    "George W. Bush won.| John F. Kennedy did, too.",
    "See No. 5 and Fig. 3.| They show the same.",
    "Some countries, e.g. Russia, agreed.",
    '"Really?" he asked.| Nobody answered.',
    '"We agreed," he said.| "We will sign it."',
    "“It is over.”| She left the room.",
    "Prices rose by 3.5 percent.| Wages did not.",
    "What now?| Nobody knows!",
    "He waited...| Nothing came.",
    "Read bbc.co.uk for more.",
    "Martin Luther King Jr. spoke in Washington.",
    "St. Petersburg is a city.| St. John was a saint.",
    "She has a Ph.D.| Her brother has none.",
    "Yahoo bought it.| That was long ago.",
    "1. Open the door.",
    "The firm lost $5.2 million in the third quarter.| Analysts had expected more.",
    "(He smiled.)| Then he went on.",
    "The case is Roe v. Wade.| It was decided in 1973.",
    "Gen. Lee and Sen. Warren met Gov. Newsom.",
]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_end_where_they_should(marked: str) -> None:
    text = marked.replace("|", "")
    expected = [part.strip() for part in marked.split("|")]
    assert [span.of(text) for span in split_sentences(text)] == expected


def test_a_line_break_ends_a_sentence() -> None:
    text = "Headline without a stop\nThe story begins.\n"
    assert [span.of(text) for span in split_sentences(text)] == [
        "Headline without a stop",
        "The story begins.",
    ]
