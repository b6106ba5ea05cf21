"""The pipeline's table of contents: an article to claims, claims to verdicts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from indexes.records import (
    Article,
    Candidate,
    Claim,
    Evidence,
    Judgement,
    Provenance,
    Source,
    Verdict,
    make_id,
)
from indexes.sources.embeddings import Embedder
from indexes.sources.library import Library
from indexes.sources.origins import group_origins, repeats
from workers.languages.language import LanguagePicker
from workers.pipeline.calibration import Calibrator, find_language_group
from workers.pipeline.claims import Assess, extract_claims
from workers.pipeline.evidence import EvidenceJudge, with_origins
from workers.pipeline.reranking import KEPT
from workers.pipeline.retrieval import find_own_sources, retrieve
from workers.pipeline.stance import StanceScorer
from workers.pipeline.verdict import RULES_VERSION, find_flags, judge, judge_at_publication
from workers.stages import Stage, stage

MAX_REPETITIONS = 3  # of retrieval, while it finds more copies of the article


@dataclass(frozen=True, slots=True)
class Models:
    """Everything learned that the pipeline uses."""

    embedder: Embedder
    stance: StanceScorer
    assess: Assess
    checkworthiness_name: str
    open_language: LanguagePicker
    detect_language: Callable[[str], str]
    calibrator: Calibrator
    kept: int = KEPT  # candidates a claim whose stance is judged

    @property
    def judge(self) -> EvidenceJudge:
        return EvidenceJudge(self.embedder, self.stance, self.open_language, self.kept)

    @property
    def names(self) -> dict[str, str]:
        return {
            "embeddings": self.embedder.name,
            "stance": self.stance.name,
            "check_worthiness": self.checkworthiness_name,
            "calibration": self.calibrator.name,
        }


@dataclass(frozen=True, slots=True)
class ArticleChecker:
    """The pipeline over one library; keeps nothing between calls."""

    library: Library
    models: Models

    def split_article(self, article: Article) -> list[Claim]:
        """The article's statements, selected and rejected; none where nothing can be read."""
        code = article.language or self.models.detect_language(article.text)
        with stage(Stage.SPLIT):
            return extract_claims(article, self.models.open_language(code), self.models.assess)

    def check_claims(self, article: Article, claims: Sequence[Claim]) -> list[Verdict]:
        """One verdict a claim, in the claims' order."""
        with stage(Stage.RETRIEVAL):
            kept = self._retrieve(article, claims)
        with stage(Stage.STANCE):
            evidence = self.models.judge.judge_stances(article, claims, kept)
        with stage(Stage.VERDICT):
            return self._reach_verdicts(article, claims, evidence)

    def _reach_verdicts(
        self,
        article: Article,
        claims: Sequence[Claim],
        evidence: Sequence[tuple[Evidence, ...]],
    ) -> list[Verdict]:
        sources = self._load({one.source_id for own in evidence for one in own})
        origins = group_origins(tuple(sources.values()))
        return [
            self._reach_verdict(article, claim, with_origins(verify_quotes(own, sources), origins))
            for claim, own in zip(claims, evidence, strict=True)
        ]

    def _load(self, source_ids: set[str]) -> dict[str, Source]:
        found = (self.library.get(one) for one in sorted(source_ids))
        return {source.id: source for source in found if source is not None}

    def _retrieve(self, article: Article, claims: Sequence[Claim]) -> list[list[Candidate]]:
        """Candidates without the article and its copies, which must not crowd others out."""
        embedder = self.models.embedder
        found = retrieve(claims, self.library, embedder, frozenset())
        own = copies = self._find_copies(article, found)
        for _ in range(MAX_REPETITIONS):
            if not copies:
                break
            found = retrieve(claims, self.library, embedder, own)
            copies = self._find_copies(article, found)
            own |= copies
        return [[one for one in ranking if one.passage.source_id not in own] for ranking in found]

    def _find_copies(
        self, article: Article, found: Sequence[Sequence[Candidate]]
    ) -> frozenset[str]:
        """Sources that are the article or repeat it: an article never confirms itself."""
        sources = self._load({one.passage.source_id for ranking in found for one in ranking})
        return find_own_sources(article, found) | {
            source.id
            for source in sources.values()
            if repeats(article.text, source.text, source.language)
        }

    def _calibrate(
        self, claim: Claim, judgement: Judgement, evidence: tuple[Evidence, ...]
    ) -> Judgement:
        group = find_language_group(claim.language, judgement.label, evidence)
        return self.models.calibrator.calibrate(judgement, group)

    def _reach_verdict(
        self, article: Article, claim: Claim, evidence: tuple[Evidence, ...]
    ) -> Verdict:
        now = self._calibrate(claim, judge(evidence), evidence)
        then = self._calibrate(
            claim, judge_at_publication(evidence, article.published_at), evidence
        )
        flags = find_flags(now, then, evidence)
        reached_at = datetime.now(UTC)
        return Verdict(
            id=make_id("verdict", claim.id, reached_at.isoformat()),
            claim_id=claim.id,
            now=now,
            at_publication=then,
            evidence=evidence,
            provenance=Provenance(self.models.names, self.library.status().version, RULES_VERSION),
            reached_at=reached_at,
            is_flagged=bool(flags),
            flag_reasons=flags,
        )


def verify_quotes(evidence: Sequence[Evidence], sources: dict[str, Source]) -> tuple[Evidence, ...]:
    """Only evidence whose quoted words stand, byte for byte, in the stored source (rule 1)."""
    return tuple(
        one
        for one in evidence
        if one.source_id in sources and one.quote.of(sources[one.source_id].text) == one.quoted_text
    )
