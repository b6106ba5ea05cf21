"""Organisations, cities and waters that are called differently in Russian and English.

A row: key | Russian names | English names. The first name is the dictionary form. Names in
capitals are acronyms and match in capitals only.
"""
# ruff: noqa: E501  (a row of a table is a line)

ORGANISATIONS = """
UN | Организация Объединённых Наций; ООН | United Nations; UN; U.N.
UNSC | Совет Безопасности ООН; Совбез ООН; СБ ООН | United Nations Security Council; UN Security Council
NATO | НАТО; Североатлантический альянс; Организация Североатлантического договора | NATO; North Atlantic Treaty Organization; North Atlantic Alliance
EU | Европейский союз; ЕС; Евросоюз | European Union; EU; E.U.
EC | Еврокомиссия; Европейская комиссия | European Commission
EP | Европарламент; Европейский парламент | European Parliament
ECB | Европейский центральный банк; ЕЦБ | European Central Bank; ECB
ECHR | Европейский суд по правам человека; ЕСПЧ | European Court of Human Rights; ECHR
COE | Совет Европы | Council of Europe
PACE | Парламентская ассамблея Совета Европы; ПАСЕ | Parliamentary Assembly of the Council of Europe; PACE
CIS | Содружество Независимых Государств; СНГ | Commonwealth of Independent States; CIS
SCO | Шанхайская организация сотрудничества; ШОС | Shanghai Cooperation Organization; Shanghai Cooperation Organisation; SCO
CSTO | Организация Договора о коллективной безопасности; ОДКБ | Collective Security Treaty Organization; Collective Security Treaty Organisation; CSTO
EAEU | Евразийский экономический союз; ЕАЭС | Eurasian Economic Union; EAEU; EEU
EEC | Евразийская экономическая комиссия; ЕЭК | Eurasian Economic Commission; EEC
EDB | Евразийский банк развития; ЕАБР | Eurasian Development Bank; EDB
OTS | Организация тюркских государств; ОТГ | Organization of Turkic States; Organisation of Turkic States; OTS
BRICS | БРИКС | BRICS
G7 | Большая семёрка; G7; «Большая семёрка» | Group of Seven; G7
G20 | Большая двадцатка; G20; «Большая двадцатка» | Group of Twenty; Group of 20; G20
APEC | АТЭС; Азиатско-Тихоокеанское экономическое сотрудничество | APEC; Asia-Pacific Economic Cooperation
ASEAN | АСЕАН; Ассоциация государств Юго-Восточной Азии | ASEAN; Association of Southeast Asian Nations
AU | Африканский союз | African Union
LAS | Лига арабских государств; ЛАГ | Arab League; League of Arab States
OIC | Организация исламского сотрудничества; ОИС | Organisation of Islamic Cooperation; OIC
OPEC | ОПЕК; Организация стран — экспортёров нефти | OPEC; Organization of the Petroleum Exporting Countries
OSCE | Организация по безопасности и сотрудничеству в Европе; ОБСЕ | Organization for Security and Co-operation in Europe; OSCE
WHO | Всемирная организация здравоохранения; ВОЗ | World Health Organization; World Health Organisation; WHO
WTO | Всемирная торговая организация; ВТО | World Trade Organization; WTO
IMF | Международный валютный фонд; МВФ | International Monetary Fund; IMF
WORLD-BANK | Всемирный банк | World Bank
ADB | Азиатский банк развития; АБР | Asian Development Bank; ADB
EBRD | Европейский банк реконструкции и развития; ЕБРР | European Bank for Reconstruction and Development; EBRD
OECD | Организация экономического сотрудничества и развития; ОЭСР | Organisation for Economic Co-operation and Development; OECD
IEA | Международное энергетическое агентство; МЭА | International Energy Agency; IEA
IAEA | Международное агентство по атомной энергии; МАГАТЭ | International Atomic Energy Agency; IAEA
ILO | Международная организация труда; МОТ | International Labour Organization; ILO
UNESCO | ЮНЕСКО | UNESCO
UNICEF | ЮНИСЕФ; Детский фонд ООН | UNICEF
UNHCR | УВКБ ООН; Управление Верховного комиссара ООН по делам беженцев | UNHCR; UN Refugee Agency
ICC | Международный уголовный суд; МУС | International Criminal Court; ICC
ICJ | Международный суд ООН; Международный суд | International Court of Justice; ICJ
INTERPOL | Интерпол | Interpol
FIFA | ФИФА | FIFA
UEFA | УЕФА | UEFA
IOC | Международный олимпийский комитет; МОК | International Olympic Committee; IOC
WADA | Всемирное антидопинговое агентство; ВАДА; WADA | World Anti-Doping Agency; WADA
RED-CROSS | Красный Крест; Международный комитет Красного Креста; МККК | Red Cross; International Committee of the Red Cross; ICRC
CIA | Центральное разведывательное управление; ЦРУ | Central Intelligence Agency; CIA
FBI | Федеральное бюро расследований; ФБР | Federal Bureau of Investigation; FBI
NASA | НАСА; NASA | NASA
PENTAGON | Пентагон | Pentagon
STATE-DEPARTMENT | Государственный департамент США; Госдепартамент; Госдеп; Госдепартамент США; Госдеп США | State Department; US State Department; U.S. State Department
FED | Федеральная резервная система; ФРС; ФРС США | Federal Reserve; Federal Reserve System; US Federal Reserve; U.S. Federal Reserve
ROSATOM | Росатом; Государственная корпорация по атомной энергии «Росатом» | Rosatom; Rosatom State Corporation; Rosatom State Nuclear Energy Corporation
ROSCOSMOS | Роскосмос | Roscosmos; Roskosmos
STATE-DUMA | Государственная дума; Госдума | State Duma; Russian State Duma
FEDERATION-COUNCIL | Совет Федерации; Совфед | Federation Council
FSB | Федеральная служба безопасности; ФСБ | Federal Security Service; FSB
CENTRAL-BANK | Центральный банк; Центробанк; ЦБ | Central Bank
FOREIGN-MINISTRY | Министерство иностранных дел; МИД | Foreign Ministry; Ministry of Foreign Affairs
DEFENCE-MINISTRY | Министерство обороны; Минобороны | Defense Ministry; Defence Ministry; Ministry of Defence; Ministry of Defense
INTERIOR-MINISTRY | Министерство внутренних дел; МВД | Interior Ministry; Ministry of Internal Affairs
EMERGENCY-MINISTRY | Министерство по чрезвычайным ситуациям; МЧС | Emergencies Ministry; Emergency Situations Ministry; Ministry of Emergency Situations
FINANCE-MINISTRY | Министерство финансов; Минфин | Finance Ministry; Ministry of Finance
HEALTH-MINISTRY | Министерство здравоохранения; Минздрав | Health Ministry; Ministry of Health
ENERGY-MINISTRY | Министерство энергетики; Минэнерго | Energy Ministry; Ministry of Energy
ECONOMY-MINISTRY | Министерство экономического развития; Минэкономразвития | Economy Ministry; Ministry of Economic Development
EDUCATION-MINISTRY | Министерство просвещения; Минпросвещения | Education Ministry; Ministry of Education
"""

