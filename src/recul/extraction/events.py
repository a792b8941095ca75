"""What happens to forces: triggers, who acts, where, and whether it is presented as real.

Realis is read from what stands around the trigger in its own clause (Saurí & Pustejovsky 2009,
coarsened): a negation, a noun of saying, a marker of hope or possibility, the tense; then from
the modality of the statement the event stands in.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from importlib import resources
from itertools import islice
from operator import attrgetter

from recul.extraction.event_words import WORDS_BEFORE, Trigger, event_grammar
from recul.extraction.lexicon import Word, glued
from recul.extraction.modality import negates, negators
from recul.extraction.names import Name
from recul.extraction.patterns import Match
from recul.extraction.spans import Spans
from recul.extraction.speaker_words import Mention
from recul.extraction.statements import innermost
from recul.languages import Pack
from recul.model import (
    Event,
    EventKind,
    Modality,
    Polarity,
    Realis,
    Span,
    Statement,
    StatementType,
    When,
)

_AFTER = 4
_TAIL = 5
"""Words of complement taken into the span: "retraits | de troupes"."""
_SUBJECT_REACH = 14
"""Words between an actor and its verb."""
_NEAR = (Realis.ANNOUNCED, Realis.HEDGED)
"""Marked by auxiliaries, which belong to their own verb only."""
_DECIDED = (Realis.DENIED, Realis.HYPOTHETICAL, Realis.HEDGED)
"""Told by the form of a verb, whatever stands before it."""
_LONGEST_ASIDE = 3
"""Words of a marker between commas."""
_OWN_SIDE = 4
"""Words between "our" or "we" and the event that is theirs."""
_EVENTS_BACK = 12
_OF_FORCES = frozenset(
    {
        EventKind.WITHDRAWAL,
        EventKind.PRESENCE,
        EventKind.BUILDUP,
        EventKind.MOVEMENT,
        EventKind.ROTATION,
        EventKind.DEPLOYMENT,
        EventKind.EXERCISE,
        EventKind.MOBILISATION,
    }
)
"""What only forces do, so that whose they are may be told before."""
_PART_ENDS = ".!?;\n"
_LONGEST_PART = 600
"""Characters on either side of a count in which its sentence is looked for."""
_CLAUSE_ENDS = frozenset(",;:.!?…\n")
_LONGEST_ENTRY = 1500
"""Characters from the head of an entry to an event in it."""
_AFTER_HEADING = frozenset(".:–—-|")
"""What stands behind the date that an entry of a chronicle begins with."""
_STOPS = frozenset(".,!?;:…\n")
_ENDS = frozenset(".!?;")
_SENTENCE_END = re.compile(r"[.!?\n]")
_NAMES_BACK = 50
"""Names that "they" may go back over: beyond these nobody remembers whom it means."""


@lru_cache
def _plover() -> dict[str, str]:
    file = resources.files(__package__).joinpath("plover.toml")
    return dict(tomllib.loads(file.read_text(encoding="utf-8"))["plover"])


def plover_code(kind: EventKind, realis: Realis) -> str:
    """The PLOVER code of an event: a withdrawal that is only announced is CONCEDE, not RETREAT."""
    codes = _plover()
    return codes.get(f"{kind}.{realis}", codes[str(kind)])


def find_triggers(text: str, words: Sequence[Word], pack: Pack) -> list[Match[Trigger]]:
    """Where events are named, before anything is known of them."""
    found = event_grammar(pack.code).triggers.find(text, words)
    return [Match(first, last, value) for first, last, value in found if value]


def find_events(
    text: str,
    words: Sequence[Word],
    triggers: Sequence[Match[Trigger]],
    names: Sequence[Name],
    mentions: Sequence[Mention],
    statements: Spans[Statement],
    dates: Sequence[When],
    published: date | None,
    pack: Pack,
) -> tuple[Event, ...]:
    """The events named in a text, in order.

    Args:
        text: the text, boilerplate masked.
        words: its words.
        triggers: where events are named in it.
        names: the states, organisations and places named in it.
        mentions: the noun phrases that can act.
        statements: what is said in it, to which events belong.
        dates: dates found in it; the one in the sentence of an event is the event's.
        published: its day, if anybody knows.
        pack: its language.
    """
    finder = _Finder(text, words, names, mentions, statements, dates, published, pack)
    return finder.find(triggers)


def actor_beside(text: str, span: Span, events: Spans[Event]) -> str | None:
    """Whose forces the nearest event tells of in the sentence or the part of one around a span."""
    first, last = max(0, span.start - _LONGEST_PART), min(len(text), span.end + _LONGEST_PART)
    start = max(first, *(text.rfind(mark, first, span.start) + 1 for mark in _PART_ENDS))
    ends = (text.find(mark, span.end, last) for mark in _PART_ENDS)
    end = min((place for place in ends if place >= 0), default=last)
    told = (e for e in events.starting_in(start, end) if e.actor and e.kind in _OF_FORCES)
    nearest = min(told, key=lambda event: abs(event.span.start - span.start), default=None)
    return nearest.actor if nearest else None


def _actor_before(kind: EventKind, before: Sequence[Event]) -> str | None:
    """Whose forces a text goes on about: the last to withdraw, or the only ones told of so far."""
    if kind is EventKind.WITHDRAWAL:
        last = next((e.actor for e in reversed(before[-_EVENTS_BACK:]) if e.kind is kind), None)
        if last:
            return last
    if kind not in _OF_FORCES:
        return None
    told = {event.actor for event in before[-_EVENTS_BACK:] if event.kind in _OF_FORCES}
    told.discard(None)
    return told.pop() if len(told) == 1 else None


class _Finder:
    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        names: Sequence[Name],
        mentions: Sequence[Mention],
        statements: Spans[Statement],
        dates: Sequence[When],
        published: date | None,
        pack: Pack,
    ) -> None:
        self._published = published
        self._text = text
        self._words = words
        self._names = Spans(names, lambda name: name.span)
        self._acting = Spans(
            (name for name in names if name.code and not name.located), lambda name: name.span
        )
        self._mentions = Spans(mentions, lambda mention: mention.span)
        self._statements = statements
        self._dates = Spans(
            ((date, date.span) for date in dates if date.span), lambda dated: dated[1]
        )
        self._ends = [end.start() for end in _SENTENCE_END.finditer(text)]
        self._pack = pack
        self._grammar = event_grammar(pack.code)

    def find(self, triggers: Sequence[Match[Trigger]]) -> tuple[Event, ...]:
        found: list[Event] = []
        taken = 0
        for trigger in triggers:
            if trigger.first >= taken:  # not the complement of the event before
                taken = self._with_tail(trigger)
                found.append(self._event(trigger, taken, found))
        return tuple(found)

    def _event(self, match: Match[Trigger], last: int, before: Sequence[Event]) -> Event:
        span = Span(start=self._words[match.first].start, end=self._words[last - 1].end)
        statement = innermost(self._statements, span)
        realis = self._by_date(match, span, self._realis(match, last, statement))
        kind = match.value.kind
        return Event(
            span=span,
            kind=kind,
            plover=plover_code(kind, realis),
            actor=self._actor(match, last, span, statement) or _actor_before(kind, before),
            place=self._place(span, statement),
            realis=realis,
            when=self._when(span),
            statement=statement.id if statement else None,
        )

    def _with_tail(self, match: Match[Trigger]) -> int:
        """Past the complement that says what moves: "retrait | des forces russes"."""
        last = match.last
        taken = 0
        while last < len(self._words) and taken < _TAIL and self._glued(last):
            word = self._words[last]
            joins = word.folded in self._grammar.tail or word.folded in self._grammar.determiners
            if joins and taken < _TAIL - 1:
                end = last + 1
                while (
                    end < len(self._words)
                    and self._glued(end)
                    and (self._words[end].folded in self._grammar.determiners)
                ):
                    end += 1
                if not self._force_or_name(end):
                    break
                last = end
                taken += 1
            end_of_force = self._force_or_name(last)
            if not end_of_force:
                break
            last = end_of_force
            taken += 1
        return last

    def _force_or_name(self, index: int) -> int | None:
        """Past a word for a force or a known name at `index`."""
        if index >= len(self._words):
            return None
        force = self._grammar.forces.at(self._text, self._words, index)
        if force:
            return force.last
        name = self._names.starting_at(self._words[index].start)
        if name is None:
            return None
        last = index
        while last < len(self._words) and self._words[last].start < name.span.end:
            last += 1
        return last

    def _glued(self, index: int) -> bool:
        return (
            index > 0
            and glued(self._text, self._words[index - 1], self._words[index])
            and self._text[self._words[index - 1].end] != "\n"
        )

    # ---------------------------------------------------------------------------- realis

    def _realis(self, match: Match[Trigger], last: int, statement: Statement | None) -> Realis:
        before = self._window_before(match.first, statement)
        width = len(before)
        last_word = len(before) - 1
        if match.value.verb and before and self._grammar.beside.at(self._text, before, last_word):
            return Realis.DENIED
        governing = list(before)
        if match.value.verb:  # "zieht die Truppen *nicht* ab"
            governing += self._words[match.first + 1 : match.last]
        marker = self._last_marker(governing, width)
        if not match.value.verb and self._is_denied(self._words[match.first : match.last - 1]):
            marker = Realis.DENIED  # "*aucun* départ", named together
        after = self._clause_after(last)
        told = [found.value for found in self._grammar.after.find(self._text, after)]
        if told:
            return Realis.DENIED if Realis.DENIED in told else told[0]
        if self._denied_by_all(match, statement):
            return Realis.DENIED
        form = self._form(match)
        if form in _DECIDED:
            return form
        if marker is not None:
            return marker
        if statement and self._negated_by_cue(statement):
            return Realis.DENIED
        if self._in_question(match, statement):
            return Realis.UNKNOWN
        by_tense = self._by_tense(match, governing, statement)
        if by_tense is not None:
            return by_tense
        if match.value.verb and (form is Realis.ANNOUNCED or self._is_future(match)):
            hedged = statement and Modality.HEDGED in statement.modality
            return Realis.HYPOTHETICAL if hedged else Realis.ANNOUNCED
        if not match.value.verb and self._future_follows(match, after):
            return Realis.ANNOUNCED
        if not match.value.verb and statement and statement.modality == (Modality.WARNED,):
            return Realis.HEDGED  # "warned of a build-up"
        if match.value.verb and form is None and self._is_perfect(match, before, statement):
            return Realis.OCCURRED
        by_statement = self._by_statement(statement)
        if by_statement is not None:
            return by_statement
        if form is not None:
            return form
        return self._by_form(match, before, governing, after)

    def _by_date(self, match: Match[Trigger], span: Span, realis: Realis) -> Realis:
        """Not yet done by a day to come, and done by one gone, whatever the tense of the verb."""
        if self._published is None or realis not in (Realis.OCCURRED, Realis.ONGOING):
            return realis
        stays = match.value.kind in self._grammar.words.lasting | {EventKind.PRESENCE}
        if stays or not match.value.verb:
            return realis
        when = self._date_of_clause(span)
        if when and when.start > self._published:
            return Realis.ANNOUNCED
        entry = self._date_of_entry(span)
        return Realis.OCCURRED if entry and entry.end < self._published else realis

    def _date_of_clause(self, span: Span) -> When | None:
        """The date that no mark parts from an event."""
        when = self._when(span)
        if when is None or when.span is None:
            return None
        first, last = sorted((when.span, span), key=attrgetter("start"))
        return when if _CLAUSE_ENDS.isdisjoint(self._text[first.end : last.start]) else None

    def _date_of_entry(self, span: Span) -> When | None:
        """The date that heads its paragraph: "*October 13*. The Kurds strike a deal"."""
        first = max(0, span.start - _LONGEST_ENTRY)
        line = self._text.rfind("\n", first, span.start) + 1
        if not line and first:
            return None
        when, place = next(iter(self._dates.starting_in(line, span.start)), (None, None))
        if when is None or place is None or self._text[line : place.start].strip("•-–—* "):
            return None
        behind = self._text[place.end : span.start].lstrip()
        return when if behind[:1] in _AFTER_HEADING else None

    def _by_form(
        self,
        match: Match[Trigger],
        before: Sequence[Word],
        governing: Sequence[Word],
        after: Sequence[Word],
    ) -> Realis:
        """What tense and aspect make of an event that nothing else tells of."""
        verb, lasts = match.value.verb, match.value.kind in self._grammar.words.lasting
        words = self._words[match.first : match.last]
        reach, past = self._grammar.words.reach, self._grammar.past
        over = not lasts or past.find(self._text, before[-reach:])
        if verb and over and self._is_past(match):
            return Realis.OCCURRED
        beside = governing if verb else before[-self._grammar.words.beside :]
        if self._grammar.ongoing.find(self._text, [*beside, *words, *after]):
            return Realis.ONGOING
        if lasts and not verb:
            return Realis.ONGOING
        if past.find(self._text, governing[-reach:]) or not verb:
            return Realis.OCCURRED
        stays = match.value.kind is EventKind.PRESENCE or not self._grammar.words.realis.tenseless
        return Realis.ONGOING if stays else Realis.OCCURRED

    def _form(self, match: Match[Trigger]) -> Realis | None:
        """What the form of a trigger's last word tells."""
        last = self._words[match.last - 1 : match.last]
        found = self._grammar.forms.at(self._text, last, 0)
        if found is None:
            return None
        stays = match.value.kind is EventKind.PRESENCE and found.value is Realis.OCCURRED
        return Realis.ONGOING if stays else found.value  # "had stayed" says that they are there

    def _window_before(self, first: int, statement: Statement | None) -> list[Word]:
        """The words of the clause before a trigger, at most `WORDS_BEFORE` of them.

        What stands before its statement is the cue; that speaks through the modality.
        """
        start = first
        limit = statement.span.start if statement else 0
        while start > 0 and first - start < WORDS_BEFORE and self._words[start - 1].start >= limit:
            gap = self._text[self._words[start - 1].end : self._words[start].start]
            if not _STOPS.isdisjoint(gap):
                aside = self._aside_before(start) if gap.strip() == "," else start
                if aside == start:
                    break
                start = aside
                continue
            if self._grammar.breaks.at(self._text, self._words, start):
                break
            start -= 1
        return list(self._words[start:first])

    def _aside_before(self, index: int) -> int:
        """Where a marker between commas starts that ends before `index`: ", *probably*, leave"."""
        start = index - 1
        while start > 0 and index - start < _LONGEST_ASIDE and self._glued(start):
            start -= 1
        gap = self._text[self._words[start - 1].end : self._words[start].start] if start else ""
        marker = self._grammar.before.at(self._text, self._words, start)
        whole = marker is not None and marker.last == index
        return start if whole and gap.strip() == "," else index

    def _negated_by_cue(self, statement: Statement) -> bool:
        """True for "does not see | a withdrawal": the negation stands outside the content.

        Or it opens it and governs all of it: "dit | ne pas savoir si …".
        """
        if statement.polarity is Polarity.POSITIVE:
            return False
        first = bisect_left(self._words, statement.span.start, key=attrgetter("start"))
        last = bisect_left(self._words, statement.span.end, key=attrgetter("start"))
        content = self._words[first:last]
        direct = statement.type is StatementType.DIRECT
        if content and content[0].folded in negators(self._pack) and not direct:
            return True
        return not negates(self._text, content, self._pack)

    def _is_denied(self, words: Sequence[Word]) -> bool:
        found = self._grammar.before.find(self._text, words)
        return any(match.value is Realis.DENIED for match in found)

    def _denied_by_all(self, match: Match[Trigger], statement: Statement | None) -> bool:
        """True for what somebody only reports of others to deny it: "rejects the *claims* of …"."""
        if statement is None or statement.type is not StatementType.REPORTED:
            return False
        around = self._statements.overlapping(self._first_letter(match))
        return any(
            s.modality == (Modality.DENIED,) and s.polarity is Polarity.NEGATIVE for s in around
        )

    def _clause_after(self, index: int) -> Sequence[Word]:
        """The first words after a trigger that no mark parts from it."""
        last = index
        while last < min(len(self._words), index + _AFTER) and not self._broken(last):
            last += 1
        return self._words[index:last]

    def _broken(self, index: int) -> bool:
        gap = (
            self._text[self._words[index - 1].end : self._words[index].start]
            if (index < len(self._words))
            else "."
        )
        return not _STOPS.isdisjoint(gap)

    def _last_marker(self, before: Sequence[Word], width: int) -> Realis | None:
        """The marker that governs the event: a denial wins, else the nearest one.

        `width` of the words stand before the trigger, the others in it.
        """
        found = [
            m
            for m in self._grammar.before.find(self._text, before)
            if m.value not in _NEAR or width - m.last <= self._grammar.words.reach
        ]
        if any(m.value is Realis.DENIED for m in found[-2:]):
            return Realis.DENIED
        return found[-1].value if found else None

    def _by_tense(
        self, match: Match[Trigger], before: Sequence[Word], statement: Statement | None
    ) -> Realis | None:
        """What a future seen from the past makes of an event."""
        if not match.value.verb:
            return None
        endings = self._grammar.words.realis.conditional
        edges = (self._words[match.first], self._words[match.last - 1])  # "*se* retirerait"
        ending = bool(endings) and any(word.folded.endswith(endings) for word in edges)
        heard = statement is not None and statement.modality == (Modality.ALLEGED,)
        auxiliary = self._grammar.future_in_past.find(
            self._text, before[-self._grammar.words.reach :]
        )
        if not ending and not auxiliary:
            return None
        reported = statement is not None and statement.type in (
            StatementType.INDIRECT,
            StatementType.MIXED,
        )
        if heard:
            return Realis.ALLEGED
        if reported:
            return Realis.ANNOUNCED
        hearsay = ending or bool(self._grammar.words.realis.hearsay)
        return Realis.ALLEGED if hearsay else Realis.HYPOTHETICAL

    def _in_question(self, match: Match[Trigger], statement: Statement | None) -> bool:
        if statement and statement.modality == (Modality.QUESTIONED,):
            return True
        end = self._sentence_end(self._words[match.first].start)
        return self._text[end : end + 1] == "?"

    def _is_past(self, match: Match[Trigger]) -> bool:
        """True for a form that tells of the past by itself ("withdrew", "reinforced")."""
        endings = self._grammar.past_endings
        return any(
            word.folded in self._grammar.past_forms or word.folded.endswith(endings)
            for word in self._words[match.first : match.last]
        )

    def _future_follows(self, match: Match[Trigger], after: Sequence[Word]) -> bool:
        """True for a noun whose verb lies ahead: "le retrait *se fera*"."""
        endings = self._grammar.words.realis.future
        lasts = match.value.kind in self._grammar.words.lasting
        return bool(endings) and not lasts and any(w.folded.endswith(endings) for w in after)

    def _is_perfect(
        self, match: Match[Trigger], before: Sequence[Word], statement: Statement | None
    ) -> bool:
        """True for what is announced as done: "announced that it *had withdrawn*"."""
        if statement is None or statement.modality != (Modality.ANNOUNCED,):
            return False
        near = before[-self._grammar.words.reach :]
        return self._is_past(match) and bool(self._grammar.past.find(self._text, near))

    def _is_future(self, match: Match[Trigger]) -> bool:
        endings = self._grammar.words.realis.future
        return (bool(endings) and self._words[match.last - 1].folded.endswith(endings)) or (
            bool(endings) and self._words[match.first].folded.endswith(endings)
        )

    def _by_statement(self, statement: Statement | None) -> Realis | None:
        """What the modality of a statement makes of the events in it."""
        if statement is None:
            return None
        modality = set(statement.modality)
        if Modality.ASSERTED in modality:
            return None
        for kind, realis in (
            (Modality.DENIED, Realis.DENIED),
            (Modality.HOPED, Realis.HOPED),
            (Modality.DEMANDED, Realis.HYPOTHETICAL),
            (Modality.ALLEGED, Realis.ALLEGED),
            (Modality.CONDITIONAL, Realis.HYPOTHETICAL),
            (Modality.QUESTIONED, Realis.HYPOTHETICAL),
            (Modality.HEDGED, Realis.HEDGED),
            (Modality.ANNOUNCED, Realis.ANNOUNCED),
        ):
            if kind in modality:
                return realis
        return None

    # ------------------------------------------------------------------ actor, place, date

    def _actor(
        self, match: Match[Trigger], last: int, span: Span, statement: Statement | None
    ) -> str | None:
        """Whose force: a name in or beside the trigger, the subject, or who announces it."""
        near = self._words[last].end if last < len(self._words) and self._glued(last) else span.end
        inside = [
            n
            for n in self._acting.starting_in(span.start, near)
            if n.kind == "demonym"  # but not "the *Ukrainian* border"
        ]
        if inside:
            return inside[0].code
        kinds = {"state", "demonym", "people", "party"}
        if match.value.kind is EventKind.WITHDRAWAL:
            kinds.add("organisation")  # "retrait de la MONUSCO"
        own = any(
            w.folded in self._grammar.possessives for w in self._words[match.last : last]
        )  # "retrait de ses troupes de Géorgie": the name says from where
        owned = [
            n
            for n in self._acting.starting_in(span.start, span.end)
            if span.covers(n.span) and n.kind in kinds and not own
        ]
        if owned and not match.value.verb and match.value.kind is not EventKind.ATTACK:
            return owned[0].code  # of an attack, the name after it is the target
        left = self._words[max(0, match.first - 3)].start
        beside = [n for n in self._acting.starting_in(left, span.start) if n.kind == "demonym"]
        if beside:
            return beside[-1].code
        subject = (
            self._speaker_side(match, last, statement)
            or self._pronoun(match, statement, span)
            or self._owner(match, last, statement)
            or self._subject_by_order(match)
            or self._possessor(match, statement)
        )
        if subject:
            return subject
        if statement is None or Modality.ANNOUNCED not in statement.modality:
            return None
        if statement.speaker is None or match.value.kind is EventKind.PRESENCE:
            return None  # of who stays, a host may speak too
        return statement.speaker.party

    def _speaker_side(
        self, match: Match[Trigger], last: int, statement: Statement | None
    ) -> str | None:
        """Whose "our forces" are in a quotation: the speaker's."""
        if statement is None or statement.speaker is None or not self._grammar.first_person:
            return None
        before = self._window_before(match.first, statement)[-_OWN_SIDE:]
        near = [*before, *self._words[match.first : last]]
        own = any(word.folded in self._grammar.first_person for word in near) or (
            match.value.verb and any(word.folded in self._grammar.we for word in before)
        )
        return statement.speaker.party if own else None

    def _pronoun(
        self, match: Match[Trigger], statement: Statement | None, span: Span
    ) -> str | None:
        """Whom a pronoun before the trigger goes back to.

        In reported speech, the speaker ("Moscow says that *it* moves its forces"); in a quotation
        "they" is the last party named that is not the speaker's own.
        """
        pronoun = next(
            (
                m
                for m in self._mentions.backwards(span.start, self._reach(match))
                if m.kind == "pronoun" and m.last <= match.first
            ),
            None,
        )
        if pronoun is None:
            return None
        gap = self._text[pronoun.span.end : span.start]
        if not _ENDS.isdisjoint(gap) or self._names_between(pronoun, span):
            return None
        own = statement.speaker.party if statement and statement.speaker else None
        inside = statement is not None and statement.span.covers(pronoun.span)
        if inside and statement and statement.type is not StatementType.DIRECT:
            return own
        if not pronoun.gender.endswith("p"):
            return None
        before = islice(self._acting.backwards(pronoun.span.start), _NAMES_BACK)
        return next((n.code for n in before if n.code != own and n.kind != "organisation"), None)

    def _possessor(self, match: Match[Trigger], statement: Statement | None) -> str | None:
        """Whose "its troops" are in reported speech: the speaker's."""
        if statement is None or statement.speaker is None:
            return None
        if statement.type is StatementType.DIRECT:
            return None
        first = bisect_left(self._words, statement.span.start, key=attrgetter("start"))
        before = self._words[max(first, match.first - _SUBJECT_REACH) : match.first]
        own = any(word.folded in self._grammar.possessives for word in before)
        return statement.speaker.party if own else None

    def _reach(self, match: Match[Trigger]) -> int:
        """Where the words start among which a trigger's subject is looked for."""
        return self._words[max(0, match.first - _SUBJECT_REACH)].start

    def _names_between(self, pronoun: Mention, span: Span) -> bool:
        return bool(self._acting.starting_in(pronoun.span.end, span.start))

    def _owner(self, match: Match[Trigger], last: int, statement: Statement | None) -> str | None:
        """Whose "its withdrawal" is: the speaker's, else that of the party named before."""
        endings = self._grammar.own_endings
        words = self._words[match.first : last]
        if not endings or not any(word.text.endswith(endings) for word in words):
            return None
        if statement and statement.speaker:
            return statement.speaker.party
        return self._subject(match)

    def _subject(self, match: Match[Trigger]) -> str | None:
        """The last party before the trigger in its sentence that is no mere place."""
        start = self._words[match.first].start
        for name in self._acting.backwards(start, self._reach(match)):
            if not self._is_speaker(name, match):
                gap = self._text[name.span.end : start]
                return self._first_of(name).code if _ENDS.isdisjoint(gap) else None
        return None

    def _first_of(self, name: Name) -> Name:
        """The first of names that are joined: "*U.S.* and NATO troops"."""
        before = next(self._acting.backwards(name.span.start), None)
        joined = before and self._text[before.span.end : name.span.start].strip()
        return before if before and joined in self._grammar.words.joins else name

    def _subject_by_order(self, match: Match[Trigger]) -> str | None:
        """The subject, looked for first on the side of its verb where the language puts it."""
        if self._grammar.words.verb_first:
            return self._subject_behind(match) or self._subject(match)
        return self._subject(match) or self._subject_behind(match)

    def _subject_behind(self, match: Match[Trigger]) -> str | None:
        """The first party behind a verb in its clause: "Gestern zog *Moskau* …"."""
        if not (self._grammar.words.subject_behind and match.value.verb):
            return None
        last = match.first + 1
        while last < len(self._words) and not self._broken(last):
            last += 1
        end = self._words[min(last, match.first + WORDS_BEFORE) - 1].end
        behind = self._acting.starting_in(self._words[match.first].end, end)
        return next((n.code for n in behind if not self._is_speaker(n, match)), None)

    def _is_speaker(self, name: Name, match: Match[Trigger]) -> bool:
        """True if the name is (in) the mention of who says it: "…, a US official said, …"."""
        return any(
            s.speaker and s.speaker.span and s.speaker.span.covers(name.span)
            for s in self._statements.overlapping(self._first_letter(match))
        )

    def _first_letter(self, match: Match[Trigger]) -> Span:
        start = self._words[match.first].start
        return Span(start=start, end=start + 1)

    def _place(self, span: Span, statement: Statement | None) -> str | None:
        """The first place after the trigger in its sentence and statement."""
        end = self._sentence_end(span.end)
        if statement:
            end = min(end, max(statement.span.end, span.end))
        after = self._names.starting_in(span.start, end)
        return next((name.text for name in after if name.located), None)

    def _sentence_end(self, position: int) -> int:
        index = bisect_left(self._ends, position)
        return self._ends[index] if index < len(self._ends) else len(self._text)

    def _when(self, span: Span) -> When | None:
        """The date nearest the event in its sentence."""
        index = bisect_left(self._ends, span.start)
        start = self._ends[index - 1] if index else 0
        inside = self._dates.starting_in(start, self._sentence_end(span.end))
        nearest = min(inside, key=lambda dated: abs(dated[1].start - span.start), default=None)
        return nearest[0] if nearest else None
