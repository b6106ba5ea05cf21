"""What the measures of docs/quality.json are called for people, in the order of the README."""

from dataclasses import dataclass

LESS_IS_BETTER = frozenset(
    {"non_claims_selected", "wrong_way", "calibration_error", "brier_score", "risk_area"}
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One table: its command, and its measures' names with their titles."""

    title: str
    command: str
    titles: dict[str, str]
    is_folded: bool = False  # shown on a click


END_TO_END = Subject(
    "End to end in Russian: 24 articles of an invented world, 180 notes written to mislead",
    "make bench-end-to-end",
    {
        "e2e_ru.quotes_covered": "checkable claims covered by a selected claim",
        "e2e_ru.non_claims_selected": "non-claims selected",
        "e2e_ru.verdict_accuracy_now": "verdict accuracy, now",
        "e2e_ru.verdict_accuracy_at_publication": "verdict accuracy, at publication",
        "e2e_ru.verdict_macro_f1_now": "verdict macro-F1, now",
        "e2e_ru.verdict_macro_f1_at_publication": "verdict macro-F1, at publication",
        "e2e_ru.wrong_way": "supported for refuted or the reverse",
        "e2e_ru.deciding_note_cited": "a deciding note is among the cited evidence",
    },
)

STANCE = Subject(
    "Stance: what one piece of evidence says of one claim",
    "make bench-stance",
    {
        "verdict_ru_test.accuracy": "Russian verification pairs, stance alone: accuracy",
        "verdict_ru_test.accuracy_with_checks": "… with the exact checks: accuracy",
        "xnli_test_ru.accuracy": "XNLI test, Russian: accuracy",
        "xnli_test_en.accuracy": "XNLI test, English: accuracy",
        "terra_val.accuracy": "TERRa, Russian, two-way: accuracy",
        "fm2_test.accuracy": "Fool Me Twice test, two-way: accuracy",
        "fever_symmetric_test.accuracy": "FEVER-Symmetric test, two-way: accuracy",
        "healthver_test.macro_f1": "HealthVer test: macro-F1",
        "climate_fever_evidence.macro_f1": "Climate-FEVER, by evidence: macro-F1",
        "fever_1pct_test.macro_f1": "FEVER 1 % test, five languages: macro-F1",
        "sufficient_facts.abstained": "SufficientFacts: abstains where evidence was taken away",
    },
)

STANCE_DETAILS = Subject(
    "More of stance: by language and label, other sets",
    "make bench-stance",
    {
        "verdict_ru_test.macro_f1": "Russian verification pairs, stance alone: macro-F1",
        "verdict_ru_test.macro_f1_with_checks": "… with the exact checks: macro-F1",
        "verdict_ru_test.supports_recall": "… supported ones found",
        "verdict_ru_test.refutes_recall": "… refuted ones found",
        "verdict_ru_test.neutral_recall": "… undecided ones found",
        "verdict_ru_test_ru.accuracy": "… both in Russian: accuracy",
        "verdict_ru_test_ru.macro_f1": "… both in Russian: macro-F1",
        "verdict_ru_test_en_ru.accuracy": "… English evidence, Russian claim: accuracy",
        "verdict_ru_test_en_ru.macro_f1": "… English evidence, Russian claim: macro-F1",
        "verdict_ru_test_ru_en.accuracy": "… Russian evidence, English claim: accuracy",
        "verdict_ru_test_ru_en.macro_f1": "… Russian evidence, English claim: macro-F1",
        "verdict_ru_test_en.accuracy": "… both in English: accuracy",
        "verdict_ru_test_en.macro_f1": "… both in English: macro-F1",
        "xnli_test_ru.macro_f1": "XNLI test, Russian: macro-F1",
        "xnli_test_en.macro_f1": "XNLI test, English: macro-F1",
        "xnli_test_de.accuracy": "XNLI test, German (never trained on): accuracy",
        "xnli_test_de.macro_f1": "XNLI test, German (never trained on): macro-F1",
        "xnli_test_tr.accuracy": "XNLI test, Turkish (never trained on): accuracy",
        "xnli_test_tr.macro_f1": "XNLI test, Turkish (never trained on): macro-F1",
        "lidirus.accuracy": "LiDiRus, Russian diagnostics, two-way: accuracy",
        "healthver_test.accuracy": "HealthVer test: accuracy",
        "climate_fever_evidence.accuracy": "Climate-FEVER, by evidence: accuracy",
        "fever_1pct_test_en.macro_f1": "FEVER 1 % test, English: macro-F1",
        "fever_1pct_test_fr.macro_f1": "FEVER 1 % test, French: macro-F1",
        "fever_1pct_test_id.macro_f1": "FEVER 1 % test, Indonesian: macro-F1",
        "fever_1pct_test_ja.macro_f1": "FEVER 1 % test, Japanese: macro-F1",
        "fever_1pct_test_zh.macro_f1": "FEVER 1 % test, Chinese: macro-F1",
        "sufficient_facts.accuracy": "SufficientFacts: accuracy",
        "anli_r3_dev.accuracy": "ANLI round 3, written against models: accuracy",
        "control_test.accuracy": "Control test: accuracy",
    },
    is_folded=True,
)

CALIBRATION = Subject(
    "Confidence",
    "make bench-calibration",
    {
        "e2e_ru.calibration_error": "final confidence on the articles: calibration error, 15 bins",
        "e2e_ru.brier_score": "final confidence on the articles: Brier score",
        "e2e_ru.risk_area": "final confidence on the articles: area under risk over coverage",
        "verdict_ru_test.calibration_error": "stance probability: calibration error, 15 bins",
        "verdict_ru_test.brier_score": "stance probability: Brier score",
        "verdict_ru_test.risk_area": "stance probability: area under risk over coverage",
    },
)

CHECKS = Subject(
    "Exact checks that say «differs», on held-out training passages",
    "make bench-checks",
    {
        f"checks_{code}.{metric}": f"{language}: {title}"
        for code, language in (("ru", "Russian"), ("en", "English"))
        for metric, title in (
            ("precision_differs", "refuted ones among those where a check fired"),
            ("recall_refuted", "refuted ones where a check fired"),
        )
    },
)

WAYS = ("words", "vectors", "fused", "reranked")
SCIFACT = Subject(
    "Whole matching: SciFact dev, from the open corpus of 5,183 abstracts",
    "make bench-scifact",
    {
        f"scifact_dev.{metric}_{way}": f"retrieval, {way}: {shown}"
        for way in WAYS
        for metric, shown in (
            ("ndcg_at_10", "nDCG@10"),
            ("recall_at_10", "recall@10"),
            ("recall_at_100", "recall@100"),
        )
    }
    | {
        "scifact_dev.abstract_label_f1": "abstracts with their label: F1",
        "scifact_dev.abstract_rationalised_f1": "… and a whole rationale: F1",
        "scifact_dev.rationale_f1": "rationale sentences: F1",
        "scifact_dev.rationale_label_f1": "… with their label: F1",
    },
)

KNOWN_CLAIMS = Subject(
    "Known claims",
    "make bench-known-claims",
    {
        "politifact_2b_test.map_at_5": "PolitiFact 2B test, as the product searches: MAP@5",
        "politifact_2b_test.map_at_5_words": "… by words: MAP@5",
        "politifact_2b_test.map_at_5_vectors": "… by vectors: MAP@5",
        "paraphraser_gold.average_precision": "ParaPhraser, Russian headlines: average precision",
        "paraphraser_gold.f1": "… F1",
        "paraphraser_gold.average_precision_strict": "… only precise ones: average precision",
    },
)

WORTH = Subject(
    "Check-worthiness, on texts that were never trained or tuned on",
    "make bench-checkworthiness",
    {
        "checkworthy_ru_news.f1": "Russian news: F1",
        "checkworthy_ru_written.f1": "Russian columns, speeches, posts: F1",
        "checkworthy_ru.average_precision": "Russian, both: average precision",
        "checkthat_2024_en.f1": "CheckThat! 2024, English debates: F1",
        "checkthat_2024_en_official.f1": "… the official test rows: F1",
        "policlaim.f1": "PoliClaim, English speeches: F1",
    },
)

WORTH_DETAILS = Subject(
    "More of check-worthiness: precision and ranking, other languages",
    "make bench-checkworthiness",
    {
        "checkworthy_ru.precision": "Russian, both: precision",
        "checkworthy_ru.recall": "Russian, both: recall",
        "checkworthy_ru.priority_ndcg": "Russian, both, ranked by priority: nDCG",
        "checkthat_2024_en.precision": "CheckThat! 2024: precision",
        "checkthat_2024_en.recall": "CheckThat! 2024: recall",
        "checkthat_2024_en.average_precision": "CheckThat! 2024: average precision",
        "checkthat_2024_en_official.average_precision": "… official rows: average precision",
        "policlaim.average_precision": "PoliClaim: average precision",
        "germeval_2021.f1": "GermEval 2021, German comments: F1",
        "germeval_2021.average_precision": "… average precision",
    }
    | {
        f"subjectivity_{code}.{metric}": f"objective against subjective, {language}: {title}"
        for code, language in (
            ("bg", "Bulgarian"),
            ("en", "English"),
            ("pl", "Polish"),
            ("uk", "Ukrainian"),
        )
        for metric, title in (("macro_f1", "macro-F1"), ("average_precision", "average precision"))
    },
    is_folded=True,
)

CLAIMS = Subject(
    "Claims: what is found in Russian news (factRuEval 2016)",
    "make bench-claims",
    {
        "factrueval.facts_covered": "annotated facts covered by a selected claim",
        "factrueval.claims_per_sentence": "claims in a sentence",
        "factrueval.stand_alone": "claims that stand alone, by rule",
    },
)

SUBJECTS = (
    END_TO_END,
    STANCE,
    STANCE_DETAILS,
    CHECKS,
    CALIBRATION,
    SCIFACT,
    KNOWN_CLAIMS,
    CLAIMS,
    WORTH,
    WORTH_DETAILS,
)


def is_less_better(name: str) -> bool:
    """Whether the measure counts what is wrong, so that its floor is a ceiling."""
    return name.partition(".")[2] in LESS_IS_BETTER or name.endswith("_seconds")
