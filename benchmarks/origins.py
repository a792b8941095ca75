"""Who said it first: origins found in a world where they are known, beside near copies alone.

`tests/evidence/world` holds short articles in six languages from twenty origins. Pairs of articles
are scored: two of one origin should come out as one, any others should not; what was altered, and
what is of unknown lineage, belongs to no origin. The half called *tuning* may be looked at, with
``python -m benchmarks.origins errors``; the half called *reporting* is only scored. The baseline
joins near copies and nothing else.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from tests.evidence.world import CASE, HALVES, Article, articles

from recul.evidence.copy_index import CopyIndex
from recul.evidence.independence import independent
from recul.evidence.lineage import Relation, lineage_of
from recul.extraction import extract


class Scores:
    """What was right and wrong in one half.

    Attributes:
        errors: a line for each wrong pair, and for each wrong version.
    """

    def __init__(self, half: str) -> None:
        self.articles = articles(half)
        extractions = [extract(a.document, CASE) for a in self.articles]
        self.lineage = lineage_of(extractions, CASE)
        self.found = {a.id: self.lineage.root(a.document.id) or a.id for a in self.articles}
        self.errors: list[str] = []
        self.precision, self.recall = self._pairs(self.found)

    def _pairs(self, found: Mapping[str, str], *, tell: bool = True) -> tuple[float, float]:
        right = wrong = missed = 0
        for one, other in combinations(self.articles, 2):
            if "unknown" in (one.relation, other.relation):
                continue
            same = one.origin == other.origin and not (one.apart or other.apart)
            joined = found[one.id] == found[other.id]
            right += same and joined
            wrong += joined and not same
            missed += same and not joined
            if tell and same is not joined:
                self.errors.append(f"{'wrong' if joined else 'missed'} {one.id} {other.id}")
        return right / max(1, right + wrong), right / max(1, right + missed)

    def baseline(self) -> tuple[float, float]:
        """Precision and recall of joining near copies alone."""
        index = CopyIndex()
        found: dict[str, str] = {}
        for article in sorted(self.articles, key=lambda a: (a.document.published, a.id)):
            matches = index.place(article.id, article.document.text)
            found[article.id] = found[matches[0].key] if matches else article.id
        return self._pairs(found, tell=False)

    def contradictions(self) -> tuple[int, int]:
        """Altered copies kept apart from all of their origin, of all of them."""
        altered = [a for a in self.articles if a.relation == "contradiction"]
        kept = [
            a
            for a in altered
            if all(
                self.found[a.id] != self.found[other.id]
                for other in self.articles
                if other.origin == a.origin and not other.apart
            )
        ]
        return len(kept), len(altered)

    def versions(self) -> tuple[int, int, int]:
        """Versions recognised, all of them, and what was wrongly taken for one."""
        ids = {a.document.id: a for a in self.articles}
        told = {a.id: self.lineage.tie(a.document.id) for a in self.articles}
        right = all_ = wrong = 0
        for article in self.articles:
            tie = told[article.id]
            is_version = tie is not None and tie.relation is Relation.VERSION
            if article.relation == "version":
                all_ += 1
                good = is_version and tie is not None and ids[tie.of].origin == article.origin
                right += good
                if not good:
                    self.errors.append(f"no version {article.id}")
            elif is_version:
                wrong += 1
                self.errors.append(f"a version {article.id}")
        return right, all_, wrong

    def independence(self) -> list[tuple[str, int, int]]:
        """For each crisis: independent origins found, and those there are."""
        by_crisis: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            by_crisis[article.crisis].append(article)
        told = []
        for crisis, its in sorted(by_crisis.items()):
            roots = {self.found[a.id] for a in its}
            origins = [o for o in self.lineage.origins() if o.root in roots]
            told.append((crisis, independent(origins), len({a.group for a in its})))
        return told


def main(arguments: Sequence[str] = ()) -> None:
    """Print the scores of both halves, or the errors of the tuning half."""
    if arguments and arguments[0] == "errors":
        scores = Scores("tuning")
        scores.versions()
        print("\n".join(scores.errors))
        return
    for half in HALVES:
        for line in report(Scores(half), half):
            print(line)


def report(scores: Scores, half: str) -> Iterator[str]:
    """The lines of one half."""
    languages = {a.document.language for a in scores.articles}
    origins = {a.origin for a in scores.articles}
    yield (
        f"{half}: {len(scores.articles)} articles, {len(origins)} origins, "
        f"{len(languages)} languages"
    )
    yield f"  same origin: precision {scores.precision:.3f}, recall {scores.recall:.3f}"
    precision, recall = scores.baseline()
    yield f"    near copies alone: precision {precision:.3f}, recall {recall:.3f}"
    kept, altered = scores.contradictions()
    yield f"  altered copies kept apart: {kept} of {altered}"
    right, versions, wrong = scores.versions()
    yield f"  versions recognised: {right} of {versions}, {wrong} wrongly"
    for crisis, found, true in scores.independence():
        yield f"  independent origins, {crisis}: {found} found, {true} there are"


if __name__ == "__main__":
    main(sys.argv[1:])
