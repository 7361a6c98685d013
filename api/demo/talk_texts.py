"""What is said in the demo about its texts: a text under revision with suggestions and comments, and one that another replaced."""

from typing import Any

DATA: dict[str, Any] = {
    "kind": "procedure",
    "visibility": "partners",
    "title": {
        "en": "Sharing of figures among members",
        "ru": "Обмен показателями между членами Сети",
        "tk": "Agzalaryň arasynda görkezijileri paýlaşmak",
    },
    "texts": {
        "en": (
            "Once a quarter, members share with the secretariat the aggregate figures on migration that they publish.\n\n"
            "Figures are broken down by sex and age.\n\n"
            "Cells below five persons are not published."
        ),
        "ru": (
            "Раз в квартал члены Сети передают секретариату публикуемые ими сводные показатели по миграции.\n\n"
            "Показатели разбиваются по полу и возрасту.\n\n"
            "Значения менее пяти человек не публикуются."
        ),
        "tk": (
            "Agzalar çärýekde bir gezek migrasiýa boýunça çap edýän jemlenen görkezijilerini sekretariat bilen paýlaşýar.\n\n"
            "Görkezijiler jyns we ýaş boýunça bölünýär.\n\n"
            "Bäş adamdan az bolan bahalar çap edilmeýär."
        ),
    },
}
DATA_ANSWERS: dict[str, dict[str, Any]] = {
    "iom": {"value": "support"},
    "unicef": {"value": "support"},
    "unfpa": {"value": "no_objection"},
    "unhcr": {
        "value": "objection",
        "text": "In small places, even five asylum-seekers can be recognised.",
        "would_resolve": "A higher threshold for asylum-seekers in the third paragraph.",
    },
}
DATA_REASON = "UNHCR asks for a higher threshold for asylum-seekers; others agree."
# who, paragraph, as it should read, why
TAKEN_UP = (
    "unhcr",
    "p3",
    "Cells below five persons, and below ten where asylum-seekers are concerned, are not published.",
    "This resolves our objection.",
)
NOT_TAKEN_UP = (
    "who",
    "p2",
    "Figures are broken down by sex, age and disability.",
    "Health services plan by it.",
)
WHY_NOT = "Four members do not collect disability yet. The secretariat proposes it for 2028, with a training before."
STILL_OPEN = (
    "unicef",
    "p1",
    "Once a quarter, and within a month of its end, members share with the secretariat the aggregate figures on"
    " migration that they publish.",
    "Late figures are of no use for the quarterly meeting.",
)
# key, who, paragraph, reply to, words
DATA_COMMENTS: tuple[tuple[str, str, str | None, str | None, str], ...] = (
    (
        "calendar",
        "mfa",
        "p1",
        None,
        "Министерство может передать календарь публикаций Государственного комитета по статистике.",
    ),
    ("thanks", "iom", "p1", "calendar", "That would help: then both calendars can be set side by side."),
    ("ages", "unfpa", "p2", None, "Which age groups? We use five-year groups up to 80 and over."),
    ("ages-reply", "secretariat", "p2", "ages", "Five-year groups, as in the indicator framework."),
    ("hasty", "undp", "p3", None, "Is a threshold needed at all?"),
    ("small", "unhcr", "p3", "hasty", "Yes: in small places a single family can be recognised."),
    ("whole", "sms", None, None, "Migrasiýa gullugy maslahatlaşmalara gatnaşmaga taýýar."),
)
TAKEN_BACK = "hasty"

WORKPLAN_COMMENTS: tuple[tuple[str, str, str | None, str | None, str], ...] = (
    ("status", "unicef", "p3", None, "Does migratory status include children born here to parents from abroad?"),
    ("status-reply", "iom", "p3", "status", "Yes: by the country of birth of the parents, where it is recorded."),
    ("lead", "undp", "p2", None, "UNDP contributes to objective 9 through its work on borders."),
    ("thanks", "rc", None, None, "Thank you to everybody who worked on the annex. Please answer before the deadline."),
)
WORKPLAN_SUGGESTION = (
    "unfpa",
    "p4",
    "The secretariat reports every quarter. The workplan is reviewed in December 2027 and in June 2028.",
    "A review after the first year leaves time to mend.",
)

AMENDED: dict[str, Any] = {
    "kind": "procedure",
    "title": {
        "en": "Working methods of the Network, amended",
        "ru": "Методы работы Сети с изменениями",
        "tk": "Toruň iş usullary, üýtgetmeler bilen",
    },
    "texts": {
        "en": (
            "The Network meets once a quarter, where possible in conjunction with a meeting of the UN Country Team.\n\n"
            "Between meetings, decisions are taken by silence procedure with at least 72 hours for an answer, ending on a"
            " working day.\n\n"
            "Before the deadline, the secretariat asks every organisation that has not answered.\n\n"
            "Statements of the Network are issued in English, Russian and Turkmen."
        ),
        "ru": (
            "Сеть собирается раз в квартал, по возможности в связи с заседанием Страновой группы ООН.\n\n"
            "Между заседаниями решения принимаются в порядке процедуры отсутствия возражений; на ответ дается не менее"
            " 72 часов, срок истекает в рабочий день.\n\n"
            "До истечения срока секретариат обращается к каждой организации, которая еще не ответила.\n\n"
            "Заявления Сети публикуются на английском, русском и туркменском языках."
        ),
        "tk": (
            "Tor her çärýekde bir gezek, mümkin bolsa, BMG-niň Ýurt toparynyň mejlisi bilen baglylykda ýygnanýar.\n\n"
            "Mejlisleriň arasynda kararlar garşylyk bildirmezlik tertibinde kabul edilýär; jogap üçin azyndan 72 sagat"
            " berilýär, möhlet iş gününde gutarýar.\n\n"
            "Möhlet gutarmazdan öň sekretariat entek jogap bermedik her gurama ýüz tutýar.\n\n"
            "Toruň beýanatlary iňlis, rus we türkmen dillerinde çap edilýär."
        ),
    },
}
EXPLANATION = (
    "UNHCR joins the working methods on the understanding that silence of an organisation whose staff are on mission is"
    " asked about before the deadline."
)