PLACES = """
kremlin | Кремль; Московский Кремль | Kremlin; Moscow Kremlin
white-house | Белый дом | White House
saint-petersburg | Санкт-Петербург; Петербург | Saint Petersburg; St. Petersburg; St Petersburg
beijing | Пекин | Beijing
brussels | Брюссель | Brussels
geneva | Женева | Geneva
washington | Вашингтон | Washington; Washington, D.C.; Washington D.C.; Washington DC
kyiv | Киев | Kyiv; Kiev
kharkiv | Харьков | Kharkiv; Kharkov
odesa | Одесса | Odesa; Odessa
lviv | Львов | Lviv; Lvov
yekaterinburg | Екатеринбург | Yekaterinburg; Ekaterinburg
nizhny-novgorod | Нижний Новгород | Nizhny Novgorod
mumbai | Мумбаи; Бомбей | Mumbai; Bombay
munich | Мюнхен | Munich
cologne | Кёльн | Cologne
hague | Гаага | The Hague; Hague
florence | Флоренция | Florence
venice | Венеция | Venice
naples | Неаполь | Naples
milan | Милан | Milan
turin | Турин | Turin
geneva-lake | Женевское озеро | Lake Geneva
seville | Севилья | Seville
antwerp | Антверпен | Antwerp
new-delhi | Нью-Дели; Дели | New Delhi; Delhi
caspian-sea | Каспийское море; Каспий | Caspian Sea; Caspian
black-sea | Чёрное море | Black Sea
baltic-sea | Балтийское море; Балтика | Baltic Sea; Baltic
red-sea | Красное море | Red Sea
mediterranean | Средиземное море | Mediterranean Sea; Mediterranean
sea-of-azov | Азовское море | Sea of Azov; Azov Sea
aral-sea | Аральское море; Арал | Aral Sea
barents-sea | Баренцево море | Barents Sea
north-sea | Северное море | North Sea
persian-gulf | Персидский залив | Persian Gulf
arctic | Арктика | Arctic
arctic-ocean | Северный Ледовитый океан | Arctic Ocean
pacific | Тихий океан | Pacific Ocean; Pacific
atlantic | Атлантический океан; Атлантика | Atlantic Ocean; Atlantic
indian-ocean | Индийский океан | Indian Ocean
bosphorus | Босфор | Bosphorus; Bosporus
suez-canal | Суэцкий канал | Suez Canal
strait-of-hormuz | Ормузский пролив | Strait of Hormuz
gaza | Сектор Газа; Газа | Gaza Strip; Gaza
west-bank | Западный берег реки Иордан | West Bank
caucasus | Кавказ | Caucasus
siberia | Сибирь | Siberia
far-east | Дальний Восток | Russian Far East; Far East
middle-east | Ближний Восток | Middle East
balkans | Балканы | Balkans
balkhash | Балхаш | Balkhash
baikal | Байкал; Озеро Байкал | Lake Baikal; Baikal
moscow-region | Московская область; Подмосковье | Moscow Region
west | Запад | West
bolshoi-theatre | Большой театр | Bolshoi Theatre; Bolshoi Theater; Bolshoi
"""
