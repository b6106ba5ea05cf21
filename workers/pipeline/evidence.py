"""Candidates to evidence: the sentences that speak of a claim, with stance and exact span."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indexes.records import (
    Article,
    Candidate,
    CheckOutcome,
    CheckResult,
    Claim,
    Evidence,
    Passage,
    Span,
    Stance,
    StanceProbabilities,
)
from indexes.sources.analysis import index_tokens
from indexes.sources.embeddings import Embedder
from indexes.sources.library import Vector
from workers.languages.language import Language, LanguagePicker
from workers.pipeline.checks import run_checks
from workers.pipeline.checks.facts import Facts, read_facts
from workers.pipeline.reranking import KEPT, CutPassage, cut_candidates, rerank
from workers.pipeline.stance import StancePair, StanceScorer, fold

MAX_NEUTRAL = 8  # passages a claim that decide nothing; for people to look through
# A stance below is neutral. Chosen on the development articles, where less decides more claims
# the wrong way and more decides hardly any; the scorer's probabilities are modest by nature.
MIN_SUPPORTS, MIN_REFUTES = 0.3, 0.3
WEAKER = frozenset({"superlative_unconfirmed"})


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a passage, ready to be compared with claims."""

    passage: Passage
    span: Span  # in the source's text
    facts: Facts
    vector: Vector


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim, ready to be compared with sentences."""

    claim: Claim
    facts: Facts
    vector: Vector


@dataclass(frozen=True, slots=True)
class EvidenceJudge:
    """Models and languages that turn candidates into evidence."""

    embedder: Embedder
    scorer: StanceScorer
    open_language: LanguagePicker
    kept: int = KEPT  # candidates a claim

    def judge_stances(
        self,
        article: Article,
        claims: Sequence[Claim],
        candidates: Sequence[Sequence[Candidate]],
    ) -> list[tuple[Evidence, ...]]:
        """For each claim its evidence, strongest first; neutral evidence is kept for people."""
        cut = cut_candidates(candidates, self.embedder, self.open_language)
        vectors = self.embedder.embed_queries([claim.text for claim in claims])
        best = [rerank(*own, cut, self.kept) for own in zip(vectors, candidates, strict=True)]
        read = self._read({one.passage.id: cut[one.passage.id] for own in best for one in own})
        ready = [
            ReadClaim(claim, self._read_claim(claim, article), vector)
            for claim, vector in zip(claims, vectors, strict=True)
        ]
        return [self._judge_claim(one, own, read) for one, own in zip(ready, best, strict=True)]

    def _read_claim(self, claim: Claim, article: Article) -> Facts:
        return read_facts(claim.text, self.open_language(claim.language), article.published_at)

    def _read(self, cut: Mapping[str, CutPassage]) -> dict[str, tuple[ReadSentence, ...]]:
        """Every kept passage once, with the facts of its sentences."""
        return {
            key: read_sentences(one, self.open_language(one.passage.language))
            for key, one in cut.items()
        }

    def _judge_claim(
        self,
        ready: ReadClaim,
        candidates: Sequence[Candidate],
        read: Mapping[str, tuple[ReadSentence, ...]],
    ) -> tuple[Evidence, ...]:
        pairs: list[StancePair] = []
        places: list[tuple[Candidate, ReadSentence]] = []
        commonness = measure_commonness([read[one.passage.id] for one in candidates])
        for candidate in candidates:
            sentences = read[candidate.passage.id]
            paired = pair_sentences(ready.facts, ready.vector, sentences, candidate.passage)
            pairs.extend(replace(pair, commonness=commonness) for pair in paired)
            places.extend((candidate, sentence) for sentence in sentences)
        beliefs = self.scorer.score(pairs)
        return keep_best(
            [
                _make_evidence(ready.claim, place, pair, belief)
                for place, pair, belief in zip(places, pairs, beliefs, strict=True)
            ]
        )


def measure_commonness(passages: Sequence[Sequence[ReadSentence]]) -> dict[str, float]:
    """For every lemma the share of the passages that have it."""
    counts = Counter(
        lemma
        for sentences in passages
        for lemma in {fold(token.lemma) for one in sentences for token in one.facts.tokens}
    )
    return {lemma: count / len(passages) for lemma, count in counts.items()}


def read_sentences(cut: CutPassage, language: Language) -> tuple[ReadSentence, ...]:
    """A passage's sentences with their facts; spans count in the source's stored text."""
    passage = cut.passage
    return tuple(
        ReadSentence(
            passage,
            span.shifted(passage.span.start),
            read_facts(span.of(passage.text), language, passage.published_at),
            vector,
        )
        for span, vector in zip(cut.spans, cut.vectors, strict=True)
    )


def pair_sentences(
    claim: Facts, vector: Vector, sentences: Sequence[ReadSentence], passage: Passage
) -> list[StancePair]:
    """The claim with every sentence of one passage."""
    similarities = [float(np.dot(vector, one.vector)) for one in sentences]
    lemmas = frozenset(fold(token.lemma) for one in sentences for token in one.facts.tokens)
    lemmas |= {token.text for token in index_tokens(passage.title, passage.language)}
    return [
        StancePair(
            claim=claim,
            evidence=one.facts,
            passage=tuple(other.facts for other in sentences),
            passage_lemmas=lemmas,
            similarity=similarity,
            passage_similarity=max(similarities),
            checks=run_checks(claim, one.facts),
            title=passage.title,
        )
        for one, similarity in zip(sentences, similarities, strict=True)
    ]


def _make_evidence(
    claim: Claim,
    place: tuple[Candidate, ReadSentence],
    pair: StancePair,
    belief: StanceProbabilities,
) -> Evidence:
    candidate, sentence = place
    passage = sentence.passage
    belief = overrule(belief, pair.checks)
    return Evidence(
        claim_id=claim.id,
        passage_id=passage.id,
        source_id=passage.source_id,
        quote=sentence.span,
        quoted_text=pair.evidence.text,
        stance=choose_stance(belief, pair.checks),
        probabilities=belief,
        candidate_score=candidate.rerank_score,
        checks=tuple(one for one in pair.checks if one.reason is not None),
        origin=passage.source_id,
        title=passage.title,
        publisher=passage.publisher,
        url=passage.url,
        published_at=passage.published_at,
        tier=passage.tier,
        language=passage.language,
    )


def overrule(belief: StanceProbabilities, checks: Sequence[CheckResult]) -> StanceProbabilities:
    """What differs exactly speaks against the claim, however close the words are (rule 4)."""
    if not any(one.outcome is CheckOutcome.DIFFERS for one in checks):
        return belief
    return StanceProbabilities(0.0, belief.supports + belief.refutes, belief.neutral)


def choose_stance(belief: StanceProbabilities, checks: Sequence[CheckResult]) -> Stance:
    """The likelier stance, if it is likely enough; `belief` after `overrule`.

    Evidence that is weaker than the claim does not support it: «первый» needs a «первый».
    """
    is_weaker = any(one.reason and one.reason.code in WEAKER for one in checks)
    if belief.supports >= max(MIN_SUPPORTS, belief.refutes) and not is_weaker:
        return Stance.SUPPORTS
    if belief.refutes >= max(MIN_REFUTES, belief.supports):
        return Stance.REFUTES
    return Stance.NEUTRAL


def keep_best(judged: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """One sentence a passage and stance, decisive ones first.

    All that decides is kept: what was known at publication may be the weakest of it.
    """
    best: dict[tuple[str, Stance], Evidence] = {}
    for one in judged:
        key = (one.passage_id, one.stance)
        if key not in best or _rank(one) > _rank(best[key]):
            best[key] = one
    ranked = sorted(best.values(), key=_rank, reverse=True)
    decisive = [one for one in ranked if one.stance is not Stance.NEUTRAL]
    decided = {one.passage_id for one in decisive}
    neutral = [one for one in ranked if one.passage_id not in decided]
    return (*decisive, *neutral[:MAX_NEUTRAL])


def _rank(evidence: Evidence) -> tuple[bool, float, float]:
    decisive = max(evidence.probabilities.supports, evidence.probabilities.refutes)
    return evidence.stance is not Stance.NEUTRAL, decisive, evidence.candidate_score


def with_origins(evidence: Sequence[Evidence], origins: dict[str, str]) -> tuple[Evidence, ...]:
    """The evidence with the origin of each source."""
    return tuple(replace(one, origin=origins.get(one.source_id, one.source_id)) for one in evidence)
