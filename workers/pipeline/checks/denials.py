"""Whether a verb is denied («не подписал», «отказался подписать») or only planned."""

from collections.abc import Iterator, Sequence

from workers.languages.language import Sentence, Token
from workers.pipeline.checks.words import plain_lemma

NEGATIVE_WORDS = frozenset({"не", "ни", "not", "n't", "never", "no", "никогда", "neither"})
# "no senator signed", "none of them", "nobody": the subject denies the verb.
_NEGATIVE_SUBJECTS = frozenset({"nobody", "none", "nothing", "neither"})
# «отказался подписать», "failed to sign": the verb below them did not happen.
REFUSALS_TEXT = (
    "отказаться отказываться запретить раздумать передумать избежать воздержаться "
    "помешать мешать препятствовать воспрепятствовать prevent fail refuse decline forget avoid"
)
REFUSALS = frozenset(REFUSALS_TEXT.split())
# Negation here belongs to another word: «не только», «не менее», "not only".
_NO_NEGATION = frozenset(
    {"только", "менее", "более", "меньше", "больше", "ранее", "позднее", "позже", "раньше", "без",
     "просто", "столько", "один", "раз", "only", "just", "less", "later", "earlier", "until"}
)  # fmt: skip
_UNTIL = frozenset({"пока", "покуда", "until", "едва", "чуть"})  # «пока не закрыли»: it was closed
_BEGINNINGS = frozenset(
    {"стать", "суметь", "смочь", "успеть", "решиться", "мочь", "начать", "manage", "go"}
)
# Verbs and nouns below which a verb is not yet a deed: «намерен подписать», "plans to sign".
PLANS_TEXT = (
    "планировать запланировать намереваться намерен намерение план хотеть захотеть собираться "
    "обещать пообещать обязаться обязать обязывать поручить потребовать требовать просить "
    "попросить призвать предложить предлагать рекомендовать рассчитывать надеяться ожидать "
    "ожидаться предстоять мочь смочь должен готовый готов готовиться грозить угрожать пригрозить "
    "позволить разрешить право возможность разрешение просьба требование обещание стремиться "
    "пытаться попытаться предполагать предполагаться предусматривать предусмотреть необходимо "
    "нужно можно нельзя следовать мечтать советовать добиваться "
    "намеренный должный нужный планироваться намечаться предполагаться требоваться решить "
    "hop "
    "plan intend want hope promise pledge vow urge ask demand propose recommend expect aim seek "
    "try attempt threaten could would may might should must can likely agree order oblige allow "
    "consider call need require"
)
PLANS = frozenset(PLANS_TEXT.split())
# Below these words nothing is told at all.
UNREAL = frozenset({"если", "ли", "if", "unless", "whether"})
_UNREAL = frozenset({"чтобы", "бы"})
_FUTURE = frozenset({"будет", "будут", "will", "'ll", "shall"})
_MODALS = frozenset({"could", "would", "may", "might", "should", "must", "can"})
_BELOW_A_PLAN = frozenset({"xcomp", "csubj", "csubj:pass", "ccomp", "acl", "advcl", "obj"})

_VERBAL = frozenset({"VERB", "AUX"})

Children = Sequence[Sequence[int]]


def is_denied(sentence: Sentence, place: int, children: Children) -> bool:
    """Whether a «не» or a refusal stands over the verb."""
    below = [(one, sentence.tokens[one]) for one in children[place]]
    has_negative = any(
        token.text.lower() in NEGATIVE_WORDS and not _is_idiom(sentence, one)
        for one, token in below
    )
    has_negative |= any(_is_negative_subject(sentence, one, children) for one, _ in below)
    verb = sentence.tokens[place]
    return has_negative != (_is_refused(sentence, verb) or _is_never_begun(sentence, verb))


def _is_idiom(sentence: Sentence, place: int) -> bool:
    """«не только», and «пока не закрыли», which says that it was closed."""
    following = [one.text.lower() for one in sentence.tokens[place + 1 : place + 2]]
    before = {one.text.lower() for one in sentence.tokens[max(0, place - 3) : place]}
    return not _NO_NEGATION.isdisjoint(following) or not _UNTIL.isdisjoint(before)


def _is_negative_subject(sentence: Sentence, place: int, children: Children) -> bool:
    """English only: in Russian «никто» goes with «не»."""
    token = sentence.tokens[place]
    if not token.relation.startswith("nsubj"):
        return False
    words = {token.text.lower(), *(sentence.tokens[one].text.lower() for one in children[place])}
    return not _NEGATIVE_SUBJECTS.isdisjoint(words) or "no" in words


def _is_never_begun(sentence: Sentence, verb: Token) -> bool:
    """«не стали отменять», "did not manage to sign": the denial stands over the verb above."""
    head = _head(sentence, verb) if verb.relation == "xcomp" else None
    if head is None or plain_lemma(head) not in _BEGINNINGS:
        return False
    return any(
        one.text.lower() in NEGATIVE_WORDS and _head(sentence, one) is head
        for one in sentence.tokens
    )


def _is_refused(sentence: Sentence, verb: Token) -> bool:
    if verb.relation not in {"xcomp", "csubj", "ccomp"}:
        return False
    head = _head(sentence, verb)
    return head is not None and plain_lemma(head) in REFUSALS


def is_unreal(sentence: Sentence, place: int, children: Children) -> bool:
    """«если вернутся», "whether they return": neither told nor denied."""
    return any(sentence.tokens[one].text.lower() in UNREAL for one in children[place])


def is_planned(sentence: Sentence, place: int, children: Children) -> bool:
    """Whether the verb is wished, asked for, foreseen or supposed rather than told."""
    verb = sentence.tokens[place]
    below = [sentence.tokens[one] for one in children[place]]
    if any(_makes_unreal(token) for token in below):
        return True
    if _is_future(verb):
        return True
    return any(
        plain_lemma(head) in PLANS or plain_lemma(head).rstrip("ао") in PLANS
        for head in _heads(sentence, verb)
    )


def is_wished(sentence: Sentence, verb: int, noun: int, children: Children) -> bool:
    """«потребовал снижения налога»: a change that the verb above only asks for or foresees."""
    head = sentence.tokens[verb]
    if plain_lemma(head) in PLANS or is_planned(sentence, verb, children):
        return True
    above = _head(sentence, sentence.tokens[noun])
    return above is not None and plain_lemma(above) in PLANS


def _makes_unreal(token: Token) -> bool:
    """«бы», "will", "may" the verb, not "May" the month."""
    word = token.text.lower()
    is_modal = word in _MODALS and token.part_of_speech == "AUX"
    return is_modal or word in _UNREAL or word in _FUTURE


def _is_future(verb: Token) -> bool:
    return (verb.features or {}).get("Tense") == "Fut"


def _heads(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Up through infinitives and second verbs: «планирует приехать и подписать»."""
    for _ in range(4):
        is_below = verb.relation in _BELOW_A_PLAN and not _is_past(verb)
        head = _head(sentence, verb)
        if head is None or not (is_below or verb.relation == "conj"):
            return
        if is_below:
            yield head
        if head.part_of_speech not in _VERBAL:
            return
        verb = head


def _is_past(verb: Token) -> bool:
    return (verb.features or {}).get("Tense") == "Past"


def _head(sentence: Sentence, token: Token) -> Token | None:
    return sentence.tokens[token.head] if 0 <= token.head < len(sentence.tokens) else None
