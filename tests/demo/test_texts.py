"""What the demo says fits together: three languages, words that are found, agendas that fit their meeting."""

import pytest

from api.demo import ahead_texts, cast, meeting_texts, minutes_texts, texts

HELD = {each.key: each for each in (*meeting_texts.QUARTERS, *meeting_texts.LATELY)}
LANGUAGES = {"en", "ru", "tk"}


def said_at(key):
    """Everything that an officer wrote about a meeting."""
    return [said for _, _, notes, outcome in HELD[key].topics for said in (notes, outcome) if said]


@pytest.mark.parametrize("key", HELD)
def test_an_agenda_fits_its_meeting_and_names_members(key):
    held = HELD[key]
    assert sum(item["duration_minutes"] for item, _, _, _ in held.topics) <= held.hours * 60
    named = {*held.remote, *held.absent, *held.alternates, *(who for _, who, _, _ in held.topics if who)}
    assert named <= cast.SPEAKERS.keys()
    assert not {*held.remote} & {*held.absent}
    assert held.title.keys() == LANGUAGES
    assert all(item["title"].keys() == LANGUAGES for item, _, _, _ in held.topics)


def test_quarters_follow_each_other():
    titles = [each.title["en"] for each in meeting_texts.QUARTERS]
    assert titles[0].startswith("Fourth")
    assert len(set(titles)) == 4


def test_what_is_edited_commented_and_corrected_was_said():
    for key, edits in minutes_texts.EDITS.items():
        for words, _ in edits:
            assert len([said for said in said_at(key) if words in said]) == 1
    for key, comments in minutes_texts.COMMENTS.items():
        after = [*said_at(key), *(text for _, text in minutes_texts.EDITS.get(key, ()))]
        for who, words, _, _, _ in comments:
            assert words is None or [said for said in after if words in said]
            assert who.upper() in cast.SPEAKERS.keys() - {*HELD[key].absent}
    assert [said for said in said_at("winter") if minutes_texts.CORRIGENDUM[0] in said]


@pytest.mark.parametrize("language", ["ru", "tk"])
def test_everything_said_in_winter_is_translated(language):
    translated = minutes_texts.TRANSLATED[language]
    for said in said_at("winter"):
        assert [words for words in translated if words in said], said
    assert all(words in " ".join(said_at("winter")) for words in translated)


def test_what_lies_ahead_is_said_in_three_languages():
    titles = [topic["title"] for _, topic in ahead_texts.TOPICS]
    titles += [paper["title"] for _, paper in (*ahead_texts.PAPERS, *ahead_texts.OF_AUTUMN)]
    assert all(title.keys() == LANGUAGES and all(title.values()) for title in titles)
    assert len(texts.NEXT_AGENDA) == len(texts.NEXT_PRESENTERS)
