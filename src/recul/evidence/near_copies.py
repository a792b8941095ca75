"""Sentences that differ in a word or a number, on sites that nobody knows, are one sentence.

Who plants a report on a dozen sites changes a number in it. Near copies take the origin and the
group of the first of them, so that `recul.evidence.origins` counts them as copies. Only reports
that cannot be judged are compared: two known papers may well word the same fact alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from recul.model import Evidence

SHINGLE = 3
"""Words in a shingle (Broder 1997)."""
ALIKE = 0.6
"""Share of shingles in common from which two sentences are one; elicited. One other word in a
sentence of twelve leaves seven shingles of thirteen in common, at its end nine of eleven."""

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*|\w+")

Shingles = frozenset[tuple[str, ...]]


def joined(evidence: Iterable[Evidence]) -> list[Evidence]:
    """`evidence` with near copies among what cannot be judged under one origin and one group.

    Each is compared with earlier ones only, so that what comes later changes nothing.

    Returns:
        Sorted by time of publication, then by id.
    """
    ordered = sorted(evidence, key=lambda e: (e.published, e.id))
    firsts: list[tuple[Shingles, Evidence]] = []
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    result = []
    for e in ordered:
        if e.grade.reliability != "F" or not e.group:
            result.append(e)
            continue
        shingles = shingles_of(e.quote)
        shared = Counter(at for shingle in sorted(shingles) for at in holding[shingle])
        like = [at for at, n in shared.items() if _alike(n, shingles, firsts[at][0])]
        if like:
            first = firsts[min(like)][1]
            e = e.model_copy(update={"origin": first.origin, "group": first.group})
        else:
            for shingle in shingles:
                holding[shingle].append(len(firsts))
            firsts.append((shingles, e))
        result.append(e)
    return result


def shingles_of(text: str) -> Shingles:
    """The runs of words of a text, numbers masked; of a shorter text, the whole."""
    words = ["#" if w[0].isdigit() else w for w in _TOKEN.findall(text.casefold())]
    runs = max(1, len(words) - SHINGLE + 1)
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(runs))


def _alike(shared: int, one: Shingles, other: Shingles) -> bool:
    return shared / (len(one) + len(other) - shared) >= ALIKE
