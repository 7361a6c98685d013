"""What the demo's organisations say about the objectives. Every act and figure here is invented."""

# number: priority, lead, contributing, Government counterpart, objectives of the terms of reference
OBJECTIVES: dict[int, tuple[str, str | None, tuple[str, ...], str | None, tuple[int, ...]]] = {
    1: ("high", "UNFPA", ("IOM", "UNHCR", "UNICEF"), "SMS", (2, 9)),
    2: ("medium", "UNDRR", ("UNDP", "IOM"), None, (2, 8)),
    3: ("medium", "IOM", ("UNHCR", "RCO"), "SMS", (1, 7)),
    4: ("high", "UNHCR", ("IOM", "UNICEF"), "SMS", (3, 10)),
    5: ("medium", "IOM", ("UNDP",), "MFA", (2, 3)),
    6: ("high", "IOM", ("UNDP", "RCO"), "MFA", (3, 10)),
    7: ("medium", "UNICEF", ("IOM", "UNHCR", "UNDP"), "SMS", (3, 7)),
    8: ("low", "IOM", (), None, (3,)),
    9: ("high", "UNODC", ("IOM", "UNOCT"), "SMS", (3, 10)),
    10: ("high", "UNODC", ("IOM", "UNICEF", "UNHCR"), "SMS", (3, 10)),
    11: ("medium", "IOM", ("UNODC", "UNOCT", "UNHCR"), "SMS", (3, 10)),
    12: ("medium", "UNHCR", ("IOM", "UNICEF", "WHO"), "SMS", (3, 10)),
    13: ("not_prioritised", None, (), None, ()),
    14: ("medium", "IOM", ("UNODC",), "MFA", (3, 10)),
    15: ("high", "WHO", ("UNICEF", "UNFPA", "IOM"), None, (3, 8)),
    16: ("medium", "UNDP", ("UNHCR", "IOM"), None, (3, 7)),
    17: ("low", "RCO", ("UNFPA", "UNDP"), None, (6, 7)),
    18: ("high", "UNDP", ("IOM",), None, (3, 10)),
    19: ("medium", "IOM", ("UNDP",), "MFA", (7, 8)),
    20: ("low", "UNDP", (), None, (8,)),
    21: ("high", "IOM", ("UNHCR", "UNICEF"), "SMS", (3, 10)),
    22: ("medium", "UNDP", ("IOM",), None, (8,)),
    23: ("high", "RCO", ("IOM", "UNDP"), "MFA", (4, 5)),
}

# number: guiding principles of the Compact that weigh most, by their numbers; the first two for all others
PRINCIPLES: dict[int, tuple[int, ...]] = {
    1: (1, 5),
    4: (1, 4, 6),
    6: (1, 4, 6),
    7: (1, 6, 7, 8),
    9: (2, 4, 6),
    10: (1, 4, 6, 7),
    12: (1, 4, 8),
    15: (1, 6, 7, 8),
    16: (6, 7, 10),
    18: (1, 5, 10),
    21: (1, 3, 6),
    23: (2, 9, 10),
}

