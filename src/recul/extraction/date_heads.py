"""Which words a date may begin with, so that the large pattern of dates is not tried at the others.

Only the first letters are told, and where a pattern is too clever to be read here every word may
begin it: the pattern itself decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_LETTERS = 3
_WORD_ENDS = frozenset(" '-")
_REPEATS = frozenset("?*{")
ANY = ""
"""The head that every word has."""


def may_begin(word: str, heads: frozenset[str]) -> bool:
    """True if a pattern with these `heads` may match at a folded `word`."""
    return (
        word[0].isdigit()
        or word[:_LETTERS] in heads
        or word + " " in heads
        or (ANY in heads)
        or any(word[:length] in heads for length in range(1, _LETTERS))
    )


def heads_of(pattern: str, slots: Mapping[str, Iterable[str]]) -> set[str]:
    """How the texts begin that a pattern matches: up to three letters, or a short word and a space.

    Args:
        pattern: a form of dates, with its ``<slots>``.
        slots: slot → the words that may stand in it; a slot of figures has none.
    """
    run = ""
    for index, character in enumerate(pattern):
        if not character.isalpha() or pattern[index + 1 : index + 2] in _REPEATS:
            if run and character in _WORD_ENDS:
                return {run + " "}
            break
        run += character
        if len(run) == _LETTERS:
            return {run}
    if run:
        return {run + " "} if run == pattern else {run}
    if pattern.startswith("(?:"):
        return _of_group(pattern, slots)
    if pattern.startswith("<"):
        name = pattern[1 : pattern.index(">")].rstrip("2")
        return {head for word in slots.get(name, ()) for head in heads_of(word, {})}
    # A word that begins with a figure may always begin a date.
    return set() if pattern[:1].isdigit() else {ANY}


def _of_group(pattern: str, slots: Mapping[str, Iterable[str]]) -> set[str]:
    """The heads of a pattern that begins with a group."""
    alternatives, rest = _parted(pattern)
    found: set[str] = set()
    for alternative in alternatives:
        found |= heads_of(alternative + rest, slots)
    if rest[:1] in _REPEATS:
        found |= heads_of(rest[1:], slots) if rest[:1] != "{" else {ANY}
    return found


def _parted(pattern: str) -> tuple[list[str], str]:
    """The alternatives of the group a pattern begins with, and what follows it."""
    depth, start = 0, 3
    alternatives: list[str] = []
    for index, character in enumerate(pattern):
        if character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if not depth:
                return [*alternatives, pattern[start:index]], pattern[index + 1 :]
        elif character == "|" and depth == 1:
            alternatives.append(pattern[start:index])
            start = index + 1
    return [ANY], ""
