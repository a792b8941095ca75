"""Whose card a name takes: by the whole name, never by a name that stands somewhere inside it.

"Not a Firm", "Firm Fans" and "The Firm Times" are not the firm. What may stand beside a name is a
closed list of a language pack, the table ``[cards]``: articles, offices, and what an office puts
out. A surname alone takes a person's card only where nothing in the text says that it is another
person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from recul import languages
from recul.case import Case
from recul.evidence.scopes import packs
from recul.evidence.sides import kind_of
from recul.evidence.wording import agencies
from recul.extraction.names import Names
from recul.model import Document, SourceKind, Speaker, Value
from recul.reading.addresses import canonical, host_of
from recul.sources import SourceCard, Who

Words = tuple[str, ...]

_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_SEVERAL = re.compile(r"\s*[,;/]\s*")
_WORD = re.compile(r"\w+")
_NAME_BEFORE = re.compile(r"(?:^|[\s-])[A-Z]\w*[ -]$")
_NAME_AFTER = re.compile(r"[ -][A-Z]\w")
_TELLING = 4
"""Letters of the shortest word that names an office."""
_HEAD = 400
"""Characters of the beginning and of the end in which an agency signs."""
_CARRYING = (Who.CARRIER, Who.PLATFORM)
_SPEAKING = (None, Who.GOVERNMENT, Who.MINISTRY, Who.SPOKESPERSON)
"""Who may be meant by a mere office, "the ministry"; a case by hand may leave it out."""


class CardWords(Value):
    """The table ``[cards]`` of a language pack: words that may stand beside a name.

    Attributes:
        articles: before any name.
        offices: before the name of who holds one; alone, whoever holds it.
        expertise: the same, of an analyst.
        not_theirs: beside a name, of one who held an office or only borrows the name.
        negations: those of them that belong to the verb where they stand after a name.
        reports: after the name of who put it out.
        released: phrases before the name of who put pictures out.
        byline: words that begin a line of authors.
        contrasts: words that begin a clause which is no part of what was said before it.
    """

    articles: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    expertise: frozenset[str] = frozenset()
    not_theirs: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    released: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()


@lru_cache
def card_words() -> CardWords:
    """The words of all packs together: a name is cited in any language."""
    tables = [languages.load(code).section("cards", CardWords) for code in languages.available()]
    return CardWords(
        articles=frozenset().union(*(t.articles for t in tables)),
        offices=frozenset().union(*(t.offices for t in tables)),
        expertise=frozenset().union(*(t.expertise for t in tables)),
        not_theirs=frozenset().union(*(t.not_theirs for t in tables)),
        negations=frozenset().union(*(t.negations for t in tables)),
        reports=frozenset().union(*(t.reports for t in tables)),
        released=tuple(phrase for t in tables for phrase in t.released),
        byline=tuple(word for t in tables for word in t.byline),
        contrasts=tuple(word for t in tables for word in t.contrasts),
    )


def card_of(name: str, case: Case) -> SourceCard | None:
    """The card of a source as a table cites it.

    What stands in brackets, whom it came by and whom it cites are left out. Of several sources
    joined by commas or strokes each must have a card; the first is taken.
    """
    whole = card_named(name, case)
    if whole:
        return whole
    cards = [_beside(words_in(part), case) for part in _SEVERAL.split(split_citation(name)[0])]
    return cards[0] if all(cards) else None


def card_named(name: str, case: Case) -> SourceCard | None:
    """The card on which `name` stands, without regard to case, articles and punctuation."""
    return _names(case).whole.get(words_in(name))


def card_at(url: str | None, case: Case) -> SourceCard | None:
    """The card of who publishes at an address: an account, its host, or the nearest above it."""
    host = host_of(url)
    if not url or not host:
        return None
    hosts = _names(case).hosts
    account = urlsplit(canonical(url)).path.casefold().split("/")[1:2]
    places = [f"{host}/{name}" for name in account]
    while host:
        places.append(host)
        host = host.partition(".")[2]
    return next((hosts[place] for place in places if place in hosts), None)


def publisher_card(document: Document, case: Case) -> SourceCard | None:
    """The card of a document's publisher, who is not always whoever carries it.

    An address tells more than a name, which any page can give itself: a page that calls itself
    by a known name is nobody's, where that publisher is known to be found elsewhere. An aggregator
    has not written what it carries: there the address that it says it has it from counts, and then
    the name; on a platform neither does.
    """
    there = card_at(document.url, case)
    if there and there.who not in _CARRYING:
        return there
    original = card_at(document.original, case) if there and there.who is Who.CARRIER else None
    if original and original.who not in _CARRYING:
        return original
    named = card_named(document.publisher, case) if document.publisher else None
    if named is None or named.who in _CARRYING or (there and there.who is Who.PLATFORM):
        return None
    elsewhere = there is None and named.domains and host_of(document.url)
    return None if elsewhere else named


def card_of_speaker(
    speaker: Speaker, others: Iterable[Speaker], beside: str, case: Case
) -> SourceCard | None:
    """The card of a speaker of a text.

    A mere office ("the ministry") whose party is known is the first card of that party.

    Args:
        speaker: as the text names it.
        others: the other speakers of the text, among whom there may be one of the same surname.
        beside: what stands beside the name, between it and the verb.
        case: holds the cards.
    """
    words = words_in(speaker.name)
    table = card_words()
    if not words or not table.not_theirs.isdisjoint(words_in(beside)):
        return None
    card = _beside(words, case)
    if card and len(words) == 1 and not _may_be(speaker, words[0], card, others):
        return None
    office = speaker.name.islower() and table.offices.issuperset(words)
    if card is None and speaker.party and office:
        speaking = (c for c in case.sources if c.who in _SPEAKING and c.party == speaker.party)
        return next(speaking, None)
    return card


def speaks_for_party(speaker: Speaker, beside: str) -> bool:
    """False for one who only comes from there: "a Polish blogger", "a former minister"."""
    role = words_in(speaker.role or "")
    said = (*role, *words_in(speaker.name), *words_in(beside))
    table = card_words()
    return table.not_theirs.isdisjoint(said) and (not role or _tells(table.offices, role))


def first_imagery(text: str, case: Case) -> SourceCard | None:
    """The imagery company that `text` names first: several in one report are one origin."""
    named = [
        (at, card)
        for card in case.sources
        if kind_of(card, case) is SourceKind.IMAGERY
        for name in card.names
        for at in _standing_alone(name, text)
    ]
    return min(named, key=lambda pair: pair[0])[1] if named else None


def _standing_alone(name: str, text: str) -> Iterator[int]:
    """Where a proper name stands in a text and is no part of a longer one."""
    pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
    for found in re.finditer(pattern, text, re.IGNORECASE):
        longer = _NAME_BEFORE.search(text[: found.start()]) or _NAME_AFTER.match(
            text[found.end() :]
        )
        if not found.group()[0].islower() and not longer:
            yield found.start()


def releaser_in(text: str, language: str, case: Case) -> tuple[str, str] | None:
    """Who put pictures out, as `text` says it, and the party that is: name and id."""
    words = languages.load(language).section("cards", CardWords)
    by = re.search(rf"(?<!\w)(?:{_any_of(words.released)})(?!\w)", text, re.IGNORECASE)
    if by is None:
        return None
    stretch = re.split(r"[,.;:]", text[by.end() :])[0]
    known = Names(languages.load(language), case).find(stretch)
    owner = next((name for name in known if name.code), None)
    return (owner.text, owner.code) if owner and owner.code else None


def turns(text: str) -> bool:
    """True if a clause of contrast begins in `text`: ", but"."""
    contrasts = _any_of(card_words().contrasts)
    return re.search(rf"[,;]\s*(?:{contrasts})(?!\w)", text, re.IGNORECASE) is not None


def agency_of(document: Document, case: Case) -> SourceCard | None:
    """The agency in the dateline, the byline or the signature of a text, if it has a card.

    An agency that is merely mentioned ("told the agency") has not written the text.
    """
    if document.language is None:
        return None
    names = _any_of(agencies(document.language))
    by = _any_of(card_words().byline)
    first = document.text.lstrip()[:_HEAD]
    last = document.text.rstrip()[-_HEAD:]
    found = (
        re.search(rf"^[^\n.!?]{{0,60}}\(({names})\)\s*[-\u2013\u2014:]", first, re.MULTILINE)
        or re.search(rf"^(?i:{by})\s[^\n.!?]{{0,60}}?[\s(/]({names})\)?\s*$", first, re.MULTILINE)
        or re.search(rf"(?:^|[.!?\u00bb\u201d\"]\s*)[\[(\u2013\u2014-]\s*({names})\s*[\])]?$", last)
        or re.search(rf"\n({names})$", last)
    )
    return card_named(found.group(1), case) if found else None


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first; one that matches nothing for none."""
    return "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) or "(?!)"


