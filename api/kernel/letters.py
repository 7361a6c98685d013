"""Which letters a paper can show: what the fonts of the typesetter hold. A letter that no font holds stops a PDF/UA."""

import re

# Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian; then punctuation, currencies, arrows, signs and shapes.
# Found by setting every letter once; `tests/kernel/test_papers.py` sets them all again.
RANGES = (
    "20-7e a0-ac ae-377 37a-37f 384-38a 38c 38e-3a1 3a3-4ff 510-513 51a-51d 531-556 559-58a 58d-58f 591-5c7 5d0-5ea "
    "5ef-5f4 606-60c 61b 61f 621-63a 640-655 65a 660-66d 679-67b 67e-680 683-684 686-687 691 698 6a4 6a9 6af 6be 6cc "
    "6f0-6f9 10d0-10ff 1d00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f7d 1f80-1fb4 1fb6-1fc4 "
    "1fc6-1fd3 1fd6-1fdb 1fdd-1fef 1ff2-1ff4 1ff6-1ffe 2000-200a 2010-2027 202f-2040 2042 2044-2052 2054-205f "
    "2070-2071 2074-208e 2090-209c 20a0-20c0 2100-211e 2120 2122 2124 2126-2151 2153-2184 2190-23ff 2460-262f "
    "2638-268b 2690-269c 26a0-26a7 26aa-26b2 2701-2704 2706-2709 270c-2727 2729-274b 274d 274f-2752 2756 2758-275e "
    "2761-277f 2794 2798-27af 27b1-2b73 2b76-2b95 2b97-2bff fb00-fb06"
)
INSTEAD = "\u25a1"  # □
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")  # seen by nobody
_SPACED = re.compile("[\t\u0085\u2028\u2029]")


def _unknown() -> re.Pattern[str]:
    parts = []
    for given in RANGES.split():
        first, _, last = given.partition("-")
        parts.append(f"\\u{int(first, 16):04x}-\\u{int(last or first, 16):04x}")
    return re.compile(f"[^\\n{''.join(parts)}]")


UNKNOWN = _unknown()


def shown(text: str) -> str:
    """A text in letters that a paper can show; □ stands for any other."""
    return UNKNOWN.sub(INSTEAD, _SPACED.sub(" ", _SILENT.sub("", text)))
