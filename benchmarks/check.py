"""From an article to a verdict: cold start, documents a second, statements found.

Baselines, in the same run: for the cold start, Python alone and importing the web extractor alone;
for documents a second and for statements, the plain regular expression that a newsroom script
would use (a quotation beside a verb of saying and a capitalised name).

The statements are counted on the annotated article the project began with, which is not part of
the repository: without it that part is left out and said so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median

from recul import cases
from recul.case import Case
from recul.evidence import find_claims, weigh
from recul.extraction import extract
from recul.reading import read_bytes

WORDS = 500
RUNS = 7
TODAY = date(2026, 1, 1)
SEED = Path(__file__).parents[2] / "shared" / "seed"
PLAIN = re.compile(
    r"[«“\"](?P<content>[^»”\"]{15,400})[»”\"],?\s+"
    r"(?:(?:a|ont|avait)(?:-t-(?:il|elle))?\s+(?:déclaré|dit|affirmé|ajouté|annoncé|expliqué)"
    r"|said|says|told|added|\w+ said)"
)


def main() -> None:
    """Print the three tables."""
    _cold_start()
    _throughput()
    _statements()


def _cold_start() -> None:
    article = cases.folder(cases.names()[0]) / "documents"
    text = str(sorted(article.iterdir())[0])
    ours = (
        "from recul.cli import main; import sys; sys.argv = ['recul', 'check', sys.argv[1]]; main()"
    )
    rows = [
        ("recul check, one document", [ours, text]),
        ("  baseline: Python alone", ["pass"]),
        ("  baseline: import trafilatura", ["import trafilatura"]),
    ]
    for name, (code, *arguments) in rows:
        seconds = [_timed(code, arguments) for _ in range(RUNS)]
        print(f"{name:<34}{median(seconds):>8.2f} s   (median of {RUNS})")


def _timed(code: str, arguments: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _documents() -> list[bytes]:
    """Bundled documents of a language joined, and cut to `WORDS` words each, without headers."""
    folder = cases.folder(cases.names()[0]) / "documents"
    joined: list[bytes] = []
    for language in ("fr", "en"):
        words = 0
        parts: list[str] = []
        for file in sorted(folder.glob(f"*-{language}.txt")):
            body = file.read_text(encoding="utf-8").partition("\n\n")[2]
            parts.append(body)
            words += len(body.split())
            if words >= WORDS:
                joined.append(_first_words("\n\n".join(parts)).encode())
                words, parts = 0, []
    return joined


def _first_words(text: str) -> str:
    *_, last = islice(re.finditer(r"\S+", text), WORDS)
    return text[: last.end()]


def _throughput() -> None:
    documents = _documents()
    case = Case.generic()

    def ours() -> None:
        for document in documents:
            reading = read_bytes(document, "a.txt", published=date(2022, 2, 16), today=TODAY)
            extraction = extract(reading.documents[0], case)
            find_claims([extraction], case)
            weigh([extraction], case)

    def plain() -> None:
        for document in documents:
            list(PLAIN.finditer(document.decode()))

    print(f"{len(documents)} documents of {WORDS} words, one core, processor time")
    for name, work in (("read, extract, weigh", ours), ("  baseline: plain expression", plain)):
        work()
        rates = []
        for _ in range(RUNS):
            start = time.process_time()
            work()
            rates.append(len(documents) / (time.process_time() - start))
        print(f"{name:<34}{median(rates):>8,.0f} documents/s   (median of {RUNS})")


def _statements() -> None:
    if not SEED.is_dir():
        print(f"statements: the annotated article is not here ({SEED}), left out")
        return
    gold = json.loads((SEED / "gold.json").read_text(encoding="utf-8"))["statements"]
    spans = [(g["content"]["start"], g["content"]["end"]) for g in gold]
    data = (SEED / "article.txt").read_bytes()
    document = read_bytes(data, "a.txt", published=date(2022, 2, 16), today=TODAY).documents[0]
    found = extract(document, Case.generic()).statements
    ours = [(s.span.start, s.span.end) for s in found if s.type != "reported"]
    plain = [m.span("content") for m in PLAIN.finditer(data.decode())]
    print(f"{len(spans)} statements of the annotated article, overlap of at least .9")
    print("(the reader was built on this article: this says nothing of how it does elsewhere)")
    for name, got in (("recul", ours), ("  baseline: plain expression", plain)):
        right = sum(any(_overlap(g, s) >= 0.9 for s in got) for g in spans)
        print(f"{name:<34}P {right / len(got):.2f}   R {right / len(spans):.2f}")


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


if __name__ == "__main__":
    main()