def split_citation(name: str) -> tuple[str, str]:
    """Who vouches for a report, and who first put it out, from a name as a table cites it."""
    vouches = _IN_BRACKETS.sub("", name).strip() or name
    for pack in packs():
        for word in pack.via:
            vouches = re.split(rf"\s{re.escape(word)}\s", vouches)[0].strip()
        for word in pack.citing:
            carrier, *cited = re.split(rf"\s{re.escape(word)}\s", vouches)
            if cited:
                return carrier.strip(), cited[0].strip()
    return vouches, vouches


@lru_cache(maxsize=4096)
def words_in(name: str) -> Words:
    """The words of a name, folded, without its articles and the stops of an abbreviation.

    The last word stays: it is the name ("i" is a newspaper in London and an article in Rome).
    """
    words = tuple(_WORD.findall(name.casefold().replace(".", "")))
    articles = card_words().articles
    first = next((i for i, w in enumerate(words[:-1]) if w not in articles), len(words) - 1)
    return words[max(first, 0) :]


class _Names(NamedTuple):
    """The cards of a case by their names and their addresses; the first of two goes before."""

    whole: Mapping[Words, SourceCard]
    beginning: Mapping[str, Sequence[tuple[Words, SourceCard]]]
    hosts: Mapping[str, SourceCard]


