"""Verbs and nouns that deny each other, by lemma."""

# Each row: ways to say it | ways to say the opposite. Perfective and imperfective side by side.
_RUSSIAN = """
войти входить вступить вступать | выйти выходить
повысить повышать поднять поднимать | снизить снижать понизить сократить
повысить повышать поднять поднимать | сокращать уменьшить уменьшать урезать
увеличить увеличивать нарастить наращивать | снизить снижать понизить сократить
увеличить увеличивать нарастить наращивать | сокращать уменьшить уменьшать урезать
вырасти расти возрасти возрастать увеличиться | упасть падать снизиться снижаться
вырасти расти возрасти возрастать увеличиться | сократиться сокращаться уменьшиться уменьшаться
увеличиваться подняться подниматься повыситься | упасть падать снизиться снижаться
увеличиваться подняться подниматься повыситься | сократиться сокращаться уменьшиться уменьшаться
подорожать дорожать | подешеветь дешеветь
открыть открывать | закрыть закрывать
открыться открываться | закрыться закрываться
подписать подписывать одобрить одобрять утвердить | отклонить отклонять отвергнуть
подписать подписывать одобрить одобрять утвердить | отвергать забраковать
утверждать принять поддержать ратифицировать | отклонить отклонять отвергнуть отвергать забраковать
разрешить разрешать | запретить запрещать
начать начинать | прекратить прекращать завершить завершать
начаться начинаться | прекратиться прекращаться завершиться завершаться закончиться
признать признавать подтвердить подтверждать | отрицать опровергнуть опровергать
выиграть выигрывать победить побеждать | проиграть проигрывать
назначить назначать | уволить увольнять
построить возвести | снести разрушить
ускорить ускорять ускориться | замедлить замедлять замедлиться
улучшить улучшить улучшиться | ухудшить ухудшать ухудшиться
расширить расширять расшириться | сузить сужать
включить включать | исключить исключать
ввести вводить | отменить отменять снять
созвать провести состояться | отменить сорвать
вернуть возвратить | отобрать изъять
освободить освобождать отпустить | арестовать задержать
выжить уцелеть | погибнуть умереть
оправдать | осудить
сохранить сохранять | утратить упразднить
усилить усиливать | ослабить ослаблять
прилететь прибыть | улететь вылететь
"""
_ENGLISH = """
enter join | leave exit quit
raise increase lift boost | lower cut reduce decrease slash
rise grow climb increase | fall drop decline decrease shrink
open | close shut
sign approve adopt accept pass ratify support endorse | reject veto refuse oppose
allow permit | ban forbid prohibit
start begin launch | stop end finish cease
confirm admit acknowledge | deny
win | lose
appoint hire | dismiss fire sack
build | demolish destroy
accelerate | slow
improve | worsen deteriorate
include | exclude
introduce impose | lift abolish cancel scrap
release free | arrest detain
survive | die
acquit | convict
strengthen | weaken
"""
Opposites = dict[str, frozenset[str]]


def _read(table: str) -> Opposites:
    opposites: dict[str, frozenset[str]] = {}
    for row in table.strip().splitlines():
        one, other = (frozenset(side.split()) for side in row.split("|"))
        for here, there in ((one, other), (other, one)):
            for word in here:
                opposites[word] = opposites.get(word, frozenset()) | there
    return opposites


OPPOSITES: dict[str, Opposites] = {"ru": _read(_RUSSIAN), "en": _read(_ENGLISH)}
