"""Candidates to evidence: the sentences that speak of a claim, with stance and exact span."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from indexes.records import (
    Article,
    Candidate,
    CheckOutcome,
    CheckResult,
    Claim,
    Evidence,
    Span,
    Stance,
    StanceProbabilities,
)
from indexes.sources.analysis import index_tokens
from indexes.sources.embeddings import Embedder
from workers.languages.language import LanguagePicker
from workers.pipeline.checks import gather, run_checks
from workers.pipeline.checks.facts import Facts, read_facts
from workers.pipeline.exactness import count_met
from workers.pipeline.kinship import Kinship, KinshipReader, compare_to_mean, is_bare
from workers.pipeline.places import Place, choose_place
from workers.pipeline.premises import write_premise
from workers.pipeline.reranking import KEPT, cut_candidates, rerank
from workers.pipeline.rivals import find_rivals
from workers.pipeline.stance import StancePair, StanceScorer, has_difference

MAX_NEUTRAL = 8  # passages a claim that decide nothing; for people to look through
# A stance below is neutral. Chosen on the development articles together with the formula's prior:
# less decides more claims the wrong way, more decides hardly any.
LEAST_BELIEF = 0.45
WEAKER = frozenset({"superlative_unconfirmed", "plan_is_no_deed"})


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
        places = self.find_places(claims, candidates)
        pairs = self.pair_up(article, claims, places)
        beliefs = iter(self.scorer.score([pair for own in pairs for pair in own]))
        return [
            keep_best(
                [
                    _make_evidence(claim, place, pair, next(beliefs))
                    for place, pair in zip(own_places, own_pairs, strict=True)
                ]
            )
            for claim, own_places, own_pairs in zip(claims, places, pairs, strict=True)
        ]

    def find_places(
        self, claims: Sequence[Claim], candidates: Sequence[Sequence[Candidate]]
    ) -> list[list[Place]]:
        """Where the best candidates of each claim speak of it, best first."""
        cut = cut_candidates(candidates, self.embedder, self.open_language)
        vectors = self.embedder.embed_queries([claim.text for claim in claims])
        return [
            [
                choose_place(claim, vector, one, cut[one.passage.id])
                for one in rerank(vector, own, cut, self.kept)
            ]
            for claim, vector, own in zip(claims, vectors, candidates, strict=True)
        ]

    def pair_up(
        self, article: Article, claims: Sequence[Claim], places: Sequence[Sequence[Place]]
    ) -> list[list[StancePair]]:
        """Claim and stretch, read; a sentence that many claims meet is read once."""
        known: dict[tuple[str, Span], Facts] = {}
        pairs: list[list[StancePair]] = []
        kin = self._find_kin(article, claims, places)
        for claim, own in zip(claims, places, strict=True):
            language = self.open_language(claim.language)
            facts = read_facts(claim.text, language, article.published_at)
            best = find_best(own)
            nearness = compare_to_mean([kin[one.passage.id] for one in own if kin])
            pairs.append(
                [
                    make_pair(facts, one, self._read_stretch(one, known), best, near)
                    for one, near in zip_longest(own, nearness)
                ]
            )
        return pairs

    def _find_kin(
        self, article: Article, claims: Sequence[Claim], places: Sequence[Sequence[Place]]
    ) -> Mapping[str, Kinship]:
        passages = [one.passage for own in places for one in own]
        if not passages or is_bare(article, claims):
            return {}
        reader = KinshipReader(self.embedder, self.open_language)
        return reader.compare(reader.read_setting(article, claims[0].language), passages)

    def _read_stretch(
        self, place: Place, known: dict[tuple[str, Span], Facts]
    ) -> tuple[Facts, ...]:
        passage = place.passage
        for span in place.spans:
            if (passage.id, span) not in known:
                language = self.open_language(passage.language)
                known[passage.id, span] = read_facts(
                    span.of(passage.text), language, passage.published_at
                )
        return tuple(known[passage.id, span] for span in place.spans)


def find_best(places: Sequence[Place]) -> tuple[float, float]:
    """The greatest similarity and the greatest retrieval score, of whichever places."""
    similarities = (one.similarity for one in places)
    scores = (one.candidate.fused_score for one in places)
    return max(similarities, default=0.0), max(scores, default=0.0)


def make_pair(
    claim: Facts,
    place: Place,
    stretch: tuple[Facts, ...],
    best: tuple[float, float],
    kinship: Kinship | None,
) -> StancePair:
    """Everything that the scorer asks of a claim and a stretch; `best`: see `find_best`."""
    passage = place.passage
    title_lemmas = frozenset(token.text for token in index_tokens(passage.title, passage.language))
    telling, checks = check_stretch(claim, stretch, place.closest, title_lemmas)
    return StancePair(
        claim=claim,
        stretch=stretch,
        telling=telling,
        premise=write_premise(place.text, passage.title, passage.published_at, passage.publisher),
        hypothesis=claim.text,
        similarity=place.similarity,
        lag=best[0] - place.similarity,
        retrieved=place.candidate.fused_score,
        retrieved_lag=best[1] - place.candidate.fused_score,
        checks=checks,
        title_lemmas=title_lemmas,
        kinship=kinship,
    )


def check_stretch(
    claim: Facts, stretch: Sequence[Facts], closest: int, title: Iterable[str] = ()
) -> tuple[int, tuple[CheckResult, ...]]:
    """The sentence that tells most, and every check's answer; that sentence is quoted.

    It is the one that has most of the claim's numbers, dates and names, the closest one among
    several, unless only another differs from the claim. What any sentence confirms is no
    difference.
    """
    passage = gather(stretch, title)
    answers = [run_checks(claim, one, passage) for one in stretch]
    confirmed = {one.check for own in answers for one in own if one.outcome is CheckOutcome.AGREES}
    differing = [
        place
        for place, own in enumerate(answers)
        if has_difference([one for one in own if one.check not in confirmed])
    ]
    telling = find_fullest(claim, stretch, closest)
    if differing and telling not in differing:
        telling = closest if closest in differing else differing[0]
    results = (choose_answer(place, telling, answers) for place in range(len(answers[telling])))
    return telling, tuple(results)


def find_fullest(claim: Facts, stretch: Sequence[Facts], closest: int) -> int:
    """The sentence that has most of the claim's numbers, dates and names; if in doubt the closest.

    Cosines of one note's sentences hardly differ: «Закон принят» lies closer to «бюджет утвердили
    с дефицитом 4,2 млрд» than «Расходы превысят поступления на 4,17 млрд».
    """
    met = [count_met(claim, one) for one in stretch]
    return closest if met[closest] == max(met) else met.index(max(met))


def choose_answer(
    check: int, telling: int, answers: Sequence[Sequence[CheckResult]]
) -> CheckResult:
    """The telling sentence's answer, unless it is not «agrees» and another sentence's is.

    The other sentence's words are outside the quote, so the answer carries no span of them.
    """
    own = answers[telling][check]
    agreeing = next(
        (one[check] for one in answers if one[check].outcome is CheckOutcome.AGREES), None
    )
    if own.outcome is CheckOutcome.AGREES or agreeing is None:
        return own
    return replace(agreeing, evidence_span=None)


def _make_evidence(
    claim: Claim, place: Place, pair: StancePair, belief: StanceProbabilities
) -> Evidence:
    passage = place.passage
    belief = overrule(belief, pair.checks)
    stance = choose_stance(belief, pair.checks)
    return Evidence(
        claim_id=claim.id,
        passage_id=passage.id,
        source_id=passage.source_id,
        quote=place.spans[pair.telling].shifted(passage.span.start),
        quoted_text=pair.stretch[pair.telling].text,
        stance=stance,
        probabilities=belief,
        candidate_score=place.candidate.rerank_score,
        checks=explain(stance, pair),
        origin=passage.source_id,
        title=passage.title,
        publisher=passage.publisher,
        url=passage.url,
        published_at=passage.published_at,
        tier=passage.tier,
        language=passage.language,
    )


def explain(stance: Stance, pair: StancePair) -> tuple[CheckResult, ...]:
    """What the checks say; where only the model refutes, also what it may have stumbled over."""
    said = tuple(one for one in pair.checks if one.reason is not None)
    if stance is not Stance.REFUTES or has_difference(said):
        return said
    named = {one.check for one in said}
    rivals = find_rivals(pair.claim, pair.stretch[pair.telling])
    return said + tuple(one for one in rivals if one.check not in named)


def overrule(belief: StanceProbabilities, checks: Sequence[CheckResult]) -> StanceProbabilities:
    """What differs exactly speaks against the claim, however close the words are (rule 4)."""
    if not has_difference(checks):
        return belief
    return StanceProbabilities(0.0, belief.supports + belief.refutes, belief.neutral)


def choose_stance(
    belief: StanceProbabilities, checks: Sequence[CheckResult], least: float = LEAST_BELIEF
) -> Stance:
    """The likelier stance, if it is at least so likely; `belief` after `overrule`.

    Evidence that says less than the claim decides nothing: «первый» needs a «первый», and not to
    say «первый» is not to deny it.
    """
    if is_weaker(checks) and not has_difference(checks):
        return Stance.NEUTRAL
    if belief.supports >= max(least, belief.refutes):
        return Stance.SUPPORTS
    if belief.refutes >= max(least, belief.supports):
        return Stance.REFUTES
    return Stance.NEUTRAL


def is_weaker(checks: Sequence[CheckResult]) -> bool:
    """Whether the evidence says less than the claim: «первый» needs a «первый», a deed a deed."""
    return any(one.reason and one.reason.code in WEAKER for one in checks)


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
