"""The brief on one page: HTML that opens with no network, and the same as PDF.

It holds what ICD 203 asks of a product that is read in a minute: the judgement with its word, the
confidence in a sentence of its own, the alternatives, the strongest evidence either way with the
grade of each source, what would change the judgement, what changed, and the citations: address, day
and the first digits of the hash of what is kept.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import NoReturn

from markupsafe import Markup

import recul
from recul.case import Case
from recul.model import InputError, in_language
from recul.reporting.html import Section, stylesheet, templates
from recul.reporting.words import words

_SVG = re.compile(r"<svg [^>]*>")


def sheet(shown: Section, case: Case, as_of: datetime, language: str) -> str:
    """The brief on one claim, on one page of A4, as HTML.

    Args:
        shown: what is shown of the claim.
        case: gives the title.
        as_of: the instant of the assessment.
        language: of the interface.
    """
    said = words(language)
    cited = {item.number: item for way in ("against", "for") for item in shown.strongest(way)}
    return (
        templates()
        .get_template("sheet.html.j2")
        .render(
            w=said,
            t=said.label,
            n=said.count,
            s=shown,
            title=in_language(case.title, language) or said.label("brief_title"),
            as_of=as_of,
            citations=[cited[number] for number in sorted(cited)],
            version=recul.__version__,
            style=Markup(_style()),  # noqa: S704 (our own files, and their hash is in the policy)
            policy=policy(),
        )
    )


def policy() -> str:
    """The content security policy of a page of `sheet`: its own style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def pdf(page: str) -> bytes:
    """A page of `sheet` as PDF: nothing is fetched for it.

    Raises:
        InputError: WeasyPrint is not installed, or lacks a library of the system.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError):
        raise InputError(
            "PDF", "WeasyPrint is not installed", 'Install it: pip install "recul[web]", and pango'
        ) from None
    # WeasyPrint gives a drawing none of the page's style: it carries its own.
    drawn = _SVG.sub(lambda found: f"{found[0]}<style>{_file('drawing.css')}</style>", page)
    made: bytes = HTML(string=drawn, url_fetcher=_refuse).write_pdf()
    return made


def _refuse(url: str, *_: object, **__: object) -> NoReturn:
    raise ValueError(f"nothing is fetched for a brief: {url}")


@lru_cache
def _style() -> str:
    return stylesheet() + _file("sheet.css")


@lru_cache
def _file(name: str) -> str:
    folder = resources.files("recul.reporting").joinpath("templates")
    return folder.joinpath(name).read_text(encoding="utf-8")
