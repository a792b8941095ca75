"""Who vouches for a passage, how far, and who first put it out.

The voucher is whoever the text lets speak nearest to the fact: the innermost named speaker; in
the text's own voice the owner of the pictures it describes, else its agency, else its publisher.

What a text says that somebody said or saw is worth at most its carrier. Behind every passage
stands a chain, from the innermost speaker out to the publisher, and three things follow:

- the grade is that of its weakest link;
- if any link is of the claimant's side, the claimant vouches, whomever it quotes;
- a publisher without a card cannot be judged (F), and neither can what reaches us through it
  alone: nobody's card is taken through it, and all of it is one group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from recul.case import Case
from recul.evidence.cards import (
    agency_of,
    card_named,
    card_of_speaker,
    card_words,
    first_imagery,
    publisher_card,
    releaser_in,
    speaks_for_party,
    turns,
    words_in,
)
from recul.evidence.passages import Passage
from recul.evidence.rows import row_table
from recul.evidence.scopes import names
from recul.evidence.sides import kind_of, role_of
from recul.evidence.wording import Sense
from recul.model import (
    ONE_DAY,
    Document,
    Grade,
    Link,
    SourceKind,
    Span,
    Speaker,
    Statement,
    Value,
)
from recul.reading.addresses import host_of
from recul.sources import SourceCard, Topic

_NEIGHBOURHOOD = 200
"""Characters on either side of a sentence in which the owner of its pictures may be named."""


_NEAR = 40
"""Characters between a name and its verb in which the name may turn out to be another's."""
_WORD_BEFORE = re.compile(r"(\w{1,40})[ -]$")
_UNKNOWN = "?"
"""Marks an origin and a group known only through a publisher without a card."""


class Voucher(Value):
    """Who vouches for something.

    Attributes:
        source: id of its card in the case, else its name as cited.
        grade: that of the weakest link between the source and the reader.
        chain: those links, the innermost first, the publisher last.
        origin: who first put it out, and on what day, if anybody known tells.
        group: the publisher through which alone it reaches us, if that cannot be judged.
    """

    source: str
    kind: SourceKind
    party: str | None
    grade: Grade
    chain: tuple[Link, ...]
    origin: str
    group: str = ""


def voucher_of(passage: Passage, case: Case) -> Voucher:
    """Who vouches for `passage`."""
    document = passage.extraction.document
    speakers = _speakers(passage)
    told = list(_told_by(speakers, passage, case))
    carrier = _carrier(document, case, Topic.WORDS if told else Topic.FORCE)
    chain = [*told, carrier]
    voice = next((link for link in chain if link.kind is SourceKind.CLAIMANT), chain[0])
    grade = max((link.grade for link in chain), key=lambda grade: grade.reliability)
    first = voice.source
    if voice.kind is not SourceKind.CLAIMANT:
        first = _first(speakers, told, passage, case) or first
    if carrier.grade.reliability != "F":
        return Voucher(
            source=voice.source,
            kind=voice.kind,
            party=voice.party,
            grade=grade,
            chain=tuple(chain),
            origin=f"{first}@{_occasion(passage, document)}",
        )
    # Nor does anybody known tell the occasion: the same words dated anew are no new ones. And an
    # adversary's word for a withdrawal would weigh much, which here nobody known gives.
    adversary = voice.kind is SourceKind.ADVERSARY
    return Voucher(
        source=f"{voice.name} ({document.publisher or _UNKNOWN})" if told else voice.source,
        kind=SourceKind.UNKNOWN if adversary else voice.kind,
        party=None,
        grade=grade,
        chain=tuple(chain),
        origin=f"{first} ({_UNKNOWN})",
        group=f"{_UNKNOWN}{document.publisher or ''}",
    )


def _told_by(speakers: list[Speaker], passage: Passage, case: Case) -> Iterator[Link]:
    """The links between the fact and the publisher, the innermost first; none in its own voice.

    Pictures that the claimant hands out are its word, whoever shows them.
    """
    document = passage.extraction.document
    released = _released_by(passage, case)
    if released and released.kind is SourceKind.CLAIMANT:
        yield released
    for at, speaker in enumerate(speakers):
        topic = Topic.WORDS if at else Topic.FORCE
        yield _speaker(_in_full(speaker, passage), passage, case, topic)
    if not speakers:
        imagery = _pictures(passage.span, passage, case)
        if imagery:
            yield _carded(imagery.names[0], imagery, document, case)
        agency = agency_of(document, case)
        if agency:
            yield _carded(agency.names[0], agency, document, case)


def _first(speakers: list[Speaker], told: list[Link], passage: Passage, case: Case) -> str | None:
    """Who put it out first: the one who quotes, else the owner of the pictures nearby."""
    if passage.answers or (speakers and len(told) < 2):
        return None
    if speakers:
        return told[-1].source
    carried = _pictures(_around(passage), passage, case)
    return carried.id if carried else None


def _carrier(document: Document, case: Case, topic: Topic) -> Link:
    """The publisher; without a card, or where the document names none, it cannot be judged."""
    card = publisher_card(document, case)
    named = document.publisher or host_of(document.url) or document.source
    if card:
        return _carded(named, card, document, case, topic)
    return _uncarded(named, SourceKind.UNKNOWN, None, case)


