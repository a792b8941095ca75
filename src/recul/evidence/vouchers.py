"""Who vouches for a passage, and who first put it out.

The voucher is whoever the text lets speak nearest to the fact: the innermost named speaker; in
the text's own voice the owner of the pictures it describes, else the agency it names, else its
publisher. Unattributed text is never more than its publisher's word.
"""

from __future__ import annotations

import re
from datetime import date

from recul.case import Case, SourceCard
from recul.evidence.passages import Passage
from recul.evidence.rows import card_of, first_imagery, row_table
from recul.evidence.scopes import names
from recul.evidence.wording import Sense, agencies
from recul.model import (
    ONE_DAY,
    Document,
    Grade,
    SourceKind,
    Span,
    Speaker,
    Statement,
    Value,
    is_state,
)

_NEIGHBOURHOOD = 200
"""Characters on either side of a sentence in which the owner of its pictures may be named."""


class Voucher(Value):
    """Who vouches for something.

    Attributes:
        source: id of its card in the case, else its name as cited.
        origin: who first put it out, and on what day.
    """

    source: str
    kind: SourceKind
    party: str | None
    grade: Grade
    origin: str


def voucher_of(passage: Passage, case: Case) -> Voucher:
    """Who vouches for `passage`."""
    document = passage.extraction.document
    speaker = speaker_of(passage)
    source, kind, party, grade = (
        _speaker(speaker, case) if speaker else _narrator(passage, document, case)
    )
    first = source
    if passage.outer and passage.outer.speaker and not passage.answers:
        first = _speaker(_in_full(passage.outer.speaker, passage), case)[0]
    elif not speaker:
        carried = _pictures(_around(passage), passage, case)
        first = carried.id if carried else source
    return Voucher(
        source=source,
        kind=kind,
        party=party,
        grade=grade,
        origin=f"{first}@{_occasion(passage, document)}",
    )


def speaker_of(passage: Passage) -> Speaker | None:
    """The innermost named speaker of a passage.

    A sentence of the narrative that cites somebody is that person's word throughout: what
    stands beside the quoted words is not what the publisher has seen. None in the text's own
    voice.
    """
    cited = [s for s in (passage.statement, passage.outer) if s]
    if not cited:
        cited = [
            statement
            for statement in passage.extraction.statements
            if statement.cue and passage.span.covers(statement.cue) and not statement.inside
        ]
    speaker = next((statement.speaker for statement in cited if statement.speaker), None)
    return _in_full(speaker, passage) if speaker else None


def _in_full(speaker: Speaker, passage: Passage) -> Speaker:
    """The fullest mention so far of a speaker cited by a mere noun: "the official"."""
    fullest = speaker
    for statement in passage.extraction.statements:
        known = statement.speaker
        if known is None or known.party is None or statement.span.start >= passage.span.end:
            continue
        fits = speaker.party in (None, known.party) and names(known.name, speaker.name)
        if fits and len(known.name) >= len(fullest.name):
            fullest = known
    return fullest


def side_of(party: str | None, case: Case) -> str | None:
    """The party on whose side `party` stands: itself, or the one it speaks for."""
    known = case.party(party)
    return (known.speaks_for if known else None) or party


_Who = tuple[str, SourceKind, str | None, Grade]


def _speaker(speaker: Speaker, case: Case) -> _Who:
    card = _card(speaker, case)
    if card:
        return _carded(card)
    return _uncarded(speaker.name, role_of(speaker.party, case), speaker.party)


def _card(speaker: Speaker, case: Case) -> SourceCard | None:
    """The card of a speaker: by the longest name in it, else that of its party.

    A name of one word must be of the speaker's party. Where two cards fit equally well, none is
    taken. A mere noun ("the ministry") whose party is known is the first card of that party.
    """
    whole = speaker.name.casefold()
    fits: dict[int, list[SourceCard]] = {}
    for card in case.sources:
        for known in card.names:
            distinctive = " " in known or speaker.party in (None, card.party)
            if distinctive and known.casefold() in whole and names(speaker.name, known):
                fits.setdefault(len(known), []).append(card)
    best = fits[max(fits)] if fits else []
    if not best and speaker.party and speaker.name.islower():
        best = [card for card in case.sources if card.party == speaker.party][:1]
    return best[0] if len({card.id for card in best}) == 1 else None


def _narrator(passage: Passage, document: Document, case: Case) -> _Who:
    imagery = _pictures(passage.span, passage, case)
    if imagery:
        return _carded(imagery)
    named = _agency(document) or document.publisher
    if named is None:
        return _uncarded(document.source, SourceKind.UNKNOWN, None)
    card = card_of(named, case)
    return _carded(card) if card else _uncarded(named, SourceKind.INDEPENDENT_MEDIA, None)


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


def _carded(card: SourceCard) -> _Who:
    return card.id, card.kind, card.party, card.grade


def _uncarded(name: str, kind: SourceKind, party: str | None) -> _Who:
    default = row_table().grades[kind]
    return name, kind, party, Grade(reliability=default.reliability, reason=default.reason)


def role_of(party: str | None, case: Case) -> SourceKind:
    """The position of a party towards the claim; one the case does not name is a third party."""
    known = case.party(party)
    if known:
        return known.role
    if party is None:
        return SourceKind.UNKNOWN
    if not is_state(party):
        return SourceKind.INTERNATIONAL_ORG
    return SourceKind.THIRD_PARTY_STATE


def _agency(document: Document) -> str | None:
    """The agency a text names first, as written; of two there, the longer name."""
    if document.language is None:
        return None
    found = []
    for name in agencies(document.language):
        cited = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", document.text)
        if cited:
            found.append((cited.start(), -len(name), name))
    return min(found)[2] if found else None


def _occasion(passage: Passage, document: Document) -> date | None:
    """The day of the occasion: when it was said if the text tells, else when it was published."""
    said = _said(passage.statement) or _said(passage.outer)
    return said or document.published_on


def _said(statement: Statement | None) -> date | None:
    said = statement.said if statement else None
    return said.start if said and said.grain in ONE_DAY else None