# number: the last four half-years that are over, oldest first; None is a half-year that nobody assessed
PAST: dict[int, list[tuple[str, str] | None]] = {
    1: [
        ("early", "Five administrative sources were listed; none of them is broken down by sex and age yet."),
        ("some_progress", "The map of sources was agreed with the State Migration Service; six gaps were named."),
        ("some_progress", "Two of the six gaps are closed: births abroad and changes of residence permits."),
        (
            "good_progress",
            "Tables by sex, age and province are published twice a year from the register, with a note on method. "
            "Four of the six gaps are closed; labour migration abroad remains the largest one.",
        ),
    ],
    3: [
        None,
        ("early", "Leaflets on regular entry exist in two languages; nobody knew how many reached their readers."),
        ("early", "A telephone line was planned with the State Migration Service; the staff is not named yet."),
        ("some_progress", "The line answers in three languages on workdays; 640 calls were counted in five months."),
    ],
    4: [
        ("some_progress", "Registration of births abroad was simplified; consulates asked for one common form."),
        (
            "some_progress",
            "The common form is in use in nine consulates. Backlog of 1,200 files at the start of the year.",
        ),
        (
            "some_progress",
            "The backlog went down to 700 files. Statelessness determination is open for late applicants.",
        ),
        ("some_progress", "310 files remain. The next step is a check of registers in three provinces."),
    ],
    6: [
        ("early", "Recruitment agencies are not licensed; contracts are seldom in the worker's language."),
        ("some_progress", "A model contract in three languages was tried by four employers."),
        ("good_progress", "A register of recruiters is public, and the model contract became part of the instruction."),
        ("good_progress", "Complaints are answered within 30 days in two thirds of cases; fees fell by a fifth."),
    ],
    9: [
        ("early", "Smuggling is prosecuted, but people who were smuggled are not told apart from offenders."),
        ("early", "Judges and prosecutors asked for a commentary on the Protocol; a draft was written."),
        ("some_progress", "The commentary was discussed with the Supreme Court; 60 officers were trained."),
        ("some_progress", "Instructions now say that smuggled migrants are not punished for having been smuggled."),
    ],
    10: [
        ("some_progress", "The referral mechanism stands on paper; shelters have 24 places."),
        ("some_progress", "Two shelters were opened; hotline and police exchange referrals weekly."),
        ("some_progress", "Identification rules were tried at three border posts; 18 persons were referred."),
        (
            "good_progress",
            "The rules hold at all posts. 41 persons were referred, every one of them with a plan of assistance, "
            "and the annual plan is financed from the budget for the first time.",
        ),
    ],
    11: [
        ("early", "Posts work with paper lists; travellers in need of help are found by chance."),
        ("some_progress", "Standard procedures for vulnerable travellers were agreed for two posts."),
        ("some_progress", "The procedures are used at six posts. Joint exercises took place twice."),
        ("some_progress", "Nine posts use them. Equipment for document checks is in place at five."),
    ],
    12: [
        None,
        None,
        ("early", "Entry interviews differ from post to post; interpreters are missing for two languages."),
        ("early", "One questionnaire is tried at the airport; referrals to health services are written down."),
    ],
    14: [
        ("early", "Consular staff had no common guide on labour disputes and detention abroad."),
        ("early", "A guide was written with the Ministry of Foreign Affairs and sent to six missions."),
        ("early", "Comments of the missions are in the second version; a training is prepared."),
        ("some_progress", "Twenty-two consular officers were trained; eleven missions report cases in one form."),
    ],
    15: [
        ("early", "Migrants are seen in clinics, yet the entitlement differs from province to province."),
        ("some_progress", "An instruction on emergency and maternal care holds for everybody, whatever the papers."),
        ("some_progress", "School enrolment without residence papers works in four of six provinces."),
        (
            "good_progress",
            "Enrolment works in all provinces, and vaccination of children without papers reached 91 per cent. "
            "Health staff in border districts were trained.",
        ),
    ],
    18: [
        ("early", "Certificates obtained abroad are compared one by one, which takes half a year."),
        None,
        ("early", "Two occupations, welding and nursing, were chosen for a common test."),
        ("early", "130 persons sat the first test; who recognises the result is not settled yet."),
    ],
    21: [
        ("some_progress", "Assisted voluntary return is open to all; reintegration grants reached 85 families."),
        ("some_progress", "Follow-up visits after six months show that two thirds have an income."),
        ("some_progress", "A referral desk works in two provinces; psychosocial support is still missing."),
        ("some_progress", "Psychosocial support began with eleven counsellors; the third desk is being set up."),
    ],
    23: [
        ("some_progress", "The Network's terms of reference were agreed and the Government named counterparts."),
        (
            "good_progress",
            "Quarterly meetings are held with the Government; data needs were agreed with two neighbours.",
        ),
        ("good_progress", "A regional exchange on return took place in Ashgabat; three follow-ups are agreed."),
        ("good_progress", "The voluntary review of the Compact was prepared jointly; partners read the draft in May."),
    ],
}

# of the half-year that it is now: what waits for the secretariat, and what came back
WAITING = (
    12,
    "some_progress",
    "The questionnaire is used at four posts and interpreters are on call for both languages. Referrals to child "
    "protection rose from 6 to 19; the procedure for people who travel without papers is still a draft.",
)
RETURNED = (
    2,
    "early",
    "Early warning reaches the villages of two provinces.",
    "Say how many people it reached, and what it has to do with why they leave.",
)

LIBRARY = "https://library.demo.example/unmn"
EVIDENCE = {
    1: ("Migration tables, first half of the year", "tables"),
    4: ("Consular registration: report on the backlog", "registration"),
    6: ("Register of recruiters", "recruiters"),
    10: ("Referral mechanism: annual report", "referral"),
    12: ("Questionnaire for entry interviews", "interviews"),
    15: ("School enrolment by province", "enrolment"),
    23: ("Record of the regional exchange", "exchange"),
}
FILE = (
    1,
    "sources-of-migration-data.csv",
    "source,breakdown,since\nResidence permits,sex; age; province,2025\nBirths abroad,sex; province,2025\n"
    "Border crossings,sex; age,2024\nLabour migration abroad,none,\n",
)

# objective: what the network dealt with, by kind and English title
LINKED: tuple[tuple[int, str, str], ...] = (
    (1, "meetings", "First quarterly meeting 2026"),
    (1, "meetings", "Second quarterly meeting 2026"),
    (1, "decisions", "Joint workplan 2027–2028"),
    (7, "meetings", "Third quarterly meeting 2026"),
    (7, "decisions", "Joint workplan 2027–2028"),
    (9, "decisions", "Joint workplan 2027–2028"),
    (14, "meetings", "Second quarterly meeting 2026"),
    (18, "meetings", "Third quarterly meeting 2026"),
    (23, "decisions", "Working methods of the Network"),
)
