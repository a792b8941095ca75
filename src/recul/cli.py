"""The commands. Errors in what was given: one line on standard error, exit code 2."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import recul
from recul.languages import spoken
from recul.model import InputError, Reason, ReculError, check_year, end_of_day
from recul.web import commands

if TYPE_CHECKING:
    from recul.extraction.parsed import Parser
    from recul.model import Assessment

app = typer.Typer(
    help="Is an announced military withdrawal real? What is said, what is seen, how sure one is.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of publication (2022-02-16, or with a time and zone)."),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Use nothing published after this day (or time)."),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON for programs; its shape is stable.")
]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", help="Also write the brief as one HTML file."),
]
Language = Annotated[
    str | None,
    typer.Option("--lang", metavar="fr|en", help="Language of the report (JSON: en by default)."),
]
CasePath = Annotated[str, typer.Argument(metavar="CASE", help="A case folder (see `recul new`).")]
Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE…",
        help="Files (text, HTML, PDF, mail, WARC), folders, addresses; tables (CSV, JSON).",
    ),
]


@app.command()
def check(
    sources: Sources,
    published: Published = None,
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help="Read under this case folder.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    html: Html = None,
    lang: Language = None,
    parser: Annotated[
        str | None,
        typer.Option(metavar="PIPELINE", help="Read with this spaCy pipeline, too."),
    ] = None,
) -> None:
    """Read documents: what is said, what is seen, the numbers, the verdict on each claim."""
    from recul import api
    from recul.reporting import html as page
    from recul.reporting import json as shapes
    from recul.reporting import terminal

    language = _language(lang, as_json)
    if html:
        _check_target(html)
    found = api.check(
        sources,
        case=api.open_case(case).case if case else None,
        published=_instant(published, "--published") if published else None,
        as_of=_end(as_of) if as_of else None,
        today=_today(),
        parse=_parser(parser) if parser else None,
    )
    if html:
        documents = {e.document.id: e.document for e in found.extractions}
        latest = max((a.as_of for a in found.assessments), default=end_of_day(_today()))
        text = page.brief(
            found.case,
            found.assessments,
            documents,
            language=language,
            as_of=latest,
            warnings=found.warnings,
        )
        _write(html, text)
    report = (found.extractions, found.claims, found.assessments, found.case, found.warnings)
    if as_json:
        _print_json(shapes.check_json(*report, language=language))
    else:
        typer.echo(terminal.check_text(*report, language=language, colour=_colour()), nl=False)


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the folder to make here.")],
    template: Annotated[
        str | None, typer.Option("--from", metavar="BUNDLED", help="Copy a bundled case.")
    ] = None,
) -> None:
    """Make a case folder with a case.toml to fill in."""
    from recul import api

    made = api.new(name, Path.cwd(), template=template, today=_today())
    typer.echo(str(made.folder.path / "case.toml"))


@app.command()
def add(case: CasePath, sources: Sources, published: Published = None) -> None:
    """Read sources into a case. If one cannot be read, nothing is added."""
    from recul import api
    from recul.reporting.quotes import visible
    from recul.reporting.words import words

    added = api.open_case(case).add(
        sources,
        published=_instant(published, "--published") if published else None,
        today=_today(),
    )
    said = words(_language(None, False))
    of_documents = (
        Reason(id="undated_document", values={"source": d.source})
        if w.id == "no_publication_date"
        else w
        for d in added.documents
        for w in d.warnings
    )
    for warning in dict.fromkeys(said.warning(w) for w in (*added.warnings, *of_documents)):
        typer.echo(visible(warning), err=True)
    told = [said.count("documents_added", len(added.documents))]
    if added.already and "documents_already" in said.table.count:
        told.append(said.count("documents_already", added.already))
    typer.echo(", ".join(told))


@app.command()
def assess(
    case: CasePath,
    as_of: AsOf = None,
    as_json: AsJson = False,
    html: Html = None,
    lang: Language = None,
) -> None:
    """Judge the claims of a case: verdicts, and the brief."""
    from recul import api
    from recul.reporting import html as page
    from recul.reporting import json as shapes
    from recul.reporting import terminal
    from recul.reporting.words import words

    language = _language(lang, as_json)
    if html:
        _check_target(html)
    opened = api.open_case(case)
    found = opened.assess(
        as_of=_end(as_of) if as_of else end_of_day(_today()),
        words=words(language),
    )
    kept = opened.keep(found)
    warnings = found.warnings
    if found.undated and not as_of:  # as of a given day, what came in since changes nothing
        warnings += (Reason(id="undated_documents", values={"n": found.undated}),)
    if found.case.watch.feeds and not as_of:  # how the feeds are now says nothing of then
        from recul import watch as watching

        warnings += watching.covered(opened.folder, datetime.now(UTC))
    if html:
        _write(
            html,
            page.brief(
                found.case,
                found.assessments,
                found.documents,
                language=language,
                as_of=found.as_of,
                history=found.history,
                warnings=warnings,
            ),
        )
    if as_json:
        _print_json(
            shapes.assess_json(
                found.case,
                found.as_of,
                found.assessments,
                history=found.history,
                versions={a.claim.id: k.id for a, k in zip(found.assessments, kept, strict=True)},
                warnings=warnings,
                language=language,
            )
        )
    else:
        typer.echo(
            terminal.assess_text(
                found.case,
                found.assessments,
                found.documents,
                language=language,
                as_of=found.as_of,
                history=found.history,
                warnings=warnings,
                colour=_colour(),
            ),
            nl=False,
        )


@app.command()
def search(
    case: CasePath,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="QUERY…", help='Words that must all be there; "one after the other".'
        ),
    ],
    said: Annotated[
        bool, typer.Option("--said", help="Only where one statement holds them all.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Documents shown.")] = 20,
    offset: Annotated[int, typer.Option(min=0, help="Documents skipped.")] = 0,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Look for words in the documents of a case, in any of their languages."""
    from recul import api
    from recul.reporting.hits import hits_json, hits_text

    language = _language(lang, as_json)
    # What the shell took the quotation marks off of is a phrase still.
    words = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in query)
    if len(query) == 1:
        words = query[0]
    found = api.open_case(case).search(words, said=said, limit=limit, offset=offset)
    shown = [(h.document, h.excerpts, h.statements) for h in found.hits]
    if as_json:
        _print_json({"query": words, "hits": hits_json(shown), "more": found.more})
    else:
        text = hits_text(shown, more=found.more, language=language, colour=_colour())
        typer.echo(text, nl=False)


