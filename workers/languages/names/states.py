"""Other names of states and regions than CLDR's, and the adjectives made of them.

A row: CLDR code | Russian names | English names; or code | Russian stems | English adjectives.
Codes that CLDR lacks are words.
"""
# ruff: noqa: E501  (a row of a table is a line)

NAMES = """
AE | Объединённые Арабские Эмираты; Эмираты | UAE; U.A.E.; Emirates
AF | Исламский Эмират Афганистан | Islamic Emirate of Afghanistan
AZ | Азербайджанская Республика | Republic of Azerbaijan
BY | Белоруссия; Республика Беларусь; РБ | Belarus; Republic of Belarus
CD | Демократическая Республика Конго; ДР Конго; ДРК | Democratic Republic of the Congo; DRC
CF | ЦАР | Central African Republic; CAR
CG | Республика Конго | Republic of the Congo
CI | Кот-д'Ивуар | Ivory Coast; Cote d'Ivoire
CN | КНР; Китайская Народная Республика | PRC; P.R.C.; People's Republic of China; mainland China
CZ | Чешская Республика | Czech Republic
DE | ФРГ; Федеративная Республика Германия | Federal Republic of Germany
GB | Британия; Соединённое Королевство | UK; U.K.; Britain; Great Britain
HK | Гонконг | Hong Kong
IR | Исламская Республика Иран; ИРИ | Islamic Republic of Iran
KG | Кыргызстан; Киргизстан; Кыргызская Республика; Киргизская Республика | Kyrgyz Republic
KP | Северная Корея; Корейская Народно-Демократическая Республика | North Korea; DPRK; D.P.R.K.
KR | Южная Корея | South Korea; Republic of Korea; ROK
KZ | РК; Республика Казахстан | Republic of Kazakhstan
MD | Молдавия; Республика Молдова | Republic of Moldova
MK | Македония | Macedonia
MM | Мьянма; Бирма | Myanmar; Burma
NL | Голландия | Holland; Netherlands
PS | Палестина; Палестинская автономия | Palestine; Palestinian Authority; Palestinian territories
RU | РФ; Российская Федерация | Russian Federation
SA | Королевство Саудовская Аравия | Kingdom of Saudi Arabia
SY | Сирийская Арабская Республика | Syrian Arab Republic
TM | Туркмения | Turkmenistan
TR | Турецкая Республика | Turkey; Republic of Turkey; Republic of Türkiye; Turkiye
US | США; Соединённые Штаты Америки; Америка | US; U.S.; USA; U.S.A.; United States of America; America
VA | Святой престол | Holy See; Vatican
ZA | ЮАР | South Africa
143 | Средняя Азия; ЦА | Central Asia
abkhazia | Абхазия; Республика Абхазия | Abkhazia
south-ossetia | Южная Осетия | South Ossetia
karabakh | Нагорный Карабах; Карабах | Nagorno-Karabakh; Karabakh
crimea | Крым; Республика Крым; Крымский полуостров | Crimea; Crimean peninsula
donbas | Донбасс | Donbas; Donbass
soviet-union | СССР; Советский Союз | USSR; U.S.S.R.; Soviet Union
gdr | ГДР | GDR; East Germany
yugoslavia | Югославия | Yugoslavia
czechoslovakia | Чехословакия | Czechoslovakia
russian-empire | Российская империя | Russian Empire
england | Англия | England
scotland | Шотландия | Scotland
wales | Уэльс | Wales
chechnya | Чечня; Чеченская Республика | Chechnya; Chechen Republic
"""

ADJECTIVES = """
AE | эмиратск | Emirati
AF | афганск | Afghan
AL | албанск | Albanian
AM | армянск | Armenian
AR | аргентинск | Argentine; Argentinian
AT | австрийск | Austrian
AU | австралийск | Australian
AZ | азербайджанск | Azerbaijani; Azeri
BA | боснийск | Bosnian
BE | бельгийск | Belgian
BG | болгарск | Bulgarian
BR | бразильск | Brazilian
BY | белорусск; беларусск | Belarusian; Belarussian
CA | канадск | Canadian
CH | швейцарск | Swiss
CL | чилийск | Chilean
CN | китайск | Chinese
CO | колумбийск | Colombian
CU | кубинск | Cuban
CY | кипрск | Cypriot
CZ | чешск | Czech
DE | немецк; германск | German
DK | датск | Danish
DZ | алжирск | Algerian
EE | эстонск | Estonian
EG | египетск | Egyptian
ES | испанск | Spanish
ET | эфиопск | Ethiopian
FI | финск; финляндск | Finnish
FR | французск | French
GB | британск | British
GE | грузинск | Georgian
GR | греческ | Greek
HR | хорватск | Croatian
HU | венгерск | Hungarian
ID | индонезийск | Indonesian
IE | ирландск | Irish
IL | израильск | Israeli
IN | индийск | Indian
IQ | иракск | Iraqi
IR | иранск | Iranian
IS | исландск | Icelandic
IT | итальянск | Italian
JO | иорданск | Jordanian
JP | японск | Japanese
KG | киргизск; кыргызск; кыргызстанск; киргизстанск | Kyrgyz; Kyrgyzstani
KP | северокорейск | North Korean
KR | южнокорейск | South Korean
KZ | казахстанск | Kazakh; Kazakhstani
LB | ливанск | Lebanese
LT | литовск | Lithuanian
LV | латвийск | Latvian
LY | ливийск | Libyan
MA | марокканск | Moroccan
MD | молдавск; молдовск | Moldovan
ME | черногорск | Montenegrin
MK | македонск | Macedonian
MM | мьянманск | Burmese
MN | монгольск | Mongolian
MX | мексиканск | Mexican
MY | малайзийск | Malaysian
NG | нигерийск | Nigerian
NL | нидерландск; голландск | Dutch
NO | норвежск | Norwegian
NP | непальск | Nepalese
NZ | новозеландск | New Zealand
PH | филиппинск | Philippine; Filipino
PK | пакистанск | Pakistani
PL | польск | Polish
PS | палестинск | Palestinian
PT | португальск | Portuguese
QA | катарск | Qatari
RO | румынск | Romanian
RS | сербск | Serbian
RU | российск | Russian
SA | саудовск | Saudi
SD | суданск | Sudanese
SE | шведск | Swedish
SG | сингапурск | Singaporean
SI | словенск | Slovenian; Slovene
SK | словацк | Slovak
SY | сирийск | Syrian
TH | таиландск; тайск | Thai
TJ | таджикск; таджикистанск | Tajik; Tajikistani
TM | туркменск; туркменистанск | Turkmen
TN | тунисск | Tunisian
TR | турецк | Turkish
TW | тайваньск | Taiwanese
UA | украинск | Ukrainian
US | американск | American; U.S.
UZ | узбекск; узбекистанск | Uzbek; Uzbekistani
VE | венесуэльск | Venezuelan
VN | вьетнамск | Vietnamese
XK | косовск | Kosovan
YE | йеменск | Yemeni
ZA | южноафриканск | South African
143 | центральноазиатск; центрально-азиатск; среднеазиатск | Central Asian
soviet-union | советск | Soviet
abkhazia | абхазск | Abkhaz; Abkhazian
crimea | крымск | Crimean
chechnya | чеченск | Chechen
"""
