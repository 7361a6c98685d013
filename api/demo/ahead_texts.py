"""What lies ahead of the demo network: topics that wait, papers of the next meeting. Invented."""

from typing import Any


def _said(en: str, ru: str, tk: str) -> dict[str, str]:
    return {"en": en, "ru": ru, "tk": tk}


# who parked it, and what
TOPICS: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "unodc",
        {
            "title": _said(
                "Seasonal work: contracts in the worker's own language",
                "Сезонная работа: договоры на родном языке работника",
                "Möwsümleýin iş: işgäriň öz dilindäki şertnamalar",
            ),
            "duration_minutes": 20,
            "reason": "Wait for the model contract of the Ministry of Labour and Social Protection.",
        },
    ),
    (
        "unicef",
        {
            "title": _said(
                "School places in the middle of the year",
                "Места в школах среди учебного года",
                "Okuw ýylynyň ortasynda mekdepde ýer",
            ),
            "duration_minutes": 15,
            "reason": "Figures of the autumn term come in January.",
        },
    ),
    (
        "undrr",
        {
            "kind": "information",
            "title": _said(
                "Early warning in the languages of migrants",
                "Раннее предупреждение на языках мигрантов",
                "Migrantlaryň dillerinde ir duýduryş",
            ),
            "duration_minutes": 10,
            "reason": "To be told together with the results of the spring exercise.",
        },
    ),
)

# Papers of the next meeting: item (from 0; None: the whole meeting), title, and what else is known of each.
WORKPLAN_PAPER = _said(
    "Joint workplan 2027–2028, second draft",
    "Совместный план работы на 2027–2028 годы, второй проект",
    "2027–2028-nji ýyllar üçin bilelikdäki iş meýilnamasy, ikinji taslama",
)
WORKPLAN_BODY = (
    "The second draft has three outcomes and 41 activities. It answers the remarks of September: every activity names its "
    "lead, its costs and who pays them.",
    "Outcome 1. Data on migration are complete, comparable and used. Nine activities; UNFPA leads.",
    "Outcome 2. People move informed and protected, and are helped where they are abroad. Nineteen activities; IOM leads.",
    "Outcome 3. Those who return find health care, school places and work. Thirteen activities; UNDP and WHO lead.",
    "Open: who takes the lead of activity 2.7 (contracts in the worker's language), and 120 000 US dollars for 3.4.",
)
COSTS_CSV = (
    "activity,lead,year,required_usd,available_usd\n"
    "1.1 One table of age groups,UNFPA,2027,40000,40000\n"
    "2.7 Contracts in the worker's language,,2027,65000,\n"
    "3.4 Leaflet and desk for arrivals,WHO,2027,180000,60000\n"
    "3.4 Leaflet and desk for arrivals,WHO,2028,90000,0\n"
)
PAPERS: tuple[tuple[int | None, dict[str, Any]], ...] = (
    (
        3,
        {
            "title": _said(
                "Migration MPTF: call for concept notes",
                "МПТФ по миграции: приглашение подавать концептуальные записки",
                "Migrasiýa boýunça KHGG: konsepsiýa ýazgylaryna çagyryş",
            ),
            "language": "en",
            "url": "https://library.example/mptf/call-2027",
        },
    ),
    (
        3,
        {
            "title": _said(
                "Skills pilot in two vocational schools: one page",
                "Пилотный проект по навыкам в двух училищах: одна страница",
                "Iki hünär mekdebinde başarnyklar synagy: bir sahypa",
            ),
            "awaited_from": "UNDP",
        },
    ),
)
OF_AUTUMN: tuple[tuple[int | None, dict[str, Any]], ...] = (
    (
        2,
        {
            "title": _said(
                "Joint workplan 2027–2028, outline",
                "Совместный план работы на 2027–2028 годы, план-проспект",
                "2027–2028-nji ýyllar üçin bilelikdäki iş meýilnamasy, çyzgy",
            ),
            "language": "en",
            "url": "https://library.example/workplan/outline",
        },
    ),
)
POSTPONED = "The hall of the Ministry is taken on the day that was told first."
COUNTRY_TEAM = "Country team, regular"