@app.command()
def log(
    case: CasePath,
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Of this claim.")] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """What each assessment of a case changed, why, and by which sentences."""
    from recul import api
    from recul.reporting.changelog import changelog_json, changelog_text

    language = _language(lang, as_json)
    opened = api.open_case(case)
    entries = [(entry.id, entry.change) for entry in opened.log(claim)]
    if as_json:
        _print_json(changelog_json(entries, language=language))
    else:
        text = changelog_text(entries, opened.case, language=language, colour=_colour())
        typer.echo(text, nl=False)


@app.command()
def review(
    case: CasePath,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="[KIND]", help="statement, evidence, origin, claim, assessment."),
    ] = None,
    action: Annotated[
        str | None,
        typer.Argument(metavar="[ACTION]", help="accept, correct, reject, merge, split."),
    ] = None,
    target: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Or how it begins; a statement: DOCUMENT#START-END."),
    ] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")] = "",
    others: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="ID", help="What is merged into it, or split off it."),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="What is corrected; JSON, or a word."),
    ] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Accept, correct, reject, merge or split what was read; without KIND, list it all."""
    from recul import api
    from recul.reporting.reviews import reviews_text
    from recul.review import ACTIONS, KINDS
    from recul.store.reviewable import Reviewable

    language = _language(lang, as_json)
    opened = api.open_case(case)
    if kind is None:
        standing = opened.reviews()
        if as_json:
            _print_json([made.model_dump(mode="json") for made in standing])
            return
        there = Reviewable.of(opened.folder)
        text = reviews_text(
            standing,
            there={of: there.ids(of) for of in KINDS},
            two_persons=opened.case.review.two_persons,
            language=language,
            colour=_colour(),
        )
        typer.echo(text, nl=False)
        return
    if kind not in KINDS:
        raise InputError(kind, "cannot be reviewed", f"Choose one of: {', '.join(KINDS)}")
    if action not in ACTIONS or target is None:
        raise InputError(
            action or kind, "is no decision", f"Give KIND, one of {', '.join(ACTIONS)}, and an ID"
        )
    made = opened.review(
        kind,
        action,
        target,
        author=by,
        reason=reason,
        others=others or (),
        changes=dict(map(_setting, values or ())),
    )
    if as_json:
        _print_json(made.model_dump(mode="json"))
    else:
        typer.echo(made.id)


@app.command()
def export(
    case: CasePath,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="annotations.")],
) -> None:
    """What others can use: the reviews as annotations, one W3C Web Annotation to a line."""
    from recul import api
    from recul.reporting.reviews import as_annotations

    if form != "annotations":
        raise InputError(f"--format {form}", "cannot be written", "Choose annotations")
    opened = api.open_case(case)
    documents = {document.id: document for document in opened.folder.documents()}
    for annotation in as_annotations(opened.reviews(), documents):
        typer.echo(json.dumps(annotation, ensure_ascii=False))


