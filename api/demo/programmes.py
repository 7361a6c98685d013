"""What the joint programmes of the demo say: invented, in three languages."""

from typing import Any

YEARS = (2027, 2028)
MFA = {"name": "Ministry of Foreign Affairs of Turkmenistan", "role": "Chairs the steering committee"}
SMS = {"name": "State Migration Service of Turkmenistan", "role": "Provides and uses the data"}

# Lines of a budget: output, UNSDG category, and the amount of each year in whole dollars; None is blank.
DATA: dict[str, Any] = {
    "idea": {
        "title": {
            "en": "Data and skills for migration policy",
            "ru": "Данные и навыки для миграционной политики",
            "tk": "Migrasiýa syýasaty üçin maglumatlar we başarnyklar",
        },
        "thematic_area": "TA1",
        "primary_objective": 1,
    },
    "more": {
        "summary": {
            "en": (
                "Ministries and the statistical committee collect migration data separately, and few people are trained "
                "to read them together. The programme connects three administrative sources, adds a module on mobility "
                "to the labour force survey, and trains sixty analysts, half of them women, so that policy rests on "
                "figures disaggregated by sex, age and region."
            ),
            "ru": (
                "Министерства и статистический комитет собирают данные о миграции раздельно, и мало кто умеет читать их "
                "вместе. Программа соединит три административных источника, добавит модуль о мобильности в обследование "
                "рабочей силы и подготовит шестьдесят аналитиков, половина из которых женщины, чтобы политика опиралась "
                "на данные с разбивкой по полу, возрасту и регионам."
            ),
            "tk": (
                "Ministrlikler we statistika komiteti migrasiýa maglumatlaryny aýratynlykda ýygnaýar, olary bilelikde "
                "okap bilýänler az. Maksatnama üç sany dolandyryş çeşmesini birleşdirer, iş güýji barlagyna hereketlilik "
                "bölümini goşar we altmyş analitigi, ýarysy zenan, taýýarlar."
            ),
        },
        "objectives": [3, 17, 23],
        "starts_on": "2027-01-01",
        "months": 24,
        "government_counterparts": [SMS],
    },
    "punos": ["IOM", "UNDP"],
    "outputs": [
        ("1.1", "Administrative data of three ministries can be read together"),
        ("1.2", "The labour force survey has a module on mobility"),
        ("2.1", "Sixty analysts use disaggregated data in policy work"),
    ],
    "lines": {
        "IOM": [
            ("1.1", 1, 96_400, 98_800),
            ("1.1", 4, 88_500, 54_200),
            ("1.1", 5, 14_800, 15_600),
            ("1.2", 2, 8_200, 4_100),
            ("1.2", 4, 61_000, 20_000),
            (None, 3, 22_400, None),
            ("1.2", 7, 21_300, 21_900),
        ],
        "UNDP": [
            ("2.1", 1, 61_200, 63_000),
            ("2.1", 4, 72_800, 69_500),
            ("2.1", 5, 9_600, 10_400),
            ("2.1", 6, 40_000, 45_000),
            ("1.2", 3, 18_500, None),
            ("2.1", 7, 12_600, 12_900),
        ],
    },
}
CHILDREN: dict[str, Any] = {
    "idea": {
        "title": {
            "en": "Safe childhood on the move",
            "ru": "Безопасное детство в пути",
            "tk": "Göçüp-gonýan çagalaryň howpsuz çagalygy",
        },
        "thematic_area": "TA2",
    },
    "more": {
        "summary": {
            "en": "Children who move with their families, or alone, find school, health care and documents where they are.",
            "ru": "Дети, которые переезжают с семьями или одни, получают доступ к школе, медицине и документам на месте.",
            "tk": "Maşgalasy bilen ýa-da ýeke göçýän çagalar bolan ýerinde mekdebe, saglygy goraýşa we resminamalara ýetýär.",
        },
        "government_counterparts": [],
    },
    "punos": ["UNHCR", "UNFPA", "UNICEF"],
    "outputs": [],
    "lines": {},
}
TRAFFICKING: dict[str, Any] = {
    "idea": {
        "title": {
            "en": "Help in time for victims of trafficking in persons",
            "ru": "Своевременная помощь жертвам торговли людьми",
            "tk": "Adam söwdasynyň pidalaryna wagtynda kömek",
        },
        "thematic_area": "TA3",
        "primary_objective": 10,
    },
    "more": {
        "summary": {
            "en": (
                "Border officers, consulates, hotlines and shelters refer victims to each other by one agreed procedure, "
                "and the people who apply it are trained together."
            ),
            "ru": (
                "Пограничники, консульства, горячие линии и приюты направляют пострадавших друг к другу по единому "
                "согласованному порядку, а те, кто его применяет, обучаются вместе."
            ),
            "tk": (
                "Serhetçiler, konsulluklar, gyzgyn liniýalar we penahanalar pidalary bir ylalaşylan tertip boýunça "
                "biri-birine ugradýar, ony ulanýanlar bolsa bilelikde okadylýar."
            ),
        },
        "objectives": [7, 9],
        "starts_on": "2027-01-01",
        "months": 24,
        "government_counterparts": [MFA, SMS],
    },
    "punos": ["UNODC", "IOM", "UNFPA"],
    "outputs": [
        ("1.1", "One referral procedure is agreed and in use"),
        ("1.2", "Officers, consuls and social workers apply it"),
    ],
    "lines": {
        "UNODC": [("1.1", 1, 84_000, 86_000), ("1.1", 4, 52_000, 31_000), ("1.2", 5, 18_400, 17_600)],
        "IOM": [("1.2", 1, 58_000, 59_500), ("1.2", 4, 44_000, 46_000), ("1.2", 6, 30_000, 30_000)],
        "UNFPA": [("1.2", 1, 36_000, 36_800), ("1.2", 2, 9_200, 0), ("1.2", 4, 25_000, 27_500)],
    },
}
LETTER: dict[str, Any] = {
    "reference": "02/1847",
    "organisation": "Ministry of Foreign Affairs of Turkmenistan",
    "document": "Letter of the Ministry to the Resident Coordinator (demo)",
    "text": "The Government supports the joint programme and names the Ministry as its counterpart.",
}
RETAINED = {"reference": "MPTF/SC/2026/31", "document": "Minutes of the Steering Committee (demo)"}


def decision(number: str) -> dict[str, Any]:
    """The endorsement of the first revision."""
    title = TRAFFICKING["idea"]["title"]
    return {
        "kind": "proposal",
        "title": {
            "en": f"Endorsement of {number}: {title['en']}",
            "ru": f"Одобрение {number}: {title['ru']}",
            "tk": f"{number} makullamak: {title['tk']}",
        },
        "texts": {
            "en": f"The Network endorses the concept note {number}, “{title['en']}”, in its revision 1.",
            "ru": f"Сеть одобряет концептуальную записку {number} «{title['ru']}» в редакции 1.",
            "tk": f"Tor {number} «{title['tk']}» konseptual ýazgysyny 1 belgili rejelenen görnüşde makullaýar.",
        },
    }
