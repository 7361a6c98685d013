"""What the joint workplan of the demo says: invented, real-looking, in three languages; amounts in US dollars."""

from typing import Any, NamedTuple

FRAMEWORK = "Turkmenistan UNSDCF 2026 - 2030"
PRIORITY = ("2", "Inclusive and people-centred public services")


class Said(NamedTuple):
    en: str
    ru: str
    tk: str

    @property
    def text(self) -> dict[str, str]:
        return self._asdict()


class Act(NamedTuple):
    """One activity. Months from 1 to 12; money by organisation: source, required, available; reports by quarter."""

    title: Said
    lead: str
    contributors: tuple[str, ...]
    objectives: tuple[int, ...]
    targets: tuple[str, ...]
    places: tuple[str, ...]
    months: tuple[int, int]
    markers: tuple[int, int]
    money: dict[str, tuple[tuple[str, str | None, str | None], ...]]
    counterpart: str
    spent: tuple[str | None, ...] = ()  # by the lead, by quarter
    over: bool = False


COUNTRY = ("TM-S", "TM-A", "TM-B", "TM-D", "TM-L", "TM-M")
SMS = "State Migration Service of Turkmenistan"
MFA = "Ministry of Foreign Affairs of Turkmenistan"
MLSP = "Ministry of Labour and Social Protection of Population"
STAT = "State Committee of Turkmenistan on Statistics"
MOH = "Ministry of Health and Medical Industry"
MOI = "Ministry of Internal Affairs"
MOJ = "Ministry of Justice"
MOE = "Ministry of Education"
MES = "State Commission for Emergency Situations"
GPO = "Office of the Prosecutor General"
PEACE_OF_SOME = 1

