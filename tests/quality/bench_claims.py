"""What extraction makes of Russian news: `python -m tests.quality.bench_claims`.

Over the factRuEval devset: the share of annotated facts whose words a selected claim covers, claims
per sentence, and the share of claims that stand alone. Some of its sentences, without the facts,
are among the training data of the check-worthiness head.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.progress import track

from indexes.records import Article, Claim
from tests.quality.factrueval import ARCHIVE, AnnotatedText, Fact, read_texts
from tests.quality.findings import Finding, find, report
from tests.quality.gold import COVERS
from tests.quality.measures import ROOT
from tests.quality.standing_alone import stands_alone
from workers.checking import open_models
from workers.languages.language import Language
from workers.pipeline.check import Models
from workers.pipeline.claims import extract_claims
from workers.settings import read_settings

MISSED = ROOT / "var" / "facts_missed.jsonl"
FACTS_FLOOR = 0.75
ALONE_FLOOR = 0.85


@dataclass(frozen=True, slots=True)
class ReadText:
    """An annotated text with the claims that were found in it."""

    annotated: AnnotatedText
    claims: tuple[Claim, ...]
    alone: tuple[bool, ...]  # for each selected claim

    @property
    def selected(self) -> tuple[Claim, ...]:
        return tuple(one for one in self.claims if one.is_selected)

    @property
    def covered(self) -> tuple[bool, ...]:
        """For each fact."""
        return tuple(self._covers(one) for one in self.annotated.facts)

    def _covers(self, fact: Fact) -> bool:
        return any(
            claim.quote.overlap(span) >= COVERS * len(span)
            for span in fact.find_spans(self.annotated.sentences)
            for claim in self.selected
        )


def read_claims(text: AnnotatedText, models: Models, language: Language) -> ReadText:
    article = Article(id=text.name, text=text.text, language=language.code)
    claims = tuple(extract_claims(article, language, models.assess))
    alone = tuple(stands_alone(one.text, language) for one in claims if one.is_selected)
    return ReadText(text, claims, alone)


def share_covered(texts: Sequence[object]) -> float:
    return _share([covered for one in texts for covered in one.covered])  # type: ignore[attr-defined]


def share_alone(texts: Sequence[object]) -> float:
    return _share([alone for one in texts for alone in one.alone])  # type: ignore[attr-defined]


def claims_per_sentence(texts: Sequence[object]) -> float:
    claims = sum(len(one.alone) for one in texts)  # type: ignore[attr-defined]
    return claims / sum(len(one.annotated.sentences) for one in texts)  # type: ignore[attr-defined]


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def find_measures(texts: Sequence[ReadText]) -> list[Finding]:
    """Whole texts are drawn again for the intervals."""
    facts = sum(len(one.covered) for one in texts)
    claims = sum(len(one.alone) for one in texts)
    sentences = sum(len(one.annotated.sentences) for one in texts)
    return [
        find("factrueval.facts_covered", texts, share_covered, n=facts, floor=FACTS_FLOOR),
        find("factrueval.claims_per_sentence", texts, claims_per_sentence, n=sentences),
        find("factrueval.stand_alone", texts, share_alone, n=claims, floor=ALONE_FLOOR),
    ]


def write_missed(texts: Sequence[ReadText]) -> None:
    """The facts that no selected claim covers, and the claims that do not stand alone."""
    with MISSED.open("w", encoding="utf-8") as file:
        for one in texts:
            for row in (*_describe_missed(one), *_describe_dependent(one)):
                file.write(json.dumps(row, ensure_ascii=False) + "\n")


def _describe_missed(one: ReadText) -> list[dict[str, object]]:
    missed = [f for f, covered in zip(one.annotated.facts, one.covered, strict=True) if not covered]
    return [
        {
            "fact": fact.id,
            "told": [span.of(one.annotated.text) for span in spans],
            "claims": [
                f"{claim.rejection}: {claim.text}"
                for claim in one.claims
                if any(claim.quote.overlap(span) for span in spans)
            ],
        }
        for fact in missed
        for spans in [fact.find_spans(one.annotated.sentences)]
    ]


def _describe_dependent(one: ReadText) -> list[dict[str, object]]:
    pairs = zip(one.selected, one.alone, strict=True)
    return [{"text": one.annotated.name, "dependent": c.text} for c, alone in pairs if not alone]


def main() -> None:
    if not ARCHIVE.exists():
        sys.exit(f"{ARCHIVE.name} is not here: it lies beside the repository.")
    models = open_models(read_settings({}))
    language = models.open_language("ru")
    texts = [
        read_claims(text, models, language)
        for text in track(read_texts(), "texts", console=Console(stderr=True))
    ]
    report("Claims of Russian news", find_measures(texts))
    write_missed(texts)
    print(f"facts missed and claims that do not stand alone: {MISSED}")


if __name__ == "__main__":
    main()
