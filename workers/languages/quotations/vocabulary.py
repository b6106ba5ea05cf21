"""The words that say that somebody speaks, by language."""

import re
from dataclasses import dataclass

from workers.languages.listed import listed


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """What attributes words to a speaker in one language."""

    verbs: frozenset[str]  # lemmas
    naming_verbs: frozenset[str]  # «назвал визит «историческим»»
    that: frozenset[str]  # lemmas of what begins the clause said
    that_may_be_missing: bool
    according_to: re.Pattern[str]  # «по словам», "according to"; a speaker follows
    as_said: frozenset[str]  # «как сообщил»
    speaker_place: frozenset[str]  # prepositions: «сообщили в МИД»
    dash_before_verb: bool  # «…», — сказал он
    author_self: frozenset[str]  # «я уверен» is the article's own opinion
    verbs_of_signs: frozenset[str]  # of things they mean «показывать»: «находки говорят о том, что»


RUSSIAN = SpeechWords(
    verbs=listed(
        """
        сказать говорить заявить заявлять отметить отмечать подчеркнуть подчеркивать сообщить
        сообщать рассказать рассказывать добавить добавлять пояснить пояснять уточнить уточнять
        объяснить объяснять ответить отвечать написать писать признать признавать признаться
        утверждать указать указывать напомнить напоминать констатировать резюмировать заверить
        заверять предупредить предупреждать считать полагать уверенный заметить подытожить
        заключить продолжить продолжать спросить прокомментировать передать передавать доложить
        информировать проинформировать объявить объявлять возразить парировать воскликнуть
        подтвердить подтверждать пообещать обещать вспомнить вспоминать выразить высказаться
        говориться отмечаться сообщаться подчеркиваться утверждаться указываться поделиться
        посетовать пожаловаться призвать потребовать процитировать озвучить акцентировать
        аргументировать опубликовать повторить произнести отреагировать поблагодарить поздравить
        """
    ),
    naming_verbs=listed("назвать называть охарактеризовать описать окрестить"),
    that=listed("что будто якобы"),
    that_may_be_missing=False,
    according_to=re.compile(
        r"\b(?:по (?:словам|мнению|данным|сведениям|информации|оценкам?|подсч[её]там|утверждению"
        r"|заявлению|выражению|сообщениям?|признанию|версии)"
        r"|как (?:следует из|говорится в|сказано в|указано в|отмечается в|сообщается [вн]а?)"
        r"|согласно)\s+",
        re.IGNORECASE,
    ),
    as_said=listed("как"),
    speaker_place=listed("в во на"),
    dash_before_verb=True,
    author_self=listed("я мы"),
    verbs_of_signs=listed(
        "говорить указать указывать подтвердить подтверждать напоминать напомнить писать"
    ),
)
ENGLISH = SpeechWords(
    verbs=listed(
        """
        say tell state note add stress emphasize emphasise report announce claim declare explain
        write reply answer ask argue insist warn admit acknowledge confirm tweet post remark
        observe comment continue conclude recall point mention suggest underline highlight affirm
        assert reiterate testify estimate recount quip joke complain promise vow pledge urge
        """
    ),
    naming_verbs=listed("call describe dub label brand"),
    that=listed("that"),
    that_may_be_missing=True,
    according_to=re.compile(
        r"\b(?:according to|in the words of|as reported by|as stated (?:by|in))\s+", re.IGNORECASE
    ),
    as_said=listed("as"),
    speaker_place=frozenset(),
    dash_before_verb=False,
    author_self=listed("i we"),
    verbs_of_signs=frozenset(),
)