class _Cards:
    """The cards of a case as a key: hundreds of them are compared faster by being the same."""

    def __init__(self, cards: tuple[SourceCard, ...]) -> None:
        self.cards = cards

    def __hash__(self) -> int:
        return id(self.cards)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Cards) and self.cards is other.cards


def _names(case: Case) -> _Names:
    return _by_name(_Cards(case.sources))


@lru_cache(maxsize=16)
def _by_name(key: _Cards) -> _Names:
    whole: dict[Words, SourceCard] = {}
    beginning: dict[str, list[tuple[Words, SourceCard]]] = {}
    hosts: dict[str, SourceCard] = {}
    for card in key.cards:
        for name in sorted(_names_of(card) - {()}):
            whole.setdefault(name, card)
            beginning.setdefault(name[0], []).append((name, card))
        for domain in card.domains:
            hosts.setdefault(domain, card)
    return _Names(whole, beginning, hosts)


def _names_of(card: SourceCard) -> frozenset[Words]:
    return _each_in_words(card.names)


@lru_cache(maxsize=4096)
def _each_in_words(names: tuple[str, ...]) -> frozenset[Words]:
    return frozenset(words_in(name) for name in names)


def _beside(words: Words, case: Case) -> SourceCard | None:
    """The card whose name, with an office before it or a report after it, is all of `words`.

    The longest name wins, and of two as long the one that the case itself gives; of two cards that
    fit equally well none is taken.
    """
    fits: dict[tuple[int, bool], dict[str, SourceCard]] = {}
    for at, word in enumerate(words):
        for known, card in _names(case).beginning.get(word, ()):
            here = words[at : at + len(known)] == known
            if here and _is_beside(words, at, known, card, case):
                fits.setdefault((len(known), not card.shipped), {})[card.id] = card
    best = list(fits[max(fits)].values()) if fits else []
    return best[0] if len(best) == 1 else None


def _is_beside(words: Words, at: int, known: Words, card: SourceCard, case: Case) -> bool:
    before, after = words[:at], words[at + len(known) :]
    table = card_words()
    party = case.party(card.party)
    own = {name[0] for name in _names_of(card) if len(name) == 1}
    if party:
        own |= {w[0] for w in map(words_in, (party.id, *party.names)) if len(w) == 1}
    # "NATO official" is of that office; "Firm official" may be anybody.
    behind = table.reports | table.offices if card.party else table.reports
    return set(before) <= _offices(card) | own and set(after) <= behind


def _may_be(speaker: Speaker, surname: str, card: SourceCard, others: Iterable[Speaker]) -> bool:
    """False if the text says that a bare name is not whom the card means."""
    if speaker.party not in (None, card.party) and card.party is not None:
        return False
    if speaker.role and not _fits_office(words_in(speaker.role), card):
        return False
    names = _names_of(card)
    namesakes = (words_in(other.name) for other in others)
    return all(n in names for n in namesakes if len(n) > 1 and n[-1] == surname)


def _fits_office(role: Words, card: SourceCard) -> bool:
    return _tells(_offices(card), role) and card_words().not_theirs.isdisjoint(role)


def _offices(card: SourceCard) -> frozenset[str]:
    table = card_words()
    expert = card.who is Who.RESEARCH or card.kind is SourceKind.RESEARCHER
    return table.expertise if expert else table.offices


def _tells(offices: frozenset[str], role: Words) -> bool:
    """True if a role holds a word of an office that is more than "of" or "the"."""
    return any(word in offices and len(word) >= _TELLING for word in role)
