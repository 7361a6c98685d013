"""What was said about minutes in the demo: edits, comments, a corrigendum, translations. Invented."""

from typing import Any

# meeting, words by which the paragraph is found, what it says afterwards
EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "spring": (
        (
            "none uses the same age groups",
            "Four ministries and three agencies hold figures. They use different age groups, so that their figures cannot be "
            "added up; UNFPA offered to draw up one table of groups that all can fill.",
        ),
    ),
    "skills": (
        (
            "Builders, carers and drivers",
            "Builders, carers and drivers come back with experience and without a paper that shows it. Employers in Balkan "
            "recognise a day of trial work; vocational schools would need the right to certify it.",
        ),
    ),
    "mudflows": (
        (
            "About 240 households",
            "About 240 households have moved to relatives or to two schools in Kaka. UNICEF has hygiene kits for 300 families; "
            "UNHCR can send 120 blankets by Friday.",
        ),
    ),
}

# Read by the secretariat and the co-chairs only.
CONFIDENTIAL = "One family asked that its new address be given to nobody. IOM keeps it, and the count of households stays as it is."

# meeting → (who, words of the paragraph or None for the whole, what was said, whether it objects, the secretariat's answer)
COMMENTS: dict[str, tuple[tuple[str, str | None, str, bool, str | None], ...]] = {
    "winter": (
        ("unicef", "The Network keeps its list", "“To one page” was our wish, and it is well put.", False, None),
    ),
    "summer": (
        (
            "unfpa",
            "Nobody publishes figures by sex",
            "The State Committee for Statistics publishes some by sex. “Hardly anybody” would be right.",
            False,
            "Said at the meeting of 17 September; the record keeps it as a comment.",
        ),
    ),
    "autumn": (
        (
            "who",
            "Checks on arrival reach",
            "A third is our estimate and no count: “about a third, by WHO's estimate”.",
            False,
            "Taken up in the next version.",
        ),
        (
            "undp",
            "IOM and UNDP prepare a concept note",
            "It was agreed that UNFPA takes part because of the data component. Without that we cannot agree to this sentence.",
            True,
            None,
        ),
        ("rco", None, "Thank you for the clear summary on the first page.", False, None),
    ),
    "skills": (
        (
            "unhcr",
            "UNDP and IOM propose a pilot",
            "Refugees with residence permits should be able to take part in the pilot.",
            False,
            None,
        ),
    ),
}
REPLY = ("unfpa", "UNFPA confirms: we said so in the meeting, after item 5.")
SEEN: dict[str, tuple[str, ...]] = {
    "autumn": ("unicef", "unfpa", "unodc"),
    "skills": ("unicef", "who", "unfpa"),
}

CORRIGENDUM = (
    "In 2025 another 1 150 persons",
    "For “1 150 persons” read “1 510 persons”. The figure was transposed when the minutes were typed.",
)

# The people's own words of the winter meeting, by which they are found, in the other languages.
TRANSLATED: dict[str, dict[str, str]] = {
    "ru": {
        "The agenda was adopted as circulated.": "**Итог.** Повестка дня утверждена в распространённом виде.",
        "Members found the short list": (
            "Члены Сети назвали краткий перечень общих мероприятий самым полезным документом года. Несколько организаций "
            "попросили направлять данные за две недели до заседания, а не на самом заседании."
        ),
        "The Network keeps its list": (
            "**Итог.** Перечень общих мероприятий Сети умещается на одной странице и рассматривается на каждом заседании."
        ),
        "In 2025 another 1 150 persons": (
            "В 2025 году гражданство или вид на жительство получили ещё 1 150 человек (см. исправление 1)."
        ),
        "UNHCR and UNICEF bring a note": (
            "**Итог.** УВКБ ООН и ЮНИСЕФ представят записку о регистрации рождений на первом заседании 2026 года."
        ),
        "The Network meets on 12 March": "**Итог.** Следующее заседание Сети – 12 марта 2026 года в 10:00.",
    },
    "tk": {
        "The agenda was adopted as circulated.": "**Jemi.** Gün tertibi ýaýradylan görnüşinde tassyklandy.",
        "Members found the short list": (
            "Agzalar umumy işleriň gysga sanawyny ýylyň iň peýdaly resminamasy diýip hasapladylar. Birnäçe gurama maglumatlaryň "
            "mejlisde däl-de, ondan iki hepde öň berilmegini haýyş etdi."
        ),
        "The Network keeps its list": (
            "**Jemi.** Tor umumy işleriň sanawyny bir sahypada saklaýar we ony her mejlisde gözden geçirýär."
        ),
        "In 2025 another 1 150 persons": (
            "2025-nji ýylda ýene 1 150 adam raýatlyk ýa-da ýaşamak üçin rugsatnama aldy (1-nji düzedişe serediň)."
        ),
        "UNHCR and UNICEF bring a note": (
            "**Jemi.** BMG-niň BÝK-i we ÝUNISEF 2026-njy ýylyň birinji mejlisine dogluşy hasaba almak barada ýazgy getirýär."
        ),
        "The Network meets on 12 March": "**Jemi.** Tor 2026-njy ýylyň 12-nji martynda sagat 10:00-da ýygnanýar.",
    },
}

WINDOWS: dict[str, dict[str, Any]] = {  # how long they can be commented on; nothing: as short as a silence in the demo
    "winter": {},
    "spring": {},
    "summer": {"days": 5},
    "autumn": {"days": 3, "hours": 5},
    "skills": {"days": 4},
}