def _speakers(passage: Passage) -> list[Speaker]:
    """The named speakers of a passage, the innermost first.

    A sentence of the narrative that cites somebody is that person's word throughout: what
    stands beside the quoted words is not what the publisher has seen.
    """
    cited = list(_nested(passage.statement, passage))
    if not cited:
        cited = [
            statement
            for statement in passage.extraction.statements
            if statement.cue and passage.span.covers(statement.cue) and not statement.inside
        ][:1]
    return [statement.speaker for statement in cited if statement.speaker]


def _nested(statement: Statement | None, passage: Passage) -> Iterator[Statement]:
    """A statement and those it is nested in, the innermost first.

    What follows a "but" is no part of what was said before it: "they say they leave, but others
    said that they have seen none of it".
    """
    seen = set()
    while statement and statement.id not in seen:
        yield statement
        seen.add(statement.id)
        inside = statement.inside
        if inside is None:
            return
        outer = next((s for s in passage.extraction.statements if s.id == inside), None)
        if outer and statement.speaker and _is_apart(statement, outer, passage):
            return
        statement = outer


def _is_apart(statement: Statement, outer: Statement, passage: Passage) -> bool:
    who = statement.speaker.span if statement.speaker else None
    start = min(span.start for span in (statement.span, statement.cue, who) if span)
    return turns(passage.extraction.document.text[outer.span.start : start])


def speaker_of(passage: Passage) -> Speaker | None:
    """The innermost named speaker of a passage; None in the text's own voice."""
    speakers = _speakers(passage)
    return _in_full(speakers[0], passage) if speakers else None


def _in_full(speaker: Speaker, passage: Passage) -> Speaker:
    """The fullest mention so far of a speaker cited by a mere noun: "the official"."""
    fullest = speaker
    for statement in passage.extraction.statements:
        known = statement.speaker
        if known is None or known.party is None or statement.span.start >= passage.span.end:
            continue
        if len(known.name) < len(fullest.name) or speaker.party not in (None, known.party):
            continue
        if known.name == speaker.name or names(known.name, speaker.name):
            fullest = known
    return fullest


def _speaker(speaker: Speaker, passage: Passage, case: Case, topic: Topic) -> Link:
    others = (s.speaker for s in passage.extraction.statements if s.speaker)
    beside = _beside(speaker, passage)
    card = card_of_speaker(speaker, others, beside, case)
    if card:
        return _carded(speaker.name, card, passage.extraction.document, case, topic)
    kind, party = role_of(speaker.party, case), speaker.party
    if kind is not SourceKind.CLAIMANT and not speaks_for_party(speaker, beside):
        kind, party = SourceKind.UNKNOWN, None
    return _uncarded(speaker.name, kind, party, case)


def _beside(speaker: Speaker, passage: Passage) -> str:
    """The word before a speaker's name, and what stands between it and the verb after it.

    A "not" after the name is the verb's: "X could not confirm it" is said by X.
    """
    if speaker.span is None:
        return ""
    text = passage.extraction.document.text
    end = speaker.span.end
    cues = (s.cue for s in passage.extraction.statements if s.cue)
    ends = [cue.start for cue in cues if end <= cue.start <= end + _NEAR]
    before = _WORD_BEFORE.search(text[: speaker.span.start])
    after = text[end : min(ends, default=end)]
    between = words_in(re.split("[,.;:]", after)[0])
    told = (word for word in between if word not in card_words().negations)
    return " ".join([before.group(1) if before else "", *told])


def _pictures(within: Span, passage: Passage, case: Case) -> SourceCard | None:
    """Whose pictures a stretch of text speaks of: of several companies, the one named first."""
    if not passage.says(Sense.IMAGES, within):
        return None
    return first_imagery(passage.extraction.document.cut(within), case)


def _around(passage: Passage) -> Span:
    """The passage and its neighbourhood: "a bridge has appeared. Images from X show it"."""
    size = len(passage.extraction.document.text)
    start, end = passage.span.start - _NEIGHBOURHOOD, passage.span.end + _NEIGHBOURHOOD
    return Span(start=max(0, start), end=min(size, end))


def _released_by(passage: Passage, case: Case) -> Link | None:
    """Who put out the pictures that a passage speaks of, where it says so."""
    document = passage.extraction.document
    if document.language is None or not passage.says(Sense.IMAGES):
        return None
    released = releaser_in(passage.text, document.language, case)
    if released is None:
        return None
    name, party = released
    card = card_named(name, case)
    if card:
        return _carded(name, card, document, case)
    return _uncarded(name, role_of(party, case), party, case)


def _carded(
    cited: str, card: SourceCard, document: Document, case: Case, topic: Topic = Topic.FORCE
) -> Link:
    """One with a card: graded for the day of the document, on the force unless told otherwise."""
    return Link(
        name=cited,
        source=card.id,
        kind=kind_of(card, case),
        party=card.party,
        grade=card.grade(document.published_on, topic),
    )


def _uncarded(name: str, kind: SourceKind, party: str | None, case: Case) -> Link:
    """One without a card: graded by its kind, if the case at least says what its party is to it."""
    table = row_table()
    stranger = party is not None and case.party(party) is None
    default = table.stranger if stranger else table.grades[kind]
    return Link(name=name, source=name, kind=kind, party=party, grade=table.graded(default))


def _occasion(passage: Passage, document: Document) -> date | None:
    """The day of the occasion: when it was said if the text tells, else when it was published."""
    said = _said(passage.statement) or _said(passage.outer)
    return said or document.published_on


def _said(statement: Statement | None) -> date | None:
    said = statement.said if statement else None
    return said.start if said and said.grain in ONE_DAY else None