OUTCOMES: tuple[tuple[Said, tuple[tuple[Said, tuple[Act, ...]], ...]], ...] = (
    (
        Said(
            "Policy on migration rests on data that are disaggregated and shared",
            "Миграционная политика опирается на дезагрегированные и общие данные",
            "Migrasiýa syýasaty jikme-jik we umumy maglumatlara daýanýar",
        ),
        (
            (
                Said(
                    "Institutions collect and read migration data together",
                    "Ведомства вместе собирают и анализируют данные о миграции",
                    "Edaralar migrasiýa maglumatlaryny bilelikde ýygnaýar we seljerýär",
                ),
                (
                    Act(
                        Said(
                            "Set up a common register of administrative data sources on migration",
                            "Создать общий реестр административных источников данных о миграции",
                            "Migrasiýa barada dolandyryş maglumat çeşmeleriniň umumy sanawyny döretmek",
                        ),
                        "IOM", ("UNDP", "UNFPA"), (1, 23), ("10.7", "17.18"), ("TM-S",), (1, 12), (2, 1),
                        {
                            "IOM": (("IOM Development Fund", "120000.00", "120000.00"),),
                            "UNDP": (("UNDP", "35000.00", "20000.00"),),
                            "UNFPA": (("UNFPA", "18500.50", "18500.50"),),
                        },
                        STAT, ("21450.20", "38110.75", "27300.00"),
                    ),
                    Act(
                        Said(
                            "Add a module on mobility to the labour force survey",
                            "Добавить модуль о мобильности в обследование рабочей силы",
                            "Iş güýji barlagyna hereketlilik bölümini goşmak",
                        ),
                        "UNDP", ("IOM",), (1, 5), ("8.8", "17.18"), COUNTRY, (2, 10), (2, 1),
                        {
                            "UNDP": (("UNDP", "64000.00", "64000.00"), ("Government of Turkmenistan", "20000.00", None)),
                            "IOM": (("IOM", "12000.00", "12000.00"),),
                        },
                        STAT, ("8200.00", "30940.10", "17755.00"),
                    ),
                    Act(
                        Said(
                            "Train sixty analysts to use population and migration statistics",
                            "Обучить шестьдесят аналитиков работе со статистикой населения и миграции",
                            "Altmyş analitige ilat we migrasiýa statistikasyny ulanmagy öwretmek",
                        ),
                        "UNFPA", ("IOM",), (1, 3), ("17.18", "5.c"), ("TM-S", "TM-M"), (4, 11), (3, 1),
                        {"UNFPA": (("UNFPA", "41250.00", "30000.00"),), "IOM": (("IOM", "9000.00", "9000.00"),)},
                        STAT, (None, "9800.00", "12640.45"),
                    ),
                ),
            ),
            (
                Said(
                    "The network advises on law and policy with one voice",
                    "Сеть согласованно консультирует по вопросам законодательства и политики",
                    "Tor kanunçylyk we syýasat boýunça bir sesde maslahat berýär",
                ),
                (
                    Act(
                        Said(
                            "Support the national coordination of the Compact and its voluntary review",
                            "Содействовать национальной координации Договора и добровольному обзору",
                            "Şertnamanyň milli utgaşdyrylmagyna we meýletin synyna goldaw bermek",
                        ),
                        "RCO", ("IOM", "UNDP"), (23,), ("17.14", "17.16"), ("TM-S",), (1, 12), (1, 2),
                        {"RCO": (("SPTF", "22000.00", "22000.00"),), "IOM": (("IOM", "15000.00", "10000.00"),)},
                        MFA, ("4100.00", "5300.00", "6150.00"),
                    ),
                    Act(
                        Said(
                            "Review the legal framework of statelessness and civil registration",
                            "Провести обзор законодательства о безгражданстве и регистрации актов",
                            "Raýatsyzlyk we raýat ýagdaýyny hasaba almak baradaky kanunçylyga syn bermek",
                        ),
                        "UNHCR", ("UNICEF",), (4,), ("16.9", "10.3"), COUNTRY, (1, 9), (1, 3),
                        {
                            "UNHCR": (("UNHCR", "88000.00", "88000.00"),),
                            "UNICEF": (("UNICEF", "26000.00", "26000.00"),),
                        },
                        MOJ, ("31200.00", "28400.00", "28399.99"), True,
                    ),
                    Act(
                        Said(
                            "Bring the health of migrants into national health strategies",
                            "Включить вопросы здоровья мигрантов в национальные стратегии здравоохранения",
                            "Migrantlaryň saglygyny milli saglyk strategiýalaryna goşmak",
                        ),
                        "WHO", ("IOM",), (15,), ("3.8", "3.c"), ("TM-S", "TM-L"), (3, 12), (2, 2),
                        {"WHO": (("WHO", "52000.00", "31000.00"),), "IOM": (("IOM", "18000.00", None),)},
                        MOH, (None, "11000.00", "9400.00"),
                    ),
                ),
            ),
        ),
    ),
    (
        Said(
            "People move safely and have access to services and protection",
            "Люди перемещаются безопасно и получают услуги и защиту",
            "Adamlar howpsuz hereket edýär, hyzmatlardan we goragdan peýdalanýar",
        ),
        (
            (
                Said(
                    "Services reach migrants, their families and returnees",
                    "Услуги доступны мигрантам, их семьям и вернувшимся",
                    "Hyzmatlar migrantlara, olaryň maşgalalaryna we gaýdyp gelenlere ýetýär",
                ),
                (
                    Act(
                        Said(
                            "Open consular information points for citizens working abroad",
                            "Открыть пункты консульской информации для граждан, работающих за рубежом",
                            "Daşary ýurtda işleýän raýatlar üçin konsullyk maglumat nokatlaryny açmak",
                        ),
                        "IOM", (), (14, 3), ("10.7",), ("TM-S",), (1, 12), (2, 2),
                        {"IOM": (("Migration MPTF", "150000.00", "60000.00"), ("IOM", "25000.00", "25000.00"))},
                        MFA, ("12400.00", "19250.00", "22075.30"),
                    ),
                    Act(
                        Said(
                            "Offer returning migrants skills recognition and job referral",
                            "Предложить вернувшимся мигрантам признание навыков и помощь в трудоустройстве",
                            "Gaýdyp gelen migrantlara başarnyklary ykrar etmegi we işe ýerleşmegi hödürlemek",
                        ),
                        "UNDP", ("IOM",), (18, 21), ("8.5", "4.4"), ("TM-D", "TM-L"), (4, 12), (2, 1),
                        {
                            "UNDP": (("UNDP", "97500.00", "45000.00"),),
                            "IOM": (("Migration MPTF", "40000.00", None),),
                        },
                        MLSP, (None, "7150.00", "15890.60"),
                    ),
                    Act(
                        Said(
                            "Keep children of migrant families in school and in care systems",
                            "Обеспечить детям из семей мигрантов доступ к школе и системе защиты",
                            "Migrant maşgalalarynyň çagalarynyň mekdepde we gorag ulgamynda galmagyny üpjün etmek",
                        ),
                        "UNICEF", ("UNFPA",), (7, 15), ("4.1", "16.2"), COUNTRY, (1, 12), (2, 3),
                        {
                            "UNICEF": (("UNICEF", "76000.00", "76000.00"),),
                            "UNFPA": (("UNFPA", "14000.00", "14000.00"),),
                        },
                        MOE, ("14000.00", "21000.00", "20000.01"),
                    ),
                ),
            ),
            (
                Said(
                    "Trafficking and smuggling are prevented and survivors protected",
                    "Торговля людьми и незаконный ввоз предотвращаются, пострадавшие защищены",
                    "Adam söwdasynyň öňi alynýar we ejir çekenler goralýar",
                ),
                (
                    Act(
                        Said(
                            "Train investigators and judges on trafficking in persons",
                            "Обучить следователей и судей делам о торговле людьми",
                            "Derňewçileri we kazylary adam söwdasy baradaky işler boýunça okatmak",
                        ),
                        "UNODC", ("IOM",), (9, 10), ("16.2", "5.2"), ("TM-S", "TM-A", "TM-M"), (2, 11), (2, 3),
                        {"UNODC": (("UNODC", "83000.00", "83000.00"),), "IOM": (("IOM", "20000.00", "20000.00"),)},
                        GPO, ("9900.00", "27650.00", "24300.00"),
                    ),
                    Act(
                        Said(
                            "Refer survivors of trafficking to shelter, health and legal aid",
                            "Направлять пострадавших от торговли людьми в приют, к врачам и юристам",
                            "Adam söwdasynda ejir çekenleri gaçybatalga, lukmana we hukuk kömegine ugratmak",
                        ),
                        "IOM", ("UNFPA", "WHO"), (10, 7), ("5.2", "8.7"), COUNTRY, (1, 12), (3, 3),
                        {
                            "IOM": (("IOM", "66000.00", "40000.00"),),
                            "UNFPA": (("UNFPA", "21500.00", "21500.00"),),
                            "WHO": (("WHO", "8000.00", None),),
                        },
                        MOI, ("7700.00", "9100.00", "8850.35"),
                    ),
                    Act(
                        Said(
                            "Strengthen passenger data and document checks with due safeguards",
                            "Усилить проверку данных пассажиров и документов с соблюдением гарантий",
                            "Ýolagçy maglumatlaryny we resminamalary barlamagy degişli kepillikler bilen güýçlendirmek",
                        ),
                        "UNOCT", ("UNODC", "IOM"), (11, 12), ("16.a", "10.7"), ("TM-S",), (3, 12), (0, 2),
                        {
                            "UNOCT": (("UNOCT", "110000.00", "110000.00"),),
                            "UNODC": (("UNODC", "30000.00", "15000.00"),),
                        },
                        SMS, (None, "33000.00", "18700.00"),
                    ),
                ),
            ),
        ),
    ),
    (
        Said(
            "Mobility is part of resilience to shocks, and of development",
            "Мобильность учитывается в устойчивости к потрясениям и в развитии",
            "Hereketlilik sarsgynlara durnuklylygyň we ösüşiň bölegi bolýar",
        ),
        (
            (
                Said(
                    "Plans for disasters and climate take account of people who move",
                    "Планы на случай бедствий и изменения климата учитывают перемещения людей",
                    "Betbagtçylyk we howa boýunça meýilnamalar göçýän adamlary hasaba alýar",
                ),
                (
                    Act(
                        Said(
                            "Bring displacement into the national strategy on disaster risk",
                            "Включить перемещение населения в национальную стратегию снижения риска бедствий",
                            "Ilatyň göçmegini betbagtçylyk töwekgelçiligi baradaky milli strategiýa goşmak",
                        ),
                        "UNDRR", ("IOM", "UNDP"), (2, 7), ("13.1", "11.5"), ("TM-S", "TM-B"), (1, 10), (1, 1),
                        {
                            "UNDRR": (("UNDRR", "37000.00", "37000.00"),),
                            "IOM": (("IOM", "10000.00", "10000.00"),),
                        },
                        MES, ("5100.00", "12000.00", "11200.00"),
                    ),
                    Act(
                        Said(
                            "Map water stress and mobility in the Aral Sea region",
                            "Составить карту нехватки воды и мобильности в Приаралье",
                            "Aral deňziniň sebitinde suw ýetmezçiliginiň we hereketliligiň kartasyny düzmek",
                        ),
                        "UNDP", ("IOM", "UNDRR"), (2, 5), ("13.1", "6.4"), ("TM-D",), (5, 12), (1, 1),
                        {
                            "UNDP": (("UNDP", "48000.00", "12000.00"),),
                            "IOM": (("IOM", "16000.00", None),),
                        },
                        MES, (None, None, "3900.00"),
                    ),
                    Act(
                        Said(
                            "Prepare contingency stocks and procedures for arrivals",
                            "Подготовить запасы и порядок действий на случай прибытия людей",
                            "Geljek adamlar üçin ätiýaçlyklary we tertipleri taýýarlamak",
                        ),
                        "UNHCR", ("UNICEF", "WHO"), (7, 8), ("1.5", "16.1"), ("TM-L", "TM-M"), (1, 12), (1, 2),
                        {
                            "UNHCR": (("UNHCR", "59000.00", "41000.00"),),
                            "UNICEF": (("UNICEF", "17000.00", "17000.00"),),
                        },
                        SMS, ("6800.00", "9100.00", "7400.00"),
                    ),
                ),
            ),
            (
                Said(
                    "Partners and diaspora take part in the network's work",
                    "Партнеры и диаспора участвуют в работе Сети",
                    "Hyzmatdaşlar we diaspora Toruň işine gatnaşýar",
                ),
                (
                    Act(
                        Said(
                            "Consult youth, women's groups and employers on labour mobility",
                            "Провести консультации с молодежью, женскими объединениями и работодателями",
                            "Ýaşlar, zenan birleşikleri we iş berijiler bilen zähmet hereketliligi barada geňeşmek",
                        ),
                        "UNFPA", ("UNDP", "RCO"), (5, 16), ("8.8", "10.2"), COUNTRY, (3, 11), (3, 2),
                        {
                            "UNFPA": (("UNFPA", "13500.00", "13500.00"),),
                            "UNDP": (("UNDP", "6000.00", "6000.00"),),
                        },
                        MLSP, (None, "4400.00", "3050.00"),
                    ),
                    Act(
                        Said(
                            "Study the cost of sending money home and ways to lower it",
                            "Изучить стоимость денежных переводов и способы ее снижения",
                            "Pul geçirimleriniň gymmatyny we ony arzanlatmagyň ýollaryny öwrenmek",
                        ),
                        "UNDP", ("IOM",), (20,), ("10.c",), ("TM-S",), (6, 12), (1, 0),
                        {"UNDP": (("UNDP", "28000.00", None),), "IOM": (("IOM", "0.00", "0.00"),)},
                        "Central Bank of Turkmenistan",
                    ),
                    Act(
                        Said(
                            "Counter hate speech and show what migration brings",
                            "Противодействовать языку вражды и рассказывать о вкладе мигрантов",
                            "Ýigrenç sözlerine garşy durmak we migrasiýanyň peýdasyny görkezmek",
                        ),
                        "RCO", ("UNICEF", "UNHCR"), (17, 16), ("16.10", "10.2"), COUNTRY, (1, 12), (2, 3),
                        {
                            "RCO": (("SPTF", "9500.00", "9500.00"),),
                            "UNICEF": (("UNICEF", "11000.00", "7000.00"),),
                            "UNHCR": (("UNHCR", "4500.00", "4500.00"),),
                        },
                        MFA, ("1900.00", "2100.00", "2050.00"),
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
REASONS = {
    "gender": {
        0: "The activity is about documents and data systems.",
        1: "Women and men are consulted alike.",
        2: "Half of those reached are women, and results are told by sex.",
        3: "The activity is for women and girls first.",
    },
    "human_rights": {
        0: "The activity studies markets.",
        1: "Data are collected with consent and told by group.",
        2: "Those who carry duties are trained in what they owe.",
        3: "The activity protects the rights of those who are most at risk.",
    },
}
PROGRESS = (
    "The terms of reference were agreed with {counterpart}, and the working group met for the first time.",
    "Two rounds of consultations and a training were held; {counterpart} named its focal points in the provinces.",
    "The first results were shown to {counterpart}; what it asked for is being worked into the text.",
)
NEXT = (
    "Hold the consultations and agree the calendar of trainings.",
    "Show the first results to the Government and gather its remarks.",
    "Finish the report and hand it over before the end of the year.",
)
LATE = "The experts arrived a month later than planned, because visas took longer."
FINISHED = "The work is done: the report was handed to {counterpart}, which uses it."
CONTRIBUTED = "Our part was delivered with the lead: experts, and the costs of two workshops."
RISKS: tuple[tuple[Said, int, int, str, str], ...] = (
    (
        Said(
            "What is to be mobilised does not come in time",
            "Недостающие средства не поступят вовремя",
            "Entek tapylmaly serişdeler wagtynda gelmez",
        ),
        4, 4, "RCO", "The co-chairs present the gap to donors in the second quarter; activities are ranked.",
    ),
    (
        Said(
            "Administrative data are not shared between institutions",
            "Ведомства не обмениваются административными данными",
            "Edaralar dolandyryş maglumatlaryny biri-birine bermez",
        ),
        3, 4, "IOM", "Agreements on exchange are signed before systems are built.",
    ),
    (
        Said(
            "Visas of experts take longer than activities allow",
            "Визы экспертам оформляются дольше, чем позволяет график",
            "Bilermenleriň wizalary çärelere garanyňda uzak dowam edýär",
        ),
        4, 2, "RCO", "Requests go out eight weeks ahead; national experts stand by.",
    ),
    (
        Said(
            "Survivors do not come forward for fear of consequences",
            "Пострадавшие не обращаются за помощью из-за страха последствий",
            "Ejir çekenler netijelerden gorkup ýüz tutmazlar",
        ),
        3, 5, "UNODC", "Referral works without police report; helplines are anonymous.",
    ),
)  # fmt: skip


def decision(year: int) -> dict[str, Any]:
    """The decision by which the network adopts the plan."""
    return {
        "kind": "workplan",
        "title": {
            "en": f"Joint workplan {year}",
            "ru": f"Совместный план работы на {year} год",
            "tk": f"{year}-nji ýylyň bilelikdäki iş meýilnamasy",
        },
        "texts": {
            "en": (
                f"The Network adopts the joint workplan {year} as annexed, with three outcomes and eighteen activities.\n\n"
                "Each organisation reports on its activities every quarter.\n\n"
                "The plan changes only by a new decision of the Network."
            ),
            "ru": (
                f"Сеть принимает прилагаемый совместный план работы на {year} год с тремя конечными результатами и "
                "восемнадцатью мероприятиями.\n\n"
                "Каждая организация ежеквартально отчитывается о своих мероприятиях.\n\n"
                "План меняется только новым решением Сети."
            ),
            "tk": (
                f"Tor {year}-nji ýylyň goşulýan bilelikdäki iş meýilnamasyny üç ahyrky netije we on sekiz çäre bilen "
                "kabul edýär.\n\n"
                "Her gurama öz çäreleri barada her çärýekde hasabat berýär.\n\n"
                "Meýilnama diňe Toruň täze çözgüdi bilen üýtgedilýär."
            ),
        },
    }
