"""Words that tell how a thing is said: as seen, as wished, as felt, as foreseen.

Lists of lemmas (lower case, е for ё) and of phrases as they are written. They are general
vocabulary of the language; a language without a list simply has no such features.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Wording:
    """One group of marker words."""

    lemmas: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, self.phrases))})(?!\w)")

    def is_in(self, folded: str, lemmas: frozenset[str]) -> bool:
        """Whether a lemma or a phrase of the group occurs. `folded`: lower case, е for ё."""
        if lemmas & self.lemmas:
            return True
        return bool(self.phrases) and self._pattern.search(folded) is not None


def _group(lemmas: str = "", phrases: str = "") -> Wording:
    return Wording(frozenset(lemmas.split()), tuple(filter(None, phrases.split("; "))))


@dataclass(frozen=True)
class Markers:
    """All groups of one language."""

    own_view: Wording = field(default_factory=Wording)  # по-моему, in my opinion
    hedge: Wording = field(default_factory=Wording)  # похоже, probably
    obligation: Wording = field(default_factory=Wording)  # надо, should
    possibility: Wording = field(default_factory=Wording)  # можно, may
    intent: Wording = field(default_factory=Wording)  # планировать, intend
    expectation: Wording = field(default_factory=Wording)  # прогноз, expect
    evaluation: Wording = field(default_factory=Wording)  # прекрасный, shameful
    feeling: Wording = field(default_factory=Wording)  # жаль, proud
    particle: Wording = field(default_factory=Wording)  # ведь, увы, merely
    general: Wording = field(default_factory=Wording)  # всякий, любой, everybody
    condition: Wording = field(default_factory=Wording)  # если, бы, would
    cause: Wording = field(default_factory=Wording)  # из-за, because
    comparison: Wording = field(default_factory=Wording)  # вдвое, than
    superlative: Wording = field(default_factory=Wording)  # самый, впервые, most
    rank: Wording = field(default_factory=Wording)  # первый, последний, first
    definition: Wording = field(default_factory=Wording)  # называть, means
    speech: Wording = field(default_factory=Wording)  # сообщить, say
    belief: Wording = field(default_factory=Wording)  # считать, believe
    appeal: Wording = field(default_factory=Wording)  # давайте, let's
    address: Wording = field(default_factory=Wording)  # вы, you
    first_person: Wording = field(default_factory=Wording)  # я, we
    future_time: Wording = field(default_factory=Wording)  # завтра, soon
    past_time: Wording = field(default_factory=Wording)  # вчера, ago
    deontic_rule: Wording = field(default_factory=Wording)  # запрещено, допускается
    question_word: Wording = field(default_factory=Wording)  # почему, why


RUSSIAN = Markers(
    own_view=_group(
        "по-моему по-твоему по-нашему ",
        "на мой взгляд; на наш взгляд; на мой вкус; по моему мнению; по нашему мнению; "
        "лично я; лично мне; лично для меня; "
        "я считаю; мы считаем; я думаю; я полагаю; я уверен; я уверена; "
        "я убежден; я убеждена; мне кажется; нам кажется; как мне кажется; для меня; я бы; мы бы; "
        "честно говоря; признаться; признаюсь; если честно; "
        "мягко говоря; скажу прямо; скажем прямо; что ни говори; как ни крути; воля ваша; "
        "спору нет; спора нет; справедливости ради",
    ),
    hedge=_group(
        "наверное наверно пожалуй вероятно видимо возможно кажется казаться по-видимому похоже "
        "очевидно якобы словно будто вроде предположительно",
        "скорее всего; может быть; должно быть; судя по всему; надо полагать; как будто; "
        "не исключено; по всей видимости; по всей вероятности; вполне вероятно; как знать; "
        "кто знает; чего доброго",
    ),
    obligation=_group(
        "надо нужно должный следовать необходимо нельзя пора стоить обязать обязанный нужный "
        "необходимый придется приходиться положено давно",
        "должен; должна; должно; должны; не стоит; ни к чему; вправе",
    ),
    possibility=_group("мочь можно возможный смочь удаться суметь способный вряд едва"),
    intent=_group(
        "планировать запланировать намереваться собираться готовиться намерение намеренный план "
        "обещать пообещать хотеть захотеть рассчитывать надеяться предстоять намечать наметить "
        "попытаться стремиться обязаться ",
        "намерен; намерена; намерены; намерено; готов; готовы; готова",
    ),
    expectation=_group(
        "ожидать ожидаться прогноз прогнозировать прогнозироваться предсказывать предсказать "
        "предполагать предполагаться прочить сулить предвидеть ждать будущее грядущий неминуемо "
        "неизбежно рано",
        "рано или поздно; в перспективе; в ближайшие годы; в ближайшем будущем",
    ),
    evaluation=_group(
        "хороший хорошо лучше плохой плохо прекрасный прекрасно отличный отлично ужасный "
        "ужасно странный странно смешной смешно глупый глупо глупость великий величайший "
        "гениальный гений талантливый бездарный достойный достойно недостойный позор позорный "
        "стыд стыдно важный важно интересный интересно красивый красиво "
        "красота уродливый безобразный безобразие нелепый абсурд абсурдный бред чушь ерунда "
        "замечательный замечательно чудесный чудо блестящий блестяще впечатляющий "
        "удивительный удивительно поразительный жалкий подлый подлость наглый наглость цинизм "
        "циничный лицемерие лицемерный справедливый несправедливый разумный неразумный "
        "безумие безумный преступный бессмысленный бесполезный полезный вредный опасный мудрый "
        "храбрый трусливый настоящий подлинный истинный "
        "свидетельство победа провал шедевр катастрофа трагедия фарс цирк издевательство "
        "милый уютный вкусный душевный убогий тупой серьезный удачный неудачный верный "
        "правильный правильно неправильный зря напрасно жаль увы слава дурной роскошный",
        "к счастью; к сожалению; к стыду; не случайно; не зря; ничего хорошего; грош цена",
    ),
    feeling=_group(
        "рад рада рады радость жаль жалко больно обидно страшно грустно тоска тосковать скучать "
        "любить обожать ненавидеть гордиться бояться стыдно надоесть устать скорбеть счастлив "
        "счастливый счастье мечтать восхищаться верить плакать спасибо благодарить благодарный "
        "горько тошно тепло переживать сердце душа обида соболезновать боже господи ох ах",
        "мне жаль; слов нет; на душе",
    ),
    particle=_group(
        "ведь уж ну мол разве неужели лишь ага увы просто вообще впрочем словом кстати конечно "
        "разумеется безусловно бесспорно естественно несомненно наконец итак прямо даже именно "
        "вот хоть все-таки же",
        "всего лишь; не более чем; в общем; что ж; тем более; само собой; еще бы",
    ),
    general=_group(
        "всякий любой каждый никто ничто всегда никогда всюду везде нигде человек жизнь мир народ "
        "общество люди"
    ),
    condition=_group("если бы ежели коли", "при условии"),
    cause=_group(
        "из-за потому поэтому благодаря вследствие причина вызвать привести оттого следствие",
        "потому что; так как; в результате; по причине; в связи с",
    ),
    comparison=_group(
        "вдвое втрое вчетверо вполовину вполтора больше меньше выше ниже чаще реже дольше короче "
        "сравнение превысить превышать уступать опережать обогнать обойти рост вырасти снизиться "
        "сократиться увеличиться раз четверть треть",
        "по сравнению; чем в; больше чем; меньше чем; в отличие от",
    ),
    superlative=_group(
        "самый крупнейший единственный впервые наибольший наименьший старейший рекорд рекордный",
        "за всю историю; в истории; в мире",
    ),
    rank=_group("первый последний ведущий высший"),
    definition=_group(
        "называть называться означать значить определение термин понятие понимать",
        "это когда; это не; есть не что иное; то есть; так называют; под этим",
    ),
    speech=_group(
        "сказать говорить заявить заявлять сообщить сообщать отметить отмечать подчеркнуть "
        "подчеркивать рассказать рассказывать объявить пояснить объяснить уточнить добавить "
        "признать признаться утверждать напомнить напоминать ответить подтвердить опровергнуть "
        "написать писать передавать цитировать слово данные информация пресс-служба призвать "
        "пообещать возразить заверить предупредить указать",
        "по словам; по данным; по информации; согласно",
    ),
    belief=_group(
        "считать полагать думать верить уверенный убежденный мнение взгляд оценка сомневаться",
        "уверен; уверена; уверены; убежден; убеждена; убеждены",
    ),
    appeal=_group(
        "давайте давай пусть пускай хватит довольно долой прошу призывать",
        "да здравствует; не надо; обратите внимание",
    ),
    address=_group("вы ты ваш твой"),
    first_person=_group("я мы мой наш"),
    future_time=_group(
        "завтра послезавтра скоро вскоре впоследствии потом будущий следующий предстоящий грядущий",
        "со временем; в будущем; в следующем году; в скором времени",
    ),
    past_time=_group(
        "вчера позавчера накануне недавно раньше ранее прежде тогда прошлый минувший прошедший "
        "тому давно",
        "тому назад; год назад; лет назад; в прошлом году; на днях",
    ),
    deontic_rule=_group(
        "запретить запрещать запрещено разрешить разрешать разрешено допускаться закон конституция "
        "правило указ постановление норма статья обязанный порядок действовать право",
        "в соответствии с; имеет право; вправе; не допускается",
    ),
    question_word=_group("почему зачем кто что как где куда откуда когда сколько какой чей ли"),
)

ENGLISH = Markers(
    own_view=_group(
        "",
        "i think; we think; i believe; we believe; in my opinion; in our opinion; in my view; "
        "in our view; i feel; i guess; i suppose; i would say; i'm sure; i am sure; "
        "i'm convinced; i am convinced; to my mind; frankly; honestly; to be honest; for me",
    ),
    hedge=_group(
        "probably perhaps maybe possibly seemingly apparently presumably seem appear likely "
        "arguably allegedly supposedly",
        "as if; it seems; it appears",
    ),
    obligation=_group("should must ought need", "have to; has to; had to; got to; had better"),
    possibility=_group("can could may might able possible impossible"),
    intent=_group(
        "plan intend aim promise want hope vow pledge propose commit prepare seek",
        "going to; about to; willing to; ready to",
    ),
    expectation=_group("expect forecast predict projection anticipate foresee future inevitably"),
    evaluation=_group(
        "good better best bad worse worst great wonderful terrible awful horrible excellent "
        "beautiful ugly stupid foolish silly ridiculous absurd shame shameful disgrace "
        "disgraceful strange odd funny brilliant genius talented worthy wise brave honest "
        "dishonest fair unfair right wrong important interesting boring useless useful "
        "meaningless nonsense disaster tragedy triumph masterpiece remarkable "
        "amazing outstanding pathetic cynical dangerous harmful reckless decent moral",
        "of course",
    ),
    feeling=_group(
        "love hate proud glad happy sad sorry afraid fear grateful thank thanks miss enjoy "
        "ashamed worry regret delighted tired heart",
    ),
    particle=_group(
        "just merely only simply really actually surely clearly obviously indeed frankly well "
        "certainly alas even so oh",
    ),
    general=_group(
        "everybody everyone nobody always never people life world anyone nothing everything"
    ),
    condition=_group("if would unless provided"),
    cause=_group("because cause therefore thus consequence result due", "due to; because of"),
    comparison=_group(
        "than twice double triple compare more less fewer higher lower increase decrease rise "
        "fall half third quarter",
    ),
    superlative=_group(
        "most least largest biggest highest lowest oldest record",
        "the only; in history; first time; in the world",
    ),
    rank=_group("first last leading top"),
    definition=_group("mean define definition term", "is when; means that; refers to"),
    speech=_group(
        "say tell state announce report declare claim note add explain confirm deny warn admit "
        "write argue according insist",
        "according to",
    ),
    belief=_group("believe think consider opinion view doubt convinced feel"),
    appeal=_group("let please", "let's; let us"),
    address=_group("you your"),
    first_person=_group("i we my our us me"),
    future_time=_group("tomorrow soon later next upcoming", "in the future; next year"),
    past_time=_group("yesterday ago last recently previously former earlier"),
    deontic_rule=_group("law rule ban prohibit forbid allow permit require constitution statute"),
    question_word=_group("why what who how where when which whether"),
)

MARKERS: dict[str, Markers] = {"ru": RUSSIAN, "en": ENGLISH}
NO_MARKERS = Markers()


def markers_of(language_code: str) -> Markers:
    """The language's lists, or empty ones."""
    return MARKERS.get(language_code, NO_MARKERS)