@app.command()
def verify(
    case: CasePath,
    noted: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A hash of the log noted before: is it still in it?"),
    ] = None,
    tsa_ca: Annotated[
        Path | None,
        typer.Option("--tsa-ca", metavar="FILE", help="Roots that time stamps must lead to (PEM)."),
    ] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Prove that a case is what it was: exit code 1, and where, if it is not."""
    from recul import api
    from recul.reporting.proof import proof_json, proof_text

    language = _language(lang, as_json)
    found = api.open_case(case).verify(noted=noted, tsa_ca=tsa_ca)
    if as_json:
        _print_json(proof_json(found, language=language))
    else:
        typer.echo(proof_text(found, language=language, colour=_colour()), nl=False)
    if found.faults:
        raise typer.Exit(1)


@app.command()
def stamp(
    case: CasePath,
    tsa: Annotated[
        str, typer.Option("--tsa", metavar="ADDRESS", help="Of a time-stamping service (RFC 3161).")
    ],
    lang: Language = None,
) -> None:
    """Have the last entry of the custody log time-stamped: only its hash is sent."""
    from recul import api
    from recul.reporting.words import words

    made = api.open_case(case).stamp(tsa)
    told = {"entry": made.entry, "at": made.at, "authority": made.authority, "file": made.file}
    typer.echo(words(_language(lang, False)).label("stamped", **told))


@app.command()
def custody(case: CasePath) -> None:
    """Print the custody log, one entry a line; the hash of each is the SHA-256 of its line."""
    from recul import api

    for line in api.open_case(case).custody():
        typer.echo(line)


@app.command()
def trace(
    case: CasePath,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHAT]", help="A claim, a report by its number in the brief, or its id."
        ),
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Where each grade and weight of an assessment comes from: card, person, date, reason."""
    from recul import api
    from recul.reporting.trace import trace_json, trace_text, traces

    language = _language(lang, as_json)
    at = _end(as_of) if as_of else end_of_day(_today())
    found = api.open_case(case).assess(as_of=at)
    traced = traces(found.assessments, found.case, found.documents, as_of=at, what=what)
    if as_json:
        _print_json(trace_json(traced, found.case, as_of=at, language=language))
    else:
        shown = trace_text(traced, found.case, language=language, as_of=at, colour=_colour())
        typer.echo(shown, nl=False)


@app.command()
def sources(
    search: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="An id, a name or a host; all if none.")
    ] = None,
    case: Annotated[
        str | None, typer.Option(metavar="CASE", help="As this case folder grades them.")
    ] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """The source cards: who they are, whose, how they are graded, by whom, when and why."""
    from recul import api
    from recul.case import Case
    from recul.reporting.trace import cards_json, cards_text

    language = _language(lang, as_json)
    known = api.open_case(case).case if case else Case.generic()
    cards = [card for card in known.sources if search is None or card.answers_to(search)]
    if not cards:
        raise InputError(
            str(search), "no source card has that id, name or host", "Try a part of its name"
        )
    if as_json:
        _print_json(cards_json(cards, language=language))
    else:
        typer.echo(cards_text(cards, known, language=language, colour=_colour()), nl=False)


@app.command()
def watch(
    case: CasePath,
    once: Annotated[
        bool, typer.Option("--once", help="Poll what is due, read what is new, and stop.")
    ] = False,
    lang: Language = None,
) -> None:
    """Keep reading the feeds of a case, assess it as news comes in, and tell what changes."""
    import signal
    from threading import Event

    from recul import api
    from recul import watch as watching
    from recul.reporting.quotes import visible
    from recul.reporting.words import words

    said = words(_language(lang, as_json=False))
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    live = sys.stderr.isatty()

    def tell(status: watching.Status) -> None:
        line = visible(watching.line(status, said))
        typer.echo(f"\r\033[K{line}" if live else line, err=True, nl=not live)

    worker = watching.start(api.open_case(case).folder, clock=lambda: datetime.now(UTC))
    last = worker.run(stop, tell, once=once)
    end = said.label("watch_stopped", documents=last.documents, alerts=last.alerts)
    typer.echo(f"\n{end}" if live else end, err=True)


