"""Nouns that count the same: «солдат» and «военнослужащий», «школа» and "school"."""

from functools import lru_cache

# Each row: words for one thing that newsrooms count, Russian and English.
_ROWS = """
человек житель person people inhabitant resident
погибший жертва погибнуть убитый death fatality victim
раненый пострадавший ранить пострадать injured casualty wounded
ребенок малыш младенец child kid baby infant
школьник ученик учащийся pupil schoolchild
студент учащийся student
учитель педагог преподаватель teacher educator
врач медик доктор хирург doctor medic physician surgeon
солдат военнослужащий боец военный soldier serviceman troop
сотрудник работник служащий employee worker staff
рабочий работник worker labourer
пассажир passenger
турист путешественник гость tourist visitor traveller
посетитель зритель гость visitor spectator viewer
участник participant member
член member
депутат парламентарий законодатель lawmaker deputy mp legislator
сенатор senator
голос vote
мандат место seat
задержанный арестованный задержать detainee arrest
подозреваемый suspect
болельщик фанат fan supporter
игрок футболист player footballer
спортсмен атлет athlete
спасатель пожарный rescuer firefighter
полицейский officer policeman
беженец мигрант переселенец refugee migrant
избиратель voter
партия party
страна государство country state nation
город town city
село деревня поселок village settlement
район district
область регион region province oblast
дом здание строение постройка house building home
квартира жилье flat apartment
школа school
больница клиника госпиталь hospital clinic
музей museum
театр theatre theater
завод предприятие фабрика plant factory works
компания фирма company firm business
магазин shop store
машина автомобиль авто car vehicle
автобус bus
поезд состав train
вагон carriage wagon
самолет борт лайнер aircraft plane airliner jet
вертолет helicopter
рейс полет вылет flight sortie
судно корабль лодка ship vessel boat
трактор tractor
станция station
мост bridge
дорога трасса road highway
дерево tree
животное зверь animal
особь individual
книга том издание book volume
фильм картина film movie picture
картина полотно painting canvas
спектакль представление постановка play performance show
матч игра встреча match game
гол мяч шайба goal puck
очко балл point score
медаль medal
заявка заявление application bid
документ акт договор соглашение document agreement deal treaty
закон акт law act bill
жалоба обращение complaint
дело case
вопрос question
ракета missile rocket
снаряд shell
беспилотник дрон бпла drone uav
экземпляр копия copy
штука единица unit piece item
раз time
пожар возгорание fire blaze
землетрясение толчок earthquake tremor
партия игра game
тур раунд round
этаж floor storey
место place seat
спутник аппарат satellite craft
яхта yacht
лошадь конь horse
корова cow
птица bird
рыба fish
яйцо egg
скважина well
"""


def _read(rows: str) -> dict[str, frozenset[int]]:
    concepts: dict[str, set[int]] = {}
    for number, row in enumerate(rows.strip().splitlines()):
        for word in row.split():
            concepts.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in concepts.items()}


_CONCEPTS = _read(_ROWS)


@lru_cache(maxsize=20_000)
def counts_the_same(one: str, other: str) -> bool:
    """Whether both lemmas may name one counted thing; an empty one names nothing."""
    if not one or not other:
        return False
    if one == other:
        return True
    return not _CONCEPTS.get(one, frozenset()).isdisjoint(_CONCEPTS.get(other, frozenset()))
