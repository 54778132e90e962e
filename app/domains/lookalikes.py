"""Names that the eye takes for others: mixed scripts and letters that look like Latin ones.

The rules are those of browsers that show such names in punycode, by Unicode's own tables.
"""

from __future__ import annotations

from confusable_homoglyphs import categories, confusables

LATIN = "LATIN"
# Scripts that are written together in one word.
_TOGETHER = (
    frozenset({"HAN", "HIRAGANA", "KATAKANA"}),
    frozenset({"HAN", "HANGUL"}),
    frozenset({"HAN", "BOPOMOFO"}),
)
_OF_NO_SCRIPT = frozenset({"COMMON", "INHERITED"})


def looks_like_another(label: str) -> bool:
    """For one label of a name, in Unicode."""
    if label.isascii():
        return False
    scripts = {categories.alias(char) for char in label} - _OF_NO_SCRIPT
    if len(scripts) > 1 and not any(scripts <= group for group in _TOGETHER):
        return True
    foreign = [char for char in label if not char.isascii()]
    alike = [_looks_latin(char) for char in foreign]
    # An accent sets a letter apart; a whole word of another script must look like nothing else.
    return any(alike) if LATIN in scripts else all(alike)


def _looks_latin(char: str) -> bool:
    found = confusables.is_confusable(char, greedy=True) or []
    twins = (twin["c"] for entry in found for twin in entry["homoglyphs"])
    return any(len(twin) == 1 and twin.isascii() for twin in twins)
