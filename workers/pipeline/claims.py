"""Articles to claims that stand alone.

Read top to bottom: sentences, who and when, clauses and speech, check-worthiness.
"""

from collections.abc import Callable, Sequence

from indexes.records import Article, Claim, ClaimKind, Rejection, make_id
from workers.languages.language import Language
from workers.pipeline.checkworthiness import Assessment
from workers.pipeline.drafts import ArticleReading, Draft, draft_claims
from workers.pipeline.people import find_people
from workers.pipeline.resolution import resolve_sentences
from workers.pipeline.sentences import blank_overlong, place_sentences
from workers.pipeline.trees import Tree

Assess = Callable[[Sequence[Draft], Language], list[Assessment]]
CONTEXT_CHARACTERS = 300


def extract_claims(article: Article, language: Language, assess: Assess) -> list[Claim]:
    """Every statement of the article, in order; those not worth checking say why."""
    text = blank_overlong(article.text, language)
    placed = place_sentences(text, language)
    entities = language.entities(text)
    plain = [Tree(one.sentence) for one in placed]
    people = find_people(plain, entities)
    dates = language.dates(text, article.published_at)
    trees = resolve_sentences(plain, people, dates, language)
    drafts = draft_claims(ArticleReading(text, language, entities, people), placed, trees)
    context = describe_context(article)
    return [
        _make_claim(article, language.code, draft, assessment, context)
        for draft, assessment in zip(drafts, assess(drafts, language), strict=True)
    ]


def describe_context(article: Article) -> str:
    """What a reader knows before any single sentence: the title, or the first line."""
    first_line = next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return (article.title or first_line)[:CONTEXT_CHARACTERS]


def _make_claim(
    article: Article, language: str, draft: Draft, assessment: Assessment, context: str
) -> Claim:
    start, end = str(draft.span.start), str(draft.span.end)
    return Claim(
        id=make_id("claim", article.id, start, end, draft.text),
        article_id=article.id,
        text=draft.text,
        quote=draft.span,
        language=language,
        kind=ClaimKind.QUOTATION if draft.is_quotation else assessment.kind,
        check_worthiness=assessment.check_worthiness,
        rejection=reject(draft, assessment),
        speaker=draft.speaker,
        context=context,
    )


def reject(draft: Draft, assessment: Assessment) -> Rejection | None:
    """Why the statement is not checked; None: it is.

    That a named person said certain words can be checked, whatever the words are worth.
    """
    if draft.is_quotation and draft.has_named_speaker:
        is_heading = assessment.rejection is Rejection.HEADING
        return Rejection.HEADING if is_heading else None
    return assessment.rejection
