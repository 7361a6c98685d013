"""A table of values as it is read: in three languages, with every fault at its row and column, and nothing about persons."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.indicators import import_reading as reading
from api.indicators import rules
from api.indicators.import_columns import letters
from api.indicators.import_personal import Personal, of_header, of_text
from api.indicators.import_reading import Badly, number_of
from tests.kernel.test_sheets import workbook

PLACES = [
    {"code": "TM-A", "title": {"en": "Ahal", "ru": "Ахалский велаят", "tk": "Ahal welaýaty"}},
    {"code": "TM-S", "title": {"en": "Ashgabat", "ru": "Ашхабад", "tk": "Aşgabat"}},
]
SEX = [
    {"code": "female", "title": {"en": "Women", "ru": "Женщины", "tk": "Zenanlar"}},
    {"code": "male", "title": {"en": "Men", "ru": "Мужчины", "tk": "Erkekler"}},
]
AGE = [{"code": code, "title": {"en": code, "ru": code, "tk": code}} for code in ("5-9", "10-14", "65+")]


def dimension(code, en, ru, tk, items):
    return {"code": code, "title": {"en": en, "ru": ru, "tk": tk}, "items": items}


def indicator(code, kind="quantity", dimensions=("sex", "age"), **more):
    usual = {"id": f"id-{code}", "decimals": 0, "part_decimals": 0, "per": 1, "by_place": True}
    return {"code": code, "kind": kind, "dimensions": list(dimensions)} | usual | more


LISTS = {
    "dimensions": [
        dimension("place", "Place", "Место", "Ýer", PLACES),
        dimension("sex", "Sex", "Пол", "Jyns", SEX),
        dimension("age", "Age", "Возраст", "Ýaş", AGE),
    ],
    "indicators": [
        indicator("RET-1"),
        indicator("RET-2", "percentage", per=100, decimals=1),
        indicator("RATE", decimals=2, dimensions=()),
    ],
    "organisations": [
        {"id": "iom", "acronym": "IOM", "names": ["International Organization for Migration", "МОМ"]},
        {"id": "undp", "acronym": "UNDP", "names": ["ПРООН"]},
    ],
    "own": None,
}
HEAD = "indicator,period,organisation,place,sex,age,value,numerator,denominator,note"


@pytest.fixture
def read(tmp_path: Path):
    def of(content, name="values.csv", **lists):
        (tmp_path / "in").write_bytes(content if isinstance(content, bytes) else content.encode())
        order = {
            "path": str(tmp_path / "in"),
            "values": str(tmp_path / "values"),
            "faults": str(tmp_path / "faults"),
            "name": name,
            "lists": LISTS | lists,
        }
        answer = reading.main(order)
        if "rows" in answer:
            for part in ("values", "faults"):
                answer[f"{part}_read"] = [json.loads(line) for line in (tmp_path / part).read_text().splitlines()]
        return answer

    return of


def cells(answer):
    return [
        (value["indicator_id"], value["organisation_id"], value["period"], *cell[:5])
        for value in answer["values_read"]
        for cell in value["cells"]
    ]


def faults(answer):
    return [(row, header, code) for row, _, header, code, _ in answer["faults_read"]]


def test_a_row_is_a_cell_of_a_value(read):
    answer = read(
        f"{HEAD}\nRET-1,2026-H1,IOM,,,,12,,,\nRET-1,2026-H1,IOM,TM-A,female,5-9,7,,,counted\nRET-2,2026,UNDP,,,,,3,8,\n"
    )
    assert cells(answer) == [
        ("id-RET-1", "iom", "2026-H1", "", "", 12, None, None),
        ("id-RET-1", "iom", "2026-H1", "TM-A", "age=5-9;sex=female", 7, None, None),
        ("id-RET-2", "undp", "2026", "", "", None, 3, 8),
    ]
    assert answer["values_read"][0]["note"] == "counted"
    assert [cell[5] for cell in answer["values_read"][0]["cells"]] == [2, 3]
    assert (answer["rows"], answer["values"], answer["cells"], answer["fault_count"]) == (3, 2, 3, 0)


@pytest.mark.parametrize(
    "table",
    [
        b"indicator;period;organisation;place;sex;value\nRET-1;2026-H1;IOM;Ahal;Women;1 234,0\n",
        "Показатель;Период;Организация;Место;Пол;Значение\nRET-1;2026-H1;МОМ;Ахалский велаят;Женщины;1234\n".encode(
            "cp1251"
        ),
        "Görkeziji\tDöwür\tGurama\tÝer\tJyns\tBaha\nret 1\t2026-h1\tiom\tAhal welayaty\tzenanlar\t1234\n".encode(
            "utf-16"
        ),
        b"Sex,Place,VALUE,Organisation,Indicator,Period\nfemale,tm-a,1234.0,International Organization for Migration,RET-1,2026-H1\n",
    ],
)
def test_names_and_codes_are_taken_in_any_language_case_and_order(read, table):
    answer = read(table)
    assert faults(answer) == []
    assert cells(answer) == [("id-RET-1", "iom", "2026-H1", "TM-A", "sex=female", 1234, None, None)]


def test_blank_is_blank_and_zero_is_zero(read):
    answer = read(f"{HEAD}\nRET-1,2026-H1,IOM,,female,,0,,,\nRET-1,2026-H1,IOM,,male,,,,,\nRET-1,2026-H1,IOM,,,,–,,,\n")
    assert [cell[2:] for cell in answer["values_read"][0]["cells"]] == [
        [0, None, None, 2],
        [None, None, None, 3],
        [None, None, None, 4],
    ]


def test_what_was_withheld_is_nothing_that_somebody_said(read):
    answer = read(
        "indicator,period,organisation,value,status\nRET-1,2026-H1,IOM,,suppressed\nRET-1,2026-H1,UNDP,,Скрыто\n"
    )
    assert (answer["values"], answer["withheld"], answer["fault_count"]) == (0, 2, 0)


def test_whose_values_they_are_need_not_be_said_by_who_speaks_for_one(read):
    table = "indicator,period,value\nRET-1,2026-H1,3\n"
    assert faults(read(table)) == [(1, None, "missing_column")]
    assert cells(read(table, own="undp")) == [("id-RET-1", "undp", "2026-H1", "", "", 3, None, None)]


def test_every_fault_stands_at_its_row_and_column(read):
    rows = [
        "NONE,2026-H1,IOM,,,,1,,,",
        "RET-1,2026-H9,IOM,,,,1,,,",
        "RET-1,2026-H1,FAO,,,,1,,,",
        "RET-1,2026-H1,IOM,Mars,,,1,,,",
        "RET-1,2026-H1,IOM,,,,many,,,",
        "RET-1,2026-H1,IOM,,,,1.5,,,",
        'RET-1,2026-H1,IOM,,,,"1,234",,,',
        "RET-1,2026-H1,IOM,,,,=1+1,,,",
        "RET-1,2025-H1,IOM,,,,1,2,3,",
        "RET-2,2026-H1,IOM,,,,5,,,",
        "RET-2,2026-H1,UNDP,,,,,5,,",
        "RET-2,2026,IOM,,,,,5,0,",
        "RATE,2026,IOM,,female,,1,,,",
        ",2026,IOM,,,,1,,,",
        "RATE,2025,IOM,,,,1,,,",
        "RATE,2025,IOM,,,,2,,,",
        "RATE,2024,IOM,,,,1,,,one",
        "RATE,2024,IOM,TM-A,,,1,,,two",
    ]
    answer = read("\n".join([HEAD, *rows]))
    assert faults(answer) == [
        (2, "indicator", "unknown_indicator"),
        (3, "period", "unknown_period"),
        (4, "organisation", "unknown_organisation"),
        (5, "place", "unknown_item"),
        (6, "value", "unreadable_number"),
        (7, "value", "not_a_number"),
        (8, "value", "ambiguous_number"),
        (9, "value", "formula"),
        (10, "numerator", "value_only"),
        (10, "denominator", "value_only"),
        (11, "value", "parts_only"),
        (12, "denominator", "both_parts"),
        (13, "denominator", "zero_denominator"),
        (14, "sex", "not_disaggregated"),
        (15, "indicator", "missing"),
        (17, None, "duplicate"),
        (19, "note", "notes_differ"),
    ]
    assert next(facts for row, _, _, code, facts in answer["faults_read"] if code == "duplicate") == {"first": 16}


def test_columns_that_are_none_or_twice_are_told(read):
    answer = read("indicator,period,organisation,value,colour,Значение\nRET-1,2026,IOM,1,red,2\n")
    assert faults(answer)[:2] == [(1, "colour", "unknown_column"), (1, "Значение", "repeated_column")]
    assert read("Report of the year\n1,2,3\n") == {"unreadable": "no_header", "facts": {}}
    above = read("Report of the year,,,\n,,,\nindicator,period,organisation,value\nRET-1,2026,IOM,1\n")
    assert cells(above) == [("id-RET-1", "iom", "2026", "", "", 1, None, None)]


def test_what_a_spreadsheet_made_a_date_of_is_told_and_not_guessed(read):
    rows = [
        ["indicator", "period", "organisation", "age", "value"],
        ["RET-1", date(2026, 3, 1), "IOM", None, 1],
        ["RET-1", 2026, "IOM", datetime(2026, 9, 5), 1],  # noqa: DTZ001  (as spreadsheets have it)
        ["RET-1", 2025.0, "IOM", None, 1.0],
    ]
    answer = read(workbook(rows), "values.xlsx")
    assert faults(answer) == [(2, "period", "period_as_date"), (3, "age", "item_as_date")]
    assert cells(answer) == [("id-RET-1", "iom", "2025", "", "", 1, None, None)]


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7, "7"),
        (0, "0"),
        (-3, "-3"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (1e15, "1000000000000000"),
        (1e-7, "0.0000001"),
        ("12,5", "12.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u202f567", "1234567"),
        ("1'234", "1234"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("−4", "-4"),
        ("0,125", "0.125"),
        ("", None),
        ("–", None),
    ],
)
def test_numbers_are_read_as_people_write_them(cell, text):
    assert number_of(cell) == text


@pytest.mark.parametrize(
    "cell",
    [
        True,
        date(2026, 1, 1),
        float("nan"),
        float("inf"),
        "1e5",
        "12%",
        "1,23,4",
        "1.2.3",
        "0x10",
        "١٢",
        "1,2,3.4.5",
        "--1",
        "12 people",
        "n/a",
    ],
)
def test_what_is_no_number_is_none(cell):
    with pytest.raises(Badly) as raised:
        number_of(cell)
    assert raised.value.code == "unreadable_number"


def test_what_could_be_two_numbers_is_neither():
    for cell in ("1,234", "-12,345", "999,000"):
        with pytest.raises(Badly) as raised:
            number_of(cell)
        assert raised.value.code == "ambiguous_number"


@given(st.integers(-(10**14), 10**14), st.integers(0, 6))
def test_a_number_as_it_is_shown_is_read_as_what_it_was(number, decimals):
    shown = rules.shown(number, decimals)
    assert rules.scaled(number_of(shown), decimals) == number
    if decimals not in (0, 3):
        assert rules.scaled(number_of(shown.replace(".", ",")), decimals) == number


# ── persons ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("Name", "name"),
        ("First name", "name"),
        ("SURNAME", "name"),
        ("full_name", "name"),
        ("Name of the beneficiary", None),
        ("ФИО", "name"),
        ("Фамилия, имя", "name"),
        ("Отчество", "name"),
        ("Familiýasy", "name"),
        ("Ady", "name"),
        ("Atasynyň ady", "name"),
        ("Passport No.", "identity"),
        ("Паспорт", "identity"),
        ("Серия и номер паспорта", "identity"),
        ("Pasport belgisi", "identity"),
        ("ID number", "identity"),
        ("Case ID", "identity"),
        ("UNHCR ID", "identity"),
        ("Личный номер", "identity"),
        ("Şahsy belgisi", "identity"),
        ("Phone", "phone"),
        ("Mobile / WhatsApp", "phone"),
        ("Тел.", "phone"),
        ("Телефон", "phone"),
        ("Telefon", "phone"),
        ("E-mail", "email"),
        ("Эл. почта", "email"),
        ("E-poçta", "email"),
        ("Date of birth", "birth"),
        ("DOB", "birth"),
        ("Дата рождения", "birth"),
        ("Doglan güni", "birth"),
        ("Home address", "address"),
        ("Адрес проживания", "address"),
        ("Salgysy", "address"),
        ("Country of birth", None),
        ("Reason", None),
        ("Indicator name", None),
        ("Telavi", None),
        ("Источник", None),
    ],
)
def test_a_column_of_persons_is_known_by_its_name(header, kind):
    assert of_header(header) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("aylar@example.org", "email"),
        ("+993 65 12-34-56", "phone"),
        ("8 (12) 34-56-78", "phone"),
        ("A1234567", "identity"),
        ("I-AŞ 123456", "identity"),
        ("45 10 123456", "identity"),
        ("12 345 678", None),
        ("2026-H1", None),
        ("2025/2026", None),
        ("SDG 10.7.2", None),
        ("Ashgabat", None),
        ("counted on 31.12.2026", None),
        ("1234567", None),
    ],
)
def test_a_text_about_a_person_is_known_by_its_form(text, kind):
    assert of_text(text) == kind


@pytest.mark.parametrize(
    ("head", "row", "kind", "column"),
    [
        ("Name", "Aylar Annayeva", "name", "E"),
        ("Паспорт", "x", "identity", "E"),
        ("remarks", "call +993 65 12 34 56", "phone", "E"),
        ("note", "write to aylar@example.org", "email", "E"),
        ("who", "Aylar Annayeva", "name", "E"),
        ("who", "Аманов Мурад", "name", "E"),
        ("when", "12.03.1987", "birth", "E"),
        ("place", "Merdan Orazow", "name", "E"),
    ],
)
def test_a_table_of_persons_is_refused_with_the_reason_and_nothing_of_it(read, head, row, kind, column):
    rows = [f'RET-1,2026-H1,IOM,{at},"{row}"' for at in range(1, 5)]
    answer = read("\n".join([f"indicator,period,organisation,value,{head}", *rows]))
    assert set(answer) == {"personal"}
    (trace,) = answer["personal"]
    assert (trace["kind"], trace["letters"]) == (kind, column)
    assert row not in json.dumps(answer, ensure_ascii=False)


def test_two_odd_words_are_a_mistake_and_no_register_of_persons(read):
    answer = read(
        "indicator,period,organisation,place,value\nRET-1,2026,IOM,Merdan Orazow,1\nRET-1,2026,UNDP,Balkan,1\n"
    )
    assert [code for *_, code in faults(answer)] == ["unknown_item", "unknown_item"]


def test_columns_have_letters():
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_every_kind_has_words():
    from api.kernel.words import known

    assert all(known(f"indicator.personal.{kind}") for kind in Personal)