@app.command()
def explain(
    case: CasePath,
    claim: Annotated[
        str | None, typer.Argument(metavar="[CLAIM]", help="Of that id; all claims if none.")
    ] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Why this probability, which single source carries it, and what would change it."""
    from recul import api
    from recul.reporting import explain as why

    language = _language(lang, as_json)
    found = api.open_case(case).assess(as_of=_end(as_of) if as_of else end_of_day(_today()))
    chosen = _of_claim(found.assessments, claim)
    if as_json:
        _print_json(why.explain_json(found.case, found.as_of, chosen, language=language))
    else:
        text = why.explain_text(found.case, chosen, language=language, colour=_colour())
        typer.echo(text, nl=False)


@app.command()
def changes(
    case: CasePath,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="What was said then is the start.")
    ],
    as_of: AsOf = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """What was said on a date, what has changed since, and which sentences changed it."""
    from recul import api
    from recul.reporting import changes as shown

    language = _language(lang, as_json)
    start = _end(since, "--since")
    end = _end(as_of) if as_of else end_of_day(_today())
    if start >= end:
        raise InputError(f"--since {since}", "is not before --as-of", "Give an earlier day")
    opened = api.open_case(case)
    before, after = (opened.assess(as_of=instant) for instant in (start, end))
    both = (after.case, before.assessments, after.assessments)
    if as_json:
        _print_json(shown.changes_json(*both, since=start, as_of=end, language=language))
    else:
        text = shown.changes_text(
            *both, since=start, as_of=end, language=language, colour=_colour()
        )
        typer.echo(text, nl=False)


@app.command()
def versions(case: CasePath, as_json: AsJson = False, lang: Language = None) -> None:
    """The pages that came in more than one version, and what each changed."""
    from recul import api
    from recul.reporting.revisions import versions_json, versions_text

    language = _language(lang, as_json)
    pages, documents = api.open_case(case).versions()
    if as_json:
        _print_json(versions_json(pages, documents))
    else:
        shown = versions_text(pages, documents, language=language, colour=_colour())
        typer.echo(shown, nl=False)


@app.command()
def backtest(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE…]", help="Claims whose outcome is known; bundled ones if none."
        ),
    ] = None,
    to_page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FILE", help="Write the scores as a page in Markdown."),
    ] = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """Score the verdicts on claims whose outcome is known: largest misses first."""
    from recul import backtest as scoring
    from recul.assessment.tables import learned
    from recul.backtest.page import report_page
    from recul.backtest.text import report_text

    if to_page:
        _check_target(to_page, "--page")
    report = scoring.run([c for file in files or [scoring.BUNDLED] for c in scoring.load(file)])
    if to_page:
        _write(to_page, report_page(report, learned()), "--page")
    if as_json:
        _print_json(report.model_dump(mode="json"))
    else:
        typer.echo(report_text(report, _language(lang, as_json)), nl=False)


@app.command()
def demo(
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="Where to write.")] = Path(
        "demo"
    ),
) -> None:
    """Judge the bundled case as of two days of February 2022, and write the briefs."""
    from recul import api, cases
    from recul.reporting import html as page
    from recul.reporting import terminal
    from recul.reporting.words import words

    name = cases.names()[0]
    try:
        into.mkdir(parents=True, exist_ok=True)
        if (into / name / cases.CASE_FILE).is_file():
            shutil.rmtree(into / name)  # made by an earlier run, perhaps of an earlier version
    except OSError as error:
        raise InputError(
            f"--into {into}", f"cannot be written: {error.strerror or error}", "Choose a new folder"
        ) from None
    opened = api.new(name, into, template=name, today=_today())
    language = _language(None, False)
    written = []
    for day in (date(2022, 2, 16), date(2022, 2, 21)):
        as_of = end_of_day(day)
        for tongue in spoken():
            found = opened.assess(as_of=as_of, words=words(tongue))
            shown = (found.case, found.assessments, found.documents)
            rest = {"language": tongue, "as_of": as_of, "history": found.history}
            file = into / f"{name}-{day}.{tongue}.html"
            _write(file, page.brief(*shown, warnings=found.warnings, **rest))  # type: ignore[arg-type]
            written.append(file)
            if tongue == language:
                typer.echo(terminal.assess_text(*shown, colour=_colour(), **rest), nl=False)  # type: ignore[arg-type]
    typer.echo("\n".join(str(file.resolve()) for file in written))


app.command()(commands.serve)
app.command()(commands.account)


@app.callback(invoke_without_command=True)
def version(
    show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Is an announced military withdrawal real?"""
    if show:
        typer.echo(f"recul {recul.__version__}")
        raise typer.Exit


def main() -> None:
    """Entry point of ``recul``."""
    try:
        app()
    except InputError as error:
        _fail(f"recul: {error}")
    except ReculError as error:
        _fail(f"recul: {error}")
    except BrokenPipeError:
        # The reader has gone ("| head"); nothing is left to say, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str) -> None:
    from recul.reporting.quotes import visible  # a file's name may act on the terminal

    typer.echo(visible(message), err=True)
    sys.exit(2)


def _today() -> date:
    return datetime.now(UTC).date()


def _instant(text: str, option: str) -> date | datetime:
    """A day or an instant with a zone, from the command line."""
    instant: date | datetime
    try:
        if "T" not in text and " " not in text:
            instant = date.fromisoformat(text)
        else:
            instant = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            f"{option} {text}", "is not a date", "Write it as 2022-02-16 or 2022-02-16T14:30Z"
        ) from None
    check_year(instant, f"{option} {text}")
    if not isinstance(instant, datetime):
        return instant
    if instant.tzinfo is None:
        raise InputError(
            f"{option} {text}", "has no time zone", "Add Z or an offset such as +01:00"
        )
    return instant.astimezone(UTC)


