"""Reading: how fast, and how well boilerplate and languages are told apart."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from recul import languages
from recul.reading import boilerplate, language, read_bytes

TODAY = date(2026, 1, 1)
WORDS = 500
SECONDS = 1.0


def main() -> None:
    """Print speed, then accuracy, each beside a baseline."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    _speed(data["frames"])
    for half in ("tuned", "reported"):
        _boilerplate(data["boilerplate"][half], data["frames"], half)
    _languages(data["languages"])


def _speed(frames: dict[str, list[str]]) -> None:
    import trafilatura

    for code, frame in frames.items():
        times = -(-WORDS // len(" ".join(frame).split()))
        lines = frame * times
        text = "\n".join(lines).encode()
        paragraphs = "".join(f"<p>{number}. {line}</p>" for number, line in enumerate(lines))
        html = f"<html><body><article>{paragraphs}</article></body></html>".encode()
        _rate(f"{code} text, {WORDS} words", partial(read_bytes, text, "a.txt", today=TODAY))
        _rate("  baseline: decoded only", text.decode)
        _rate(f"{code} page, {WORDS} words", partial(read_bytes, html, "a.html", today=TODAY))
        _rate(
            "  baseline: trafilatura alone",
            partial(trafilatura.bare_extraction, html, with_metadata=True),
        )


def _rate(name: str, work: Callable[[], Any]) -> None:
    work()  # loads what is loaded once
    count, start = 0, time.perf_counter()
    while (spent := time.perf_counter() - start) < SECONDS:
        work()
        count += 1
    print(f"{name:<32}{count / spent:>12,.0f} documents/s")


def _boilerplate(items: list[list[str]], frames: dict[str, list[str]], half: str) -> None:
    """Precision and recall over paragraphs; the baseline cuts nothing."""
    right = wrong = missed = misnamed = 0
    for code, where, reason, paragraph in items:
        found = cut_reason(code, where, paragraph, frames[code])
        right += bool(found and reason)
        wrong += bool(found and not reason)
        missed += bool(reason and not found)
        misnamed += bool(reason and found and found != reason)
        if bool(found) != bool(reason):
            print(f"  {code} {'wrongly cut as ' + found if found else 'left'}: {paragraph}")
    print(
        f"boilerplate, {half} half ({len(items)}): precision {right / (right + wrong):.3f}, "
        f"recall {right / (right + missed):.3f}, other reason {misnamed} "
        f"(baseline, cut nothing: recall 0)"
    )


def cut_reason(code: str, where: str, paragraph: str, frame: list[str]) -> str | None:
    """Why the paragraph is cut from an article when it stands there; None if it is not."""
    place = {"first": 0, "middle": 2, "last": len(frame)}[where]
    lines = [*frame[:place], paragraph, *frame[place:]]
    start = sum(len(line) + 1 for line in lines[:place])
    for cut in boilerplate.find("\n".join(lines), code):
        inside = min(cut.end, start + len(paragraph)) - max(cut.start, start)
        if inside > len(paragraph) / 2:
            return cut.reason
    return None


def _languages(texts: dict[str, list[str]]) -> None:
    """Right answers, `None` being right for a language without a pack."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    restricted = LanguageIdentifier.from_model_file(MODEL_FILE)
    restricted.set_languages(languages.available())
    covered = other = 0
    ours = theirs = ours_other = 0
    for code, samples in texts.items():
        for text in samples:
            found = language.identify(text)
            if code in languages.available():
                covered += 1
                ours += found == code
                theirs += restricted.classify(text)[0] == code
            else:
                other += 1
                ours_other += found is None
            if found != (code if code in languages.available() else None):
                print(f"  {code} taken for {found}: {text[:60]}")
    print(f"language, with a pack: {ours}/{covered} (py3langid restricted: {theirs}/{covered})")
    print(f"language, without: {ours_other}/{other} left alone (py3langid restricted: 0/{other})")


if __name__ == "__main__":
    main()
