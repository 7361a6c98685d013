"""What the demo network met about since last winter: invented, and written as a secretariat writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from api.demo.texts import CONSULAR, DATA, FUND, NEXT_STEPS, OPENING, ROUND_TABLE, WORKPLAN, _item

LAST_MINUTES = _item(
    "decision", "Minutes of the last meeting", "Протокол предыдущего заседания", "Öňki mejlisiň teswirnamasy", 5
)
FOLLOW_UP = _item(
    "information",
    "Follow-up of action points",
    "Ход выполнения согласованных действий",
    "Ýerine ýetirmeli işleriň barşy",
    10,
)
FIRST_YEAR = _item(
    "discussion",
    "What the first full year has shown",
    "Что показал первый полный год работы",
    "Ilkinji doly ýylyň görkezen zatlary",
    40,
)
HEALTH = _item(
    "discussion",
    "Health checks for returning migrants",
    "Медицинские осмотры возвращающихся мигрантов",
    "Gaýdyp gelýän migrantlaryň saglyk barlaglary",
    35,
)
STATELESSNESS = _item(
    "information",
    "Statelessness: what is left to do",
    "Безгражданство: что ещё предстоит сделать",
    "Raýatsyzlyk: näme etmeli galdy",
    20,
)
SKILLS = _item(
    "discussion",
    "Recognition of skills acquired abroad",
    "Признание навыков, полученных за рубежом",
    "Daşary ýurtda alnan başarnyklaryň ykrar edilmegi",
    45,
)
REGISTERS = _item(
    "information",
    "What the State Migration Service records, and what it can share",
    "Что учитывает Государственная миграционная служба и чем может делиться",
    "Döwlet migrasiýa gullugy nämäni hasaba alýar we nämäni paýlaşyp bilýär",
    30,
)
FLOOD = _item(
    "discussion",
    "Families displaced by the mudflows in Ahal: who does what this week",
    "Семьи, покинувшие дома из-за селей в Ахалском велаяте: кто что делает на этой неделе",
    "Ahal welaýatynda sil zerarly öýünden giden maşgalalar: bu hepde kim näme edýär",
    45,
)

Topic = tuple[dict[str, Any], str | None, str | None, str | None]  # item, who presents it, notes, outcome


@dataclass(frozen=True)
class Held:
    """A meeting that took place: what was on the agenda, who was there, what came of it."""

    key: str
    title: dict[str, str]
    starts: Callable[[datetime], datetime]  # its instant, told from now
    topics: tuple[Topic, ...]
    kind: str = "regular"
    hours: float = 2
    visibility: str = "members"
    remote: tuple[str, ...] = ("UNDRR", "UNODC")
    absent: tuple[str, ...] = ()
    alternates: tuple[str, ...] = ()
    guests: tuple[tuple[str, str, str], ...] = field(default=())


def _on(year: int, month: int, day: int) -> Callable[[datetime], datetime]:
    """Ten in the morning in Ashgabat."""
    return lambda _: datetime(year, month, day, 5, 0, tzinfo=UTC)


def _ago(days: int, hour: int) -> Callable[[datetime], datetime]:
    def at(now: datetime) -> datetime:
        return (now - timedelta(days=days)).astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)

    return at


def _quarter(ordinal: tuple[str, str, str], year: int) -> dict[str, str]:
    en, ru, tk = ordinal
    return {
        "en": f"{en} quarterly meeting {year}",
        "ru": f"{ru} квартальное заседание {year} года",
        "tk": f"{year}-{'nji' if year == 2025 else 'njy'} ýylyň {tk} çärýek mejlisi",
    }


FIRST = ("First", "Первое", "birinji")
SECOND = ("Second", "Второе", "ikinji")
THIRD = ("Third", "Третье", "üçünji")
FOURTH = ("Fourth", "Четвёртое", "dördünji")
AS_CIRCULATED = "The agenda was adopted as circulated."


# Four quarters in a row that have had their meeting, the earliest first.
QUARTERS = [
    Held(
        "winter",
        _quarter(FOURTH, 2025),
        _on(2025, 12, 11),
        (
            (OPENING, "RCO", None, AS_CIRCULATED),
            (
                FIRST_YEAR,
                "IOM",
                "Members found the short list of common activities the most useful paper of the year. Several asked that "
                "figures reach them two weeks before a meeting and not at it.",
                "The Network keeps its list of common activities to one page and reviews it at every meeting.",
            ),
            (
                STATELESSNESS,
                "UNHCR",
                "In 2025 another 1 150 persons received citizenship or a residence permit.",
                "UNHCR and UNICEF bring a note on birth registration to the first meeting of 2026.",
            ),
            (NEXT_STEPS, "IOM", None, "The Network meets on 12 March 2026 at 10:00."),
        ),
        absent=("UNOCT",),
    ),
    Held(
        "spring",
        _quarter(FIRST, 2026),
        _on(2026, 3, 12),
        (
            (OPENING, "RCO", None, AS_CIRCULATED),
            (LAST_MINUTES, "IOM", None, "The minutes of 11 December 2025 had been adopted by silence."),
            (
                ROUND_TABLE,
                None,
                "Written updates were taken as read. WHO spoke on border health posts, UNDP on one-stop centres in the "
                "provinces, UNICEF on children whose parents work abroad.",
                "Eight members reported. The secretariat keeps a common list of activities.",
            ),
            (
                DATA,
                "UNFPA",
                "Four ministries and three agencies hold figures; none uses the same age groups.",
                "UNFPA and IOM map data sources before the second meeting.",
            ),
            (NEXT_STEPS, "IOM", None, "The Network meets on 11 June 2026 at 10:00, after the UNCT meeting."),
        ),
        remote=("UNDRR", "WHO"),
        alternates=("UNDP",),
    ),
    Held(
        "summer",
        _quarter(SECOND, 2026),
        _on(2026, 6, 11),
        (
            (OPENING, "IOM", None, "The agenda was adopted with one item added."),
            (FOLLOW_UP, "IOM", None, "Five of seven action points were closed; two are carried over."),
            (
                DATA,
                "UNFPA",
                "The map lists nineteen sources. Nobody publishes figures by sex and by reason for the journey.",
                "The map of sources was presented; six gaps were named.",
            ),
            (
                CONSULAR,
                "IOM",
                "Mr Durdyýew described how consulates refer citizens who were cheated by recruiters.",
                "The Ministry of Foreign Affairs welcomed a joint training in the autumn.",
            ),
            (NEXT_STEPS, "IOM", None, "The Network meets on 17 September 2026 at 10:00."),
        ),
        absent=("UNOCT", "UNDRR"),
        remote=("UNODC",),
        guests=(("Nazar Durdyýew", "Ministry of Foreign Affairs", "in_room"),),
    ),
    Held(
        "autumn",
        _quarter(THIRD, 2026),
        _on(2026, 9, 17),
        (
            (OPENING, "RCO", None, AS_CIRCULATED),
            (LAST_MINUTES, "IOM", None, "The minutes of 11 June 2026 were adopted as circulated."),
            (
                WORKPLAN,
                "IOM",
                "Three outcomes instead of five. Members asked to see what each activity costs, and who pays.",
                "A first outline was discussed; the secretariat circulates a text.",
            ),
            (
                HEALTH,
                "WHO",
                "Checks on arrival reach about a third of those who return. Nobody told them that checks are free.",
                "WHO and IOM prepare a leaflet in Turkmen and Russian for arrival halls.",
            ),
            (
                FUND,
                "UNDP",
                "The call closes in the spring. Two thematic areas fit, and members preferred data and skills.",
                "IOM and UNDP prepare a concept note on data and skills.",
            ),
            (NEXT_STEPS, "IOM", None, "The Network meets in December beside the UNCT meeting."),
        ),
        hours=2.5,
        alternates=("WHO", "UNHCR"),
    ),
]

# A thematic meeting with guests, at three in the afternoon in Ashgabat.
SKILLS_MEETING = Held(
    "skills",
    {
        "en": "Skills that people bring home",
        "ru": "Навыки, с которыми люди возвращаются домой",
        "tk": "Adamlaryň özi bilen getirýän başarnyklary",
    },
    _ago(9, 10),
    (
        (OPENING, "IOM", None, AS_CIRCULATED),
        (
            SKILLS,
            "UNDP",
            "Builders, carers and drivers come back with experience and no paper. Employers in Balkan recognise a test day; "
            "the vocational schools would need a right to certify it.",
            "UNDP and IOM propose a pilot of recognition in two vocational schools, in Balkanabat and Mary.",
        ),
        (
            REGISTERS,
            None,
            "Mr Öwezow said that entries and exits are counted every month and that tables without names can be shared.",
            "The State Migration Service and UNFPA agree on one table of monthly figures.",
        ),
        (NEXT_STEPS, "IOM", None, "The pilot comes to the fourth quarterly meeting."),
    ),
    kind="thematic",
    hours=2,
    remote=("UNODC",),
    absent=("UNOCT", "UNDRR"),
    guests=(
        ("Aman Öwezow", "State Migration Service", "in_room"),
        ("Gülşat Myradowa", "Vocational school of Balkanabat", "remote"),
    ),
)


# An extraordinary one at short notice, the day before yesterday at nine in the morning in Ashgabat.
MUDFLOWS = Held(
    "mudflows",
    {
        "en": "Families displaced by mudflows in Ahal",
        "ru": "Семьи, пострадавшие от селей в Ахалском велаяте",
        "tk": "Ahal welaýatynda silden ejir çeken maşgalalar",
    },
    _ago(2, 4),
    (
        (
            FLOOD,
            "UNDRR",
            "About 240 households moved to relatives or to two schools in Kaka. UNICEF has hygiene kits for 300 families.",
            "UNICEF delivers kits on Thursday; IOM counts who is where and shares the figures every evening.",
        ),
        (NEXT_STEPS, "IOM", None, None),
    ),
    kind="extraordinary",
    hours=1,
    remote=("UNDRR", "UNFPA", "WHO", "UNDP"),
    absent=("UNOCT", "UNODC"),
)

LATELY = [SKILLS_MEETING, MUDFLOWS]

# Asked for in the summer, and not urgent enough for a day of its own.
RETURN_FLIGHTS: dict[str, Any] = {
    "title": {
        "en": "One list of contacts for return flights",
        "ru": "Единый перечень контактов для рейсов возвращения",
        "tk": "Gaýdyp gelmek uçuşlary üçin aragatnaşyklaryň ýeke-täk sanawy",
    },
    "reason": "Three agencies met the same flight last week, and nobody met the one before it.",
}
RETURN_FLIGHTS_LATER = "No flight is announced before the regular meeting. The secretariat keeps the list until then and sends it on request."
NEW_DATE_OF_THEMATIC = 7  # days later than first told, because the Ministry's hall was taken