def _of_claim(assessments: Sequence[Assessment], claim: str | None) -> list[Assessment]:
    """The assessment of one claim, or all of them.

    Raises:
        InputError: there is no such claim.
    """
    if claim is None:
        return list(assessments)
    chosen = [a for a in assessments if a.claim.id == claim]
    if not chosen:
        known = ", ".join(a.claim.id for a in assessments) or "none yet"
        raise InputError(claim, "is no claim known by then", f"The claims are: {known}")
    return chosen


def _setting(text: str) -> tuple[str, Any]:
    """A field and its value: JSON, or a word that is none."""
    field, mark, value = text.partition("=")
    if not mark:
        raise InputError(f"--set {text}", "is no FIELD=VALUE", "Write it as direction=up")
    try:
        return field.strip(), json.loads(value)
    except ValueError:
        return field.strip(), value


def _end(text: str, option: str = "--as-of") -> datetime:
    given = _instant(text, option)
    return given if isinstance(given, datetime) else end_of_day(given)


def _parser(name: str) -> Parser:
    """A spaCy pipeline that the user has installed.

    Raises:
        InputError: spaCy or the pipeline is not installed.
    """
    remedy = f"Install it: pip install spacy {name}"
    try:
        pipeline: Parser = import_module("spacy").load(name)
    except ImportError as error:
        raise InputError(f"--parser {name}", "spaCy is not installed", remedy) from error
    except OSError as error:
        raise InputError(f"--parser {name}", "there is no such pipeline", remedy) from error
    return pipeline


def _language(asked: str | None, as_json: bool) -> str:
    """The language asked for; else English for programs, the user's own for people."""
    if asked:
        if asked not in spoken():
            choice = " or ".join(spoken())
            raise InputError(f"--lang {asked}", "is not spoken here", f"Choose {choice}")
        return asked
    if as_json:
        return "en"
    tongue = next(
        (os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), ""
    )
    return tongue[:2] if tongue[:2] in spoken() else "en"


def _colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def _print_json(value: Any) -> None:  # noqa: ANN401 (any JSON value)
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


_PAGES = {"--html": (".html", ".htm"), "--page": (".md",)}
"""How the files of an option that writes a page are named."""


def _write(file: Path, text: str, option: str = "--html") -> None:
    """Write a page whole or not at all, in the place of nothing but an earlier one."""
    _check_target(file, option)
    draft = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}-", delete=False
        ) as draft:
            draft.write(text)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(file)
    except OSError as error:
        if draft:
            Path(draft.name).unlink(missing_ok=True)
        raise InputError(
            str(file), f"cannot be written: {error.strerror}", "Choose another place"
        ) from None


def _check_target(file: Path, option: str = "--html") -> None:
    """Refuse to replace what is no page: a device, a link, a folder, somebody's text.

    Raises:
        InputError: `file` is there and is no page, or is named like a file of a case.
    """
    from recul.cases import CASE_FILE
    from recul.store import DATABASE_FILE

    problem = None
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            problem = "is there and is not a regular file"
        elif file.suffix.lower() not in _PAGES[option]:
            problem = "is there and is not a page"
    except OSError:
        pass  # nothing there, or nowhere to look
    if file.name in (CASE_FILE, DATABASE_FILE):
        problem = "is the name of a file of a case"
    if problem:
        raise InputError(
            f"{option} {file}", problem, f"Give a new name that ends in {_PAGES[option][0]}"
        )
