"""What the demo network says: invented, in three languages."""

from datetime import UTC, datetime, timedelta
from typing import Any

PLACE = "UN House, Ashgabat"


def next_meeting(now: datetime) -> tuple[dict[str, str], datetime]:
    """Ten in the morning in Ashgabat, sixteen days from now."""
    day = (now + timedelta(days=16)).astimezone(UTC).replace(hour=5, minute=0, second=0, microsecond=0)
    title = {
        "en": "Fourth quarterly meeting 2026",
        "ru": "Четвёртое квартальное заседание 2026 года",
        "tk": "2026-njy ýylyň dördünji çärýek mejlisi",
    }
    return title, day


def thematic_meeting(now: datetime) -> tuple[dict[str, str], datetime]:
    """Half past two in the afternoon in Ashgabat, seven weeks from now."""
    day = (now + timedelta(days=50)).astimezone(UTC).replace(hour=9, minute=30, second=0, microsecond=0)
    title = {
        "en": "Consular protection: what helps citizens abroad",
        "ru": "Консульская защита: что помогает гражданам за рубежом",
        "tk": "Konsullyk goragy: daşary ýurtlardaky raýatlara näme kömek edýär",
    }
    return title, day


def _item(kind: str, en: str, ru: str, tk: str, minutes: int) -> dict[str, Any]:
    return {"kind": kind, "title": {"en": en, "ru": ru, "tk": tk}, "duration_minutes": minutes}


OPENING = _item(
    "information",
    "Opening and adoption of the agenda",
    "Открытие и утверждение повестки дня",
    "Açylyş we gün tertibini tassyklamak",
    10,
)
ROUND_TABLE = _item("information", "Updates by the members", "Информация членов Сети", "Tor agzalarynyň habarlary", 40)
DATA = _item(
    "discussion",
    "Migration data: sources and gaps",
    "Данные о миграции: источники и пробелы",
    "Migrasiýa maglumatlary: çeşmeler we ýetmezçilikler",
    40,
)
CONSULAR = _item(
    "discussion",
    "Consular protection of nationals abroad (objective 14)",
    "Консульская защита граждан за рубежом (цель 14)",
    "Daşary ýurtlardaky raýatlaryň konsullyk goragy (14-nji maksat)",
    30,
)
WORKPLAN = _item(
    "decision",
    "Joint workplan 2027–2028",
    "Совместный план работы на 2027–2028 годы",
    "2027–2028-nji ýyllar üçin bilelikdäki iş meýilnamasy",
    40,
)
FUND = _item(
    "discussion",
    "Concept note for the Migration MPTF",
    "Концептуальная записка для МПТФ по миграции",
    "Migrasiýa boýunça KHGG üçin konsepsiýa ýazgysy",
    30,
)
NEXT_STEPS = _item(
    "information",
    "Next steps and date of the next meeting",
    "Дальнейшие шаги и дата следующего заседания",
    "Indiki ädimler we indiki mejlisiň senesi",
    10,
)

NEXT_AGENDA = [OPENING, ROUND_TABLE, WORKPLAN, FUND, NEXT_STEPS]
NEXT_PRESENTERS = ("RCO", None, "IOM", "UNDP", "IOM")
THEMATIC_AGENDA = [
    OPENING,
    CONSULAR,
    _item(
        "discussion",
        "Registers of citizens abroad: what the two authorities need from each other",
        "Учёт граждан за рубежом: что нужно двум ведомствам друг от друга",
        "Daşary ýurtlardaky raýatlaryň hasaba alnyşy: iki edara biri-birinden näme gerek",
        40,
    ),
    NEXT_STEPS,
]

PROCEDURE_DECISION: dict[str, Any] = {
    "kind": "procedure",
    "title": {
        "en": "Working methods of the Network",
        "ru": "Методы работы Сети",
        "tk": "Toruň iş usullary",
    },
    "texts": {
        "en": (
            "The Network meets once a quarter, where possible in conjunction with a meeting of the UN Country Team.\n\n"
            "Between meetings, decisions are taken by silence procedure with at least 72 hours for an answer.\n\n"
            "Statements of the Network are issued in English, Russian and Turkmen."
        ),
        "ru": (
            "Сеть собирается раз в квартал, по возможности в связи с заседанием Страновой группы ООН.\n\n"
            "Между заседаниями решения принимаются в порядке процедуры отсутствия возражений; на ответ даётся не менее 72 часов.\n\n"
            "Заявления Сети публикуются на английском, русском и туркменском языках."
        ),
        "tk": (
            "Tor her çärýekde bir gezek, mümkin bolsa, BMG-niň Ýurt toparynyň mejlisi bilen baglylykda ýygnanýar.\n\n"
            "Mejlisleriň arasynda kararlar garşylyksyzlyk tertibinde kabul edilýär; jogap üçin azyndan 72 sagat berilýär.\n\n"
            "Toruň beýannamalary iňlis, rus we türkmen dillerinde çap edilýär."
        ),
    },
}
WORKPLAN_DECISION: dict[str, Any] = {
    "kind": "workplan",
    "title": WORKPLAN["title"],
    "texts": {
        "en": (
            "The Network adopts the joint workplan 2027–2028 as annexed, with three outcomes and 41 activities.\n\n"
            "UNODC leads activities under objective 9 of the Global Compact.\n\n"
            "From the first reporting period, indicator values are disaggregated by sex, age and migratory status.\n\n"
            "The secretariat reports every quarter. The workplan is reviewed in June 2028."
        ),
        "ru": (
            "Сеть принимает прилагаемый совместный план работы на 2027–2028 годы с тремя результатами и 41 мероприятием.\n\n"
            "ЮНОДК возглавляет мероприятия по цели 9 Глобального договора.\n\n"
            "С первого отчётного периода значения показателей разбиваются по полу, возрасту и миграционному статусу.\n\n"
            "Секретариат отчитывается ежеквартально. План работы пересматривается в июне 2028 года."
        ),
        "tk": None,
    },
}
WORKPLAN_ANSWERS: dict[str, dict[str, Any]] = {
    "iom": {"value": "support"},
    "rco": {"value": "support"},
    "unicef": {"value": "support"},
    "unfpa": {"value": "no_objection"},
    "unhcr": {
        "value": "reservation",
        "text": "Activities with refugees are read in line with the 1951 Convention.",
    },
}
