"""What an assessment rests on without having been shown it, each with what would undermine it.

ICD 203 asks for assumptions apart from information. Each is a reason with its values; what would
undermine it stands in the language packs, under the same id and ``.undermined``.
"""

from __future__ import annotations

from datetime import date

from recul.assessment.events import Voice
from recul.assessment.stream import Stream
from recul.assessment.tables import Tables, is_dated
from recul.case import Case
from recul.model import REFERENCE, Claim, Reason, Without


def assumptions(
    stream: Stream,
    claim: Claim,
    until: date,
    case: Case,
    p_range: tuple[float, float],
    without: tuple[Without, ...],
    tables: Tables,
) -> tuple[Reason, ...]:
    """The assumptions that play a part in this assessment, the weightiest first.

    Args:
        stream: the evidence.
        claim: the claim.
        until: the day of the as-of instant.
        case: tells whether the prior is its own.
        p_range: P(carried out) at the 10 % and the 90 % point of the prior.
        without: what each group does, the largest change first.
        tables: the numbers of the engine.
    """
    since = [i for i in stream.items if i.day >= claim.made_on]
    voices = {voice: [i for i in since if i.voice is voice and i.says] for voice in Voice}
    kind = "own" if case.prior else "dated" if is_dated(claim) else "undated"
    found = [_reason(f"prior_{kind}", low=p_range[0], high=p_range[1])]
    origin = next((w for w in without if w.of == "origin"), None)
    if origin:
        found.append(_reason("independent", origin=origin.name, p=origin.carried_out))
    if voices[Voice.ANTI]:
        faithful = tables.events.interested_faithful["adversary"]
        found.append(_reason("adversary", reports=len(voices[Voice.ANTI]), p=faithful))
    unheard = sum(i.voice is Voice.PRO and i.says is None and i.count is None for i in since)
    if unheard:
        found.append(_reason("claimant", reports=unheard))
    if voices[Voice.UNVETTED]:
        one_hand = tables.events.pool_coordinated
        found.append(_reason("strangers", reports=len(voices[Voice.UNVETTED]), p=one_hand))
    counts = [i for i in stream.items if i.count]
    if counts:
        found.append(_reason("first_count", source=counts[0].evidence.source, day=counts[0].day))
    scopes = sorted({i.evidence.definition for i in counts} - {REFERENCE})
    if scopes:
        found.append(_reason("scope", definitions=scopes))
    copies = sum(i.evidence.weight == 0 for i in since)
    if copies:
        found.append(_reason("copies", reports=copies))
    if claim.deadline and until > claim.deadline:
        found.append(_reason("silence", deadline=claim.deadline, p=tables.deadline.detection))
    found.append(_reason("horizon", horizon=claim.horizon))
    found.append(_reason("tables", p=tables.dynamics.model_error))
    return tuple(found)


def _reason(name: str, **values: object) -> Reason:
    return Reason(id=f"assumption.{name}", values=values)
