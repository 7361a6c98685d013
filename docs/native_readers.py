"""Writes for-native-readers.md from the glossary: `python docs/native_readers.py`. A test compares."""

import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "api" / "reference" / "data" / "glossary.json"
TARGET = ROOT / "docs" / "for-native-readers.md"
LANGUAGES = {"tk": "Turkmen", "ru": "Russian"}
HEAD = """# For native readers

Written from `api/reference/data/glossary.json` by `python docs/native_readers.py`; do not edit.

The platform uses these words. They are the best wording we found, but nobody who grew up with the language has read them yet.
Say for each whether it stands, or what you would say; the note gives what made us doubt. A correction goes into the glossary,
with its source, and its confidence becomes `standard` or `sourced`.
"""


def text() -> str:
    items = json.loads(GLOSSARY.read_text(encoding="utf-8"))["items"]
    parts = [HEAD]
    for language, name in LANGUAGES.items():
        drafts = [item for item in items if item[f"{language}_confidence"] == "draft"]
        parts.append(f"## {name}: {len(drafts)} words\n\n| English | {name} | where | note |\n|---|---|---|---|\n")
        parts[-1] += "".join(_line(item, language) for item in drafts)
    return "\n".join(parts)


def _line(item: dict[str, str], language: str) -> str:
    cells = (item["en"], item[language], f"{item['part']} `{item['key']}`", item["note"] or "")
    return "| " + " | ".join((cell or "–").replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
