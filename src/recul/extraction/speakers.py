"""Who speaks: the noun phrases of a text that can be a speaker, and whom they stand for.

A mention is a pronoun, a name ("Jens Stoltenberg"), a role ("the Russian defence minister"), both
together, an institution or a party ("Moscow"). Short names and pronouns are resolved to the
fullest name of the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, pairwise
from operator import attrgetter

from recul.extraction.lexicon import (
    Word,
    folded,
    glued,
    has_article,
    is_capital,
    words_of,
)
from recul.extraction.names import Name
from recul.extraction.patterns import phrases
from recul.extraction.spans import Spans
from recul.extraction.speaker_words import (
    Kind,
    Mention,
    speaker_grammar,
)
from recul.languages import Pack
from recul.model import Span, Speaker

_LONGEST_COMPLEMENT = 4
"""Words taken after each joining word of a role ("ministre | des Affaires étrangères")."""
_LONGEST_NAME = 5
_LONGEST_ROLE = 12
_MODIFIERS = 8
"""Words looked at before a role."""
_MENTIONS_BACK = 200
"""Mentions that a pronoun may go back over."""
_NAMES_OF_A_LINE = 200
"""Names among which the state of an office is looked for."""
_SHORTEST_STEM = 3
"""Letters that a name keeps without its case ending."""
_OPENING = 8
"""Characters from the head of a sentence to the city it opens with: "And in Moscow"."""
_APPOSITION = ", "
_ROLES = ("role", "group")


class Mentions:
    """The mentions of one text, and who each of them is.

    Args:
        text: the text, boilerplate masked.
        words: its words.
        pack: its language.
        named: the states, organisations and places found in it.
        home: the state where it was filed, if it tells.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        pack: Pack,
        named: Sequence[Name],
        home: str | None = None,
    ) -> None:
        self._home = home
        self._text = text
        self._words = words
        self._grammar = speaker_grammar(pack.code)
        self._named = named
        self._name_at = self._index_names()
        self._codes = Spans((name for name in named if name.code), lambda name: name.span)
        self.found = self._with_surnames(self._find())
        self._people = self._register()
        self._roles = self._index_roles()
        self._placed = Spans(self.found, lambda mention: mention.span)

    @property
    def determiners(self) -> frozenset[str]:
        """Articles and the like, which may stand before a mention."""
        return self._grammar.words.determiners

    @property
    def oblique(self) -> frozenset[str]:
        """Determiners that make an object of what stands after them."""
        return self._grammar.words.oblique

    @property
    def possessives(self) -> frozenset[str]:
        """What ends the owner of something."""
        return self._grammar.possessives

    @property
    def prepositions(self) -> frozenset[str]:
        """Words that make an object of the mention right after them."""
        return self._grammar.words.prepositions

    def _index_names(self) -> dict[int, Name]:
        starts = {word.start: index for index, word in enumerate(self._words)}
        return {starts[n.span.start]: n for n in self._named if n.span.start in starts}

    def _name_end(self, index: int) -> int:
        """The word after the known name that starts at `index`."""
        end = self._name_at[index].span.end
        last = index
        while last < len(self._words) and self._words[last].start < end:
            last += 1
        return last

    # ------------------------------------------------------------------------- finding

    def _find(self) -> list[Mention]:
        found: list[Mention] = []
        index = 0
        pronouns, heads = self._grammar.pronouns, self._grammar.heads
        while index < len(self._words):
            word = self._words[index]
            if (
                not (is_capital(word) and self._grammar.words.capitals)
                and index not in self._name_at
                and not heads.begins(word.folded)
                and not pronouns.begins(word.folded)
                and not self._after_verb(index)
            ):
                index += 1  # most words: no mention begins here
                continue
            mention = self._at(index, found)
            if mention:
                while found and found[-1].first >= mention.first:
                    found.pop()
                if found and self._in_apposition(found[-1], mention):
                    mention = self._joined(found.pop(), mention)
                found.append(mention)
                index = mention.last
            else:
                index += 1
        return found

    def _with_surnames(self, found: list[Mention]) -> list[Mention]:
        """With the people whose full name the text gives where it gives their last name only."""
        people = [_parted_name(m.name) for m in found if m.kind == "person" and m.name]
        surnames = {self._stem(name) for names in people for name in (names[0], names[-1])}
        if not surnames:
            return found
        taken = Spans(found, lambda mention: mention.span)
        alone = [
            self._mention("person", index, index + 1, name=word.text)
            for index, word in enumerate(self._words)
            if is_capital(word)
            and self._stem(word.text) in surnames
            and self._capital(index)
            and not taken.overlapping(Span(start=word.start, end=word.end))
        ]
        return sorted([*found, *alone], key=lambda mention: mention.first)

    def _in_apposition(self, role: Mention, person: Mention) -> bool:
        """True for "the ministry's spokesman, General Igor Konashenkov": one person, two roles."""
        gap = self._text[role.span.end : person.span.start]
        glued_roles = gap == " " and bool(self._grammar.words.genitives) and person.role is not None
        apposed = gap == _APPOSITION or glued_roles  # "командующий округом | генерал X"
        return apposed and role.kind == "role" and person.kind == "person"

    def _joined(self, role: Mention, person: Mention) -> Mention:
        return self._mention(
            "person",
            role.first,
            person.last,
            name=person.name,
            role=role.role,
            party=role.party or person.party,
        )

    def _at(self, index: int, found: list[Mention]) -> Mention | None:
        pronoun = self._grammar.pronouns.at(self._text, self._words, index)
        if pronoun:
            return self._mention("pronoun", index, pronoun.last, gender=pronoun.value)
        head = self._grammar.heads.at(self._text, self._words, index)
        if head and not self._named_longer(index, head.last):
            return self._role(index, head.last, head.value, found)
        if self._grammar.words.capitals or self._after_verb(index):
            name_end = self._person(index)
            if name_end:
                return self._with_role_after(index, name_end)
        if index in self._name_at:
            return self._party(index)
        return None

    def _after_verb(self, index: int) -> bool:
        """True right behind a verb of saying, where names have no capitals to tell them."""
        if self._grammar.words.capitals or not self._glued(index):
            return False
        return self._grammar.cues.is_verb(self._words[index - 1])

    def _named_longer(self, index: int, last: int) -> bool:
        """True if a name of the case starts with a role ("ministère russe de la Défense")."""
        name = self._name_at.get(index)
        return name is not None and name.kind == "party" and self._name_end(index) > last

    def _party(self, index: int) -> Mention | None:
        name = self._name_at[index]
        last = self._name_end(index)
        if name.code is None:
            return None
        capital = self._words[index].text[0].isupper()
        before = self._words[index - 1].folded if self._glued(index) else ""
        people = capital or before in self._grammar.words.people_articles
        if name.kind == "demonym" and (not people or self._followed_by_word(last)):
            return None  # a people speaks with a capital, and as a noun: "les Russes"
        if name.kind == "demonym" and before in self._grammar.words.definite:
            return self._mention("pronoun", index, last)  # "le Norvégien": who spoke last
        first = self._with_determiner(index)
        return self._mention("party", first, last, name=self._slice(index, last), party=name.code)

    def _followed_by_word(self, index: int) -> bool:
        """True if a noun follows the adjective that ends before `index`."""
        if index >= len(self._words) or not glued(
            self._text, self._words[index - 1], self._words[index]
        ):
            return False
        cues = self._grammar.cues
        word = self._words[index]
        return not (
            cues.is_auxiliary(word)
            or cues.is_adverb(word)
            or cues.is_verb(word)
            or word.folded in self._grammar.words.prepositions
        )

    def _role(self, index: int, last: int, kind: Kind, found: list[Mention]) -> Mention:
        """A role or an institution at ``[index, last)``, grown in both directions."""
        if self._grammar.named_first.at(self._text, self._words, index):
            person = self._named_before(index, last, found)
            if person:
                return person
        first = self._before_role(index)
        if found and self._grammar.words.modifiers_first and self._glued(first):
            before = found[-1]
            if before.kind in _ROLES and before.last == first:
                first = before.first  # "satellite imagery | company"
        last = self._after_role(last)
        named = self._grammar.words.capitals or kind == "role"
        if not named and last < len(self._words) and self._glued(last):
            definite = has_article(self._words[last - 1])
            last = (None if definite else self._person(last, single=True)) or last
        if self._grammar.words.genitives and kind == "group" and named:
            named = self._grammar.institutions.at(self._text, self._words, index) is not None
            if not named and last < len(self._words) and self._glued(last) and self._capital(last):
                last += 1  # "жители | Валуек"
        name_first = self._name_start(last) if named else None
        if name_first is None and self._is_possessive(last) and self._glued_to(last + 1):
            name_first = last + 1  # "内政部 | 的 | 乌季阿什维利"
        role = self._slice(first, last)
        party = self._party_of(first, last)
        if name_first is not None:
            name_last = self._person(name_first, single=True)
            if name_last:
                return self._mention(
                    "person",
                    self._with_determiner(first),
                    name_last,
                    name=self._slice(name_first, name_last),
                    role=role,
                    party=party,
                )
        return self._mention(kind, self._with_determiner(first), last, role=role, party=party)

    def _named_before(self, index: int, last: int, found: list[Mention]) -> Mention | None:
        """The person whose name stands before a role: "陆军参谋长 *纳拉万内上将*", "*米利将军*"."""
        if found and found[-1].last == index and found[-1].kind == "person":
            return self._joined(found[-1], found[-1]._replace(last=last))
        if not (self._glued_to(index) and self._capital(index - 1)):
            return None
        name, role = self._words[index - 1].text, self._slice(index, last)
        return self._mention("person", index - 1, last, name=name, role=role)

    def _glued_to(self, index: int) -> bool:
        """True if nothing at all parts the word at `index` from the one before."""
        words = self._words
        return 0 < index < len(words) and words[index - 1].end == words[index].start

    def _party_of(self, first: int, last: int) -> str | None:
        """Whose a role is: the first name in it that does not merely say where.

        "Conseil de sécurité ukrainien" is Ukraine's, not the UN's.
        """
        start, end = self._words[first].start, self._words[last - 1].end
        names = self._codes.starting_in(start, end)
        for name, after in pairwise(names):
            beside = after.span.start == name.span.end + 1
            if name.kind == "organisation" and after.kind == "demonym" and beside:
                return after.code
        for name in names:
            if not name.located or (name.kind == "capital" and self._is_office(first, last)):
                return name.code  # "das Verteidigungsministerium in *Moskau*"
        return None

    def _is_office(self, first: int, last: int) -> bool:
        """True if a word of a role is an institution that belongs to some state."""
        institutions, offices = self._grammar.institutions, self._grammar.offices
        return any(
            institutions.at(self._text, self._words, index)
            and offices.at(self._text, self._words, index)
            for index in range(first, last)
        )

    def _before_role(self, index: int) -> int:
        """Where the modifiers before a role start ("[Russian defence] minister")."""
        first = index
        limit = max(0, index - _MODIFIERS)
        while first > limit and self._glued(first) and self._modifies(first - 1, first):
            first -= 1
        if first < index and self._words[first].folded in self._grammar.possessives:
            first += 1  # whose it is, no list knows: "Velmora's | defence minister"
        if self._grammar.words.names_first:
            return self._before_named(first)
        if self._grammar.words.modifiers_first and first > 1 and self._glued(first):
            word, before = self._words[first - 1], self._words[first - 2]
            article = before.folded in self._grammar.words.determiners and self._glued(first - 1)
            if article and word.text.islower() and self._nominal(word):
                return first - 1  # "a *tea* seller"
        return first

    def _before_named(self, index: int) -> int:
        """Where the name starts that stands before what it is the name of ("Dawn | gazetesi")."""
        first = index
        while first > max(0, index - _LONGEST_NAME) and self._glued(first):
            if not self._capital(first - 1) or self._text[self._words[first].start - 1] != " ":
                break
            first -= 1
        return first

    def _modifies(self, index: int, role: int) -> bool:
        """True if the word at `index` modifies the role that starts after it."""
        words = self._grammar.words
        word = self._words[index]
        return (
            word.folded in words.adjectives
            or self._ends_known_name(role)
            or (words.modifiers_first and self._text[word.end : word.end + 1] == "-")
            or (word.folded in self._grammar.possessives and index > 0)
            or (
                words.modifiers_first
                and self._grammar.institutions.at(self._text, self._words, index) is not None
            )
        )

    def _ends_known_name(self, index: int) -> bool:
        """True if a known name ends with the word before `index`."""
        start = index - 1
        while start >= 0 and start > index - 5:
            name = self._name_at.get(start)
            if name:
                # Where a complement stands behind its role, only an adjective stands before it.
                fits = name.kind == "demonym" or not self._grammar.words.genitives
                return fits and self._name_end(start) >= index
            start -= 1
        return False

    def _after_role(self, last: int) -> int:
        """Where the complements of a role end ("ministre [russe] [de la Défense]")."""
        last = self._in_construct(self._attributes(last))
        words = self._grammar.words
        while last < len(self._words) and self._glued(last):
            end = self._genitive(last)
            if end is None and self._words[last].folded in words.joins:
                named = last + 1 in self._name_at
                joins = self._may_join(last + 1) and (named or not self._is_addressee(last))
                end = self._complement(last + 1) if joins else None
            if end is None:
                break
            last = self._in_construct(self._attributes(end))
        return last

    def _is_addressee(self, index: int) -> bool:
        """True for "to the press agency", which is no part of a role."""
        addressees = phrases(self._grammar.cues.words.addressees)
        return addressees.at(self._text, self._words, index) is not None

    def _may_join(self, index: int) -> bool:
        """True if what begins at `index` may follow a joining word."""
        if index >= len(self._words):
            return False
        words = self._grammar.words
        if not words.modifiers_first and self._grammar.cues.opens_infinitive(self._words, index):
            return False  # "appelle les parties | à protéger"
        bare = self._words[index]
        if self._words[index - 1].folded in words.strict_joins and not (
            bare.text[0].isupper()
            or bare.folded in words.determiners | words.adjectives
            or self._grammar.heads.at(self._text, self._words, index)
        ):
            return False  # "urged the senator | to quit"
        if not words.joins_names:
            return True
        known = self._grammar.institutions.at(self._text, self._words, index)
        return index in self._name_at or known is not None

    def _genitive(self, index: int) -> int | None:
        """Past a complement that only its case joins to its role ("министр | обороны")."""
        words = self._grammar.words
        word = self._words[index]
        if not words.genitives or not self._glued(index) or not self._nominal(word):
            return None
        if index in self._name_at:
            return self._name_end(index)
        if not word.text[0].isupper() or self._grammar.institutions.begins(word.folded):
            head = self._grammar.heads.at(self._text, self._words, index)
            endings = words.genitives
            if head and not self._grammar.institutions.at(self._text, self._words, index):
                endings = words.people_genitives
            ends = word.text.isupper() or word.folded.endswith(endings)
            return (head.last if head else index + 1) if ends else None
        return index + 1 if word.folded.endswith(words.proper_genitives) else None

    def _in_construct(self, last: int) -> int:
        """Past nouns that follow one another with nothing between, up to one with an article.

        And past the adjectives behind it, which have one too: "رئيس | أركان الجيش الروسي".
        """
        if not self._grammar.words.construct_nouns:
            return last
        definite = has_article(self._words[last - 1])
        while last < len(self._words) and self._glued(last):
            word = self._words[last]
            if last in self._name_at:
                last, definite = self._name_end(last), True
                continue
            head = None if definite else self._grammar.heads.at(self._text, self._words, last)
            if head:
                last = head.last
                definite = has_article(self._words[last - 1])
            elif word.folded in self._grammar.dates or not self._nominal(word):
                break
            elif self._agrees(word, definite=definite) or (has_article(word) and not definite):
                last, definite = last + 1, definite or has_article(word)
            else:
                break
        return last

    def _agrees(self, word: Word, *, definite: bool) -> bool:
        """True for an adjective with an article if the noun has one, and without if not."""
        words = self._grammar.words
        if has_article(word) is not definite or not self._grammar.knows(word):
            return False
        return word.folded in words.adjectives or word.folded.endswith(
            self._grammar.adjective_endings
        )

    @property
    def construct_nouns(self) -> bool:
        """Whether a noun follows another as its complement with nothing between."""
        return self._grammar.words.construct_nouns

    def past_attributes(self, index: int) -> int:
        """Past the adjectives and demonyms at `index`."""
        return self._attributes(index)

    def _attributes(self, last: int) -> int:
        """Past adjectives and demonyms."""
        words = self._grammar.words
        while last < len(self._words) and self._glued(last):
            if last in self._name_at and self._name_at[last].kind == "demonym":
                last = self._name_end(last)
            elif self._words[last].folded in words.adjectives:
                last += 1
            else:
                break
        return last

    def _complement(self, index: int) -> int | None:
        """Past one complement that starts at `index`; None if there is none."""
        words = self._grammar.words
        start = index
        while (
            index < len(self._words)
            and self._glued(index)
            and self._words[index].folded in words.determiners | words.joins
        ):
            index += 1
        titled = index < len(self._words) and self._is_title(index) and self._person(index)
        if titled:
            return titled  # "a spokesman for *Mrs. Clinton*"
        taken = 0
        while (
            index < len(self._words)
            and (index == start or self._glued(index))
            and taken < _LONGEST_COMPLEMENT
        ):
            if index in self._name_at:
                index = self._name_end(index)
                taken += 1
                if self._is_possessive(index):
                    index += 1
                    continue
                if self._is_glued_head(index):
                    continue  # "des ukrainischen | Außenministeriums"
                break
            institution = self._grammar.institutions.at(self._text, self._words, index)
            if institution:
                index = institution.last
                taken += 1
                continue
            head = self._grammar.heads.at(self._text, self._words, index)
            if head:
                index = head.last
                taken += 1
                continue
            word = self._words[index]
            if taken and not (is_capital(word) or word.folded in words.adjectives):
                break
            if taken and is_capital(word) and self._person(index, single=False):
                break
            if not self._nominal(word):
                break
            index += 1
            taken += 1
        return index if taken else None

    def _nominal(self, word: Word) -> bool:
        """True unless the word is known to be something else than a noun or an adjective."""
        words, cues = self._grammar.words, self._grammar.cues
        if words.verb_endings and word.text.islower() and word.folded.endswith(words.verb_endings):
            return False
        return not (
            cues.is_auxiliary(word)
            or cues.is_adverb(word)
            or cues.is_verb(word)
            or word.folded in words.prepositions
            or word.folded in words.determiners
            or word.folded in words.relatives
            or word.folded in words.pronouns
        )

    def _is_glued_head(self, index: int) -> bool:
        """True for a role or an institution right after a name, where what modifies it is first."""
        return (
            self._grammar.words.modifiers_first
            and index < len(self._words)
            and self._glued(index)
            and self._grammar.heads.at(self._text, self._words, index) is not None
        )

    def _is_possessive(self, index: int) -> bool:
        """True for the "s" of "Ukraine's armed forces"."""
        return (
            index < len(self._words)
            and self._glued(index)
            and self._words[index].folded in self._grammar.possessives
        )

    def _name_start(self, last: int) -> int | None:
        """Where a person's name starts that follows a role, glued or in apposition."""
        if last >= len(self._words):
            return None
        gap = self._text[self._words[last - 1].end : self._words[last].start]
        joined = gap in {" ", "", _APPOSITION} or (gap == ". " and self._is_title(last - 1))
        capital = is_capital(self._words[last]) or not self._grammar.words.capitals
        return last if joined and capital else None

    def _is_title(self, index: int) -> bool:
        """True for a title that is written with or without a full stop ("Mr", "Gen.")."""
        folded = self._words[index].folded
        return folded in self._grammar.words.titles

    def _person(self, index: int, *, single: bool = False) -> int | None:
        """Past a person's name that starts at `index`: capitals and particles; else None.

        One capital alone is a name only with `single` (after a role or beside a cue).
        """
        words = self._grammar.words
        if not self._capital(index):
            return None
        if self._is_title(index):
            following = index + 1
            gap = (
                self._text[self._words[index].end : self._words[following].start]
                if (following < len(self._words))
                else ""
            )
            if gap.strip(". ") or not gap or not self._capital(following):
                return None
            return self._person(following, single=True)
        last = index + 1
        while last < len(self._words) and last - index < _LONGEST_NAME and self._in_name(last):
            if self._capital(last) or self._is_nisba(last):
                last += 1
            elif (
                self._words[last].folded in words.particles
                and last + 1 < len(self._words)
                and self._in_name(last + 1)
                and self._capital(last + 1)
            ):
                last += 2
            else:
                break
        if last - index >= 2:
            return last
        return last if single and index not in self._name_at else None

    def _is_nisba(self, index: int) -> bool:
        """True for a name like that of a people, in a language without capitals ("السوداني")."""
        name = self._name_at.get(index)
        unlike = self._grammar.words.capitals or name is None or name.kind != "demonym"
        return not unlike and has_article(self._words[index])

    def _in_name(self, index: int) -> bool:
        """True if the word at `index` is joined to the one before as in a name ("J. R. Smith")."""
        gap = self._text[self._words[index - 1].end : self._words[index].start]
        initial = len(self._words[index - 1].text) == 1
        return gap in {" ", "-", "'", "’", "·"} or (gap == ". " and initial)

    def _capital(self, index: int) -> bool:
        """True for a capitalised word that may be part of a person's name."""
        word = self._words[index]
        if not self._grammar.words.capitals:
            if not word.text.isalpha() or self._grammar.knows(word):
                return False
        elif not is_capital(word) or word.folded in self._grammar.words.not_names:
            return False
        if index in self._name_at and self._name_at[index].kind != "place":
            return False
        if self._grammar.nouns.at(self._text, self._words, index):
            return False
        return not self._grammar.heads.at(self._text, self._words, index)

    def _with_role_after(self, first: int, last: int) -> Mention:
        """A name, with its role where one follows in apposition ("X, porte-parole de Y,")."""
        start = first
        if self._is_title(first):
            start += 1
        name = self._slice(start, last)
        index = last
        if self._glued(first) and self._words[first - 1].folded in self._grammar.words.determiners:
            return self._mention("person", first, last, name=name)  # "the Galwan Valley"
        if index < len(self._words):
            gap = self._text[self._words[last - 1].end : self._words[index].start]
            if gap == _APPOSITION:
                while (
                    index < len(self._words)
                    and (index == last or self._glued(index))
                    and (
                        self._words[index].folded in self._grammar.words.determiners
                        or self._words[index].folded in self._grammar.words.adjectives
                        or index in self._name_at
                        or self._grammar.institutions.at(self._text, self._words, index)
                    )
                    and not self._grammar.heads.at(self._text, self._words, index)
                ):
                    index += 1
                head = (
                    self._grammar.heads.at(self._text, self._words, index)
                    if index < len(self._words)
                    else None
                )
                if head and not self._is_unnamed(index):
                    end = self._after_role(head.last)
                    begin = self._before_role(index)
                    begin = max(begin, last)
                    role = self._slice(begin, end)
                    return self._mention(
                        "person",
                        first,
                        last,
                        name=name,
                        role=role,
                        party=self._party_of(begin, end),
                    )
        return self._mention("person", first, last, name=name)

    def is_titled(self, mention: Mention) -> bool:
        """True for a name that a title stands before ("Mme Lagarde")."""
        first = self._words[mention.first].folded
        before = self._words[mention.first - 1].folded if mention.first else ""
        return not {first, before}.isdisjoint(self._grammar.words.titles)

    def is_impersonal(self, mention: Mention) -> bool:
        """True for a pronoun that stands for nobody ("on")."""
        word = self._words[mention.first].folded
        return mention.kind == "pronoun" and word in self._grammar.cues.words.impersonal

    def dropped(self, index: int) -> Mention:
        """The subject that the verb at `index` does without."""
        return self._mention("dropped", index, index + 1)

    def _is_unnamed(self, index: int) -> bool:
        """True for "officials" and the like: nobody's name stands beside them."""
        head = self._grammar.heads.at(self._text, self._words, index)
        institution = self._grammar.institutions.at(self._text, self._words, index)
        return head is not None and head.value == "group" and institution is None

    def is_place(self, mention: Mention) -> bool:
        """True for a name that says where something is."""
        names = self._codes.starting_in(mention.span.start, mention.span.end)
        return bool(names) and all(name.located for name in names)

    def nobody(self, index: int) -> Mention:
        """The subject of an impersonal cue at `index`."""
        return self._mention("nobody", index, index + 1)

    def is_nominal(self, word: Word) -> bool:
        """True unless the word is known to be something else than a noun or an adjective."""
        return self._nominal(word)

    def unknown(self, first: int, last: int) -> Mention:
        """A group at ``[first, last)`` that no list knows, its article left out of the name."""
        start = first
        while start < last - 1 and self._words[start].folded in self._grammar.words.determiners:
            start += 1
        role = self._slice(start, last)
        return self._mention("group", first, last, role=role, party=self._party_of(start, last))

    def _with_determiner(self, first: int) -> int:
        """With the determiner before it, or two ("*the two* countries")."""
        return self._after_determiner(self._after_determiner(first))

    def _after_determiner(self, first: int) -> int:
        if (
            first > 0
            and self._words[first - 1].folded in self._grammar.words.determiners
            and self._words[first - 1].folded not in self._grammar.words.joins
            and glued(self._text, self._words[first - 1], self._words[first])
        ):
            return first - 1
        return first

    def _glued(self, index: int) -> bool:
        return index > 0 and glued(self._text, self._words[index - 1], self._words[index])

    def _slice(self, first: int, last: int) -> str:
        return self._text[self._words[first].start : self._words[last - 1].end]

    def _mention(
        self,
        kind: Kind,
        first: int,
        last: int,
        *,
        name: str | None = None,
        role: str | None = None,
        party: str | None = None,
        gender: str = "x",
    ) -> Mention:
        span = Span(start=self._words[first].start, end=self._words[last - 1].end)
        return Mention(span, kind, first, last, name, role, party, gender)

    # ----------------------------------------------------------------------- resolving

    def _register(self) -> dict[str, Mention]:
        """Last name → the fullest mention of that person in the document."""
        people: dict[str, Mention] = {}
        for mention in self.found:
            if mention.kind == "person" and mention.name:
                key = self._surname(mention.name)
                known = people.get(key)
                if known is None:
                    people[key] = mention
                    continue
                longer = max((known.name or "", mention.name), key=self._rank)
                people[key] = known._replace(
                    name=longer,
                    role=known.role or mention.role,
                    party=known.party or mention.party,
                )
        return people

    def _surname(self, name: str) -> str:
        """What all forms of a person's last name have in common."""
        return self._stem(_parted_name(name)[-1])

    def _stem(self, word: str) -> str:
        """A word without its case ending, folded."""
        plain = folded(word)
        return next(
            (
                plain.removesuffix(ending)
                for ending in self._grammar.case_endings
                if plain.endswith(ending) and len(plain) >= len(ending) + _SHORTEST_STEM
            ),
            plain,
        )

    def _rank(self, name: str) -> tuple[int, int, int]:
        """How well a form of a name serves: the dictionary form, then the longest."""
        endings = self._grammar.words.name_endings
        last = folded(name.split()[-1])
        if not endings:
            return 0, 0, len(name)
        ending = last.removeprefix(self._stem(last))
        order = endings.index(ending) if ending in endings else len(endings)
        return -len(last), -order, len(name)

    def state_before(self, mention: Mention) -> str | None:
        """Whose an office is that names no one: the first state of its line, before it.

        For the head of an organisation, the first organisation; None for a mere source. Nobody
        by name is rather of the state where the report was filed, if the text names that.
        """
        role = mention.role or ""
        words = words_of(role)
        if not words:
            return None
        adjectives = self._grammar.words.adjectives
        head = next((i for i, word in enumerate(words) if word.folded not in adjectives), 0)
        if self._grammar.offices.at(role, words, head):
            kinds = {"state", "capital", "seat", "party"}
        elif self._grammar.organisation_offices.at(role, words, head):
            kinds = {"organisation", "party"}
        else:
            return None
        line = self._text.rfind("\n", 0, mention.span.start) + 1
        before = islice(self._codes.starting_in(line, mention.span.start), _NAMES_OF_A_LINE)
        near = list(before)
        named = [name for name in near if name.kind in kinds]
        code = self._from_where(named, mention) or self._stays_in(mention)
        if code is None and "state" in kinds:
            code = self._at_home(mention)
        code = code or next((name.code for name in named), None)
        if code is None and "state" in kinds:
            code = next((name.code for name in near if name.kind == "demonym"), None)
        if code and mention.name:  # and from then on that person's
            key = self._surname(mention.name)
            self._people[key] = self._people.get(key, mention)._replace(party=code)
        return code

    def _at_home(self, mention: Mention) -> str | None:
        """The state where the report was filed, for those it does not name ("officials")."""
        named = any(name.code == self._home for name in self._named)
        return self._home if named and mention.name is None else None

    def _stays_in(self, mention: Mention) -> str | None:
        """The state whose capital stands beside a name: "spokesman Zhao Lijian, *in Beijing*,"."""
        after = self._text[mention.span.end : mention.span.end + _OPENING]
        capital = next(
            iter(self._codes.starting_in(mention.span.end, mention.span.end + _OPENING)), None
        )
        if capital is None or capital.kind != "capital" or not after.startswith(_APPOSITION):
            return None
        return capital.code if "," not in after[1 : capital.span.start - mention.span.end] else None

    def _from_where(self, named: Sequence[Name], mention: Mention) -> str | None:
        """The state whose capital opens the sentence: "*In Moscow*, the minister said"."""
        capital = named[-1] if named and named[-1].kind == "capital" else None
        if capital is None or not capital.located:
            return None
        between = self._text[capital.span.end : mention.span.start]
        before = self._text[max(0, capital.span.start - _OPENING) : capital.span.start]
        opens = not before.strip() or any(mark in before for mark in ".!?\n")
        return capital.code if opens and between.count(",") <= 1 and "." not in between else None

    def single(self, index: int) -> Mention | None:
        """A name at `index`, if of one word: used beside a cue, where it must be a speaker."""
        if 0 <= index < len(self._words) and self._capital(index):
            last = self._person(index, single=True)
            if last:
                return self._mention("person", index, last, name=self._slice(index, last))
        return None

    def is_known_person(self, word: Word) -> bool:
        """True for the last name of somebody who is named in the text."""
        return word.text.lower() in self._people

    def speaker(self, mention: Mention, before: Speaker | None) -> Speaker:
        """Whom a mention stands for.

        Args:
            mention: the mention.
            before: the last speaker, to whom a pronoun goes back.
        """
        if mention.kind in ("pronoun", "dropped"):
            antecedent = before or self._antecedent(mention)
            if antecedent:
                return antecedent.model_copy(update={"span": mention.span})
            return Speaker(name=self._slice(mention.first, mention.last), span=mention.span)
        if mention.kind == "person" and mention.name:
            known = self._people.get(self._surname(mention.name), mention)
            return Speaker(
                name=known.name or mention.name,
                role=mention.role or known.role,
                party=mention.party or known.party,
                span=mention.span,
            )
        if mention.kind in _ROLES:
            holder = self._holder(mention)
            if holder:
                return self.speaker(holder, None).model_copy(update={"span": mention.span})
            if before and self._is_anaphoric(mention):
                last = self._last_person(mention, before) if mention.kind == "role" else before
                return last.model_copy(update={"span": mention.span})
            return Speaker(
                name=mention.role or "", role=mention.role, party=mention.party, span=mention.span
            )
        return Speaker(
            name=mention.name or self._slice(mention.first, mention.last),
            party=mention.party,
            span=mention.span,
        )

    def _holder(self, mention: Mention) -> Mention | None:
        """The fuller mention that a short role goes back to.

        "The minister" is the Ukrainian defence minister named before; a role that names its
        own party only goes to somebody of that party.
        """
        short = self._stems(mention.role or "")
        fuller = self._roles.get((short, mention.party), [])
        before = bisect_left(fuller, mention.first, key=attrgetter("first"))
        holder = fuller[before - 1] if before else None
        if holder and mention.kind == "group" and holder.kind == "person":
            return None  # "the ministry" is not its minister
        return holder

    def _index_roles(self) -> dict[tuple[tuple[str, ...], str | None], list[Mention]]:
        """Every part of a role, for one party and for any → the mentions it may go back to."""
        index: dict[tuple[tuple[str, ...], str | None], list[Mention]] = {}
        for mention in self.found:
            if not mention.role:
                continue
            stems = self._stems(mention.role)
            for part in _parts(stems, whole=mention.name is not None):
                for party in {mention.party: True, None: True}:
                    index.setdefault((part, party), []).append(mention)
        return index

    def _stems(self, role: str) -> tuple[str, ...]:
        """The words of a role, whatever its case."""
        words = _folded_words(role)
        return tuple(map(self._stem, words)) if self._grammar.case_endings else words

    def _is_anaphoric(self, mention: Mention) -> bool:
        """True for "the official", "le responsable": whoever spoke last."""
        role = " ".join(word.folded for word in words_of(mention.role or ""))
        first = self._words[mention.first]
        definite = self._grammar.words.definite
        opens = not definite or first.folded in definite or has_article(first)
        return opens and role in self._grammar.anaphoric

    def _last_person(self, mention: Mention, before: Speaker) -> Speaker:
        """Whom "the leader" is: who spoke last, or the last one named if that is no person."""
        if before.role or (before.name and self._surname(before.name) in self._people):
            return before
        people = (m for m in self._placed.backwards(mention.span.start) if m.kind == "person")
        person = next(people, None)
        return self.speaker(person, None) if person else before

    def _antecedent(self, pronoun: Mention) -> Speaker | None:
        """The last person or role before a pronoun, in number; a party for a plural."""
        plural = pronoun.gender.endswith("p")
        for mention in islice(self._placed.backwards(pronoun.span.start), _MENTIONS_BACK):
            if mention.last > pronoun.first or mention.kind == "pronoun":
                continue
            if pronoun.gender in ("m", "f") and self._is_unnamed(mention.last - 1):
                continue  # "he" is none of "the supporters"
            if plural or mention.kind in ("person", *_ROLES):
                return self.speaker(mention, None)
        return None


def _parted_name(name: str) -> list[str]:
    """The names of a person, which spaces part, or the dots of a transcription."""
    return name.replace("·", " ").split()


@lru_cache(maxsize=1024)
def _folded_words(role: str) -> tuple[str, ...]:
    return tuple(word.folded for word in words_of(role))


@lru_cache(maxsize=1024)
def _parts(words: tuple[str, ...], *, whole: bool) -> tuple[tuple[str, ...], ...]:
    """The runs of words in a role, each once; the role itself only if `whole`."""
    words = words[:_LONGEST_ROLE]
    runs = {
        words[first:last]: True
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
        if whole or last - first < len(words)
    }
    return tuple(runs)
