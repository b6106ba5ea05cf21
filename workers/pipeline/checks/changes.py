"""Nouns that tell a change as a verb would: «рост выручки» is «выручка выросла»."""

_RUSSIAN = """
рост прирост подъем | вырасти
увеличение | увеличиться
повышение | повыситься
подорожание удорожание | подорожать
падение обвал | упасть
снижение спад | снизиться
сокращение | сократиться
уменьшение | уменьшиться
удешевление | подешеветь
подписание | подписать
отмена | отменить
закрытие | закрыть
открытие | открыть
запрет | запретить
отклонение | отклонить
утверждение одобрение | одобрить
"""
_ENGLISH = """
growth | grow
rise increase | rise
jump surge | rise
fall drop decline | fall
decrease reduction | decrease
closure | close
opening | open
approval | approve
rejection | reject
ban | ban
"""


def _read(rows: str) -> dict[str, str]:
    pairs = (row.split("|") for row in rows.strip().splitlines())
    return {noun: verb.strip() for nouns, verb in pairs for noun in nouns.split()}


CHANGES: dict[str, str] = {**_read(_RUSSIAN), **_read(_ENGLISH)}
