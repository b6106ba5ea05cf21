"""What the measures of docs/quality.json are called for people, in the order of the README."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One table: its command, and its measures' names with their titles."""

    title: str
    command: str
    titles: dict[str, str]


SUBJECTS = (
    Subject(
        "End to end in Russian",
        "make bench-end-to-end",
        {
            "e2e_ru.quotes_covered": "checkable claims covered by a selected claim",
            "e2e_ru.non_claims_selected": "non-claims selected (less is better)",
            "e2e_ru.verdict_accuracy_now": "verdict accuracy, now",
            "e2e_ru.verdict_accuracy_at_publication": "verdict accuracy, at publication",
            "e2e_ru.verdict_macro_f1_now": "verdict macro-F1, now",
            "e2e_ru.wrong_way": "supported for refuted or the reverse (less is better)",
            "e2e_ru.deciding_note_cited": "a deciding note is among the cited evidence",
        },
    ),
)
