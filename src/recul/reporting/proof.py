"""What the proof of a case found (`recul verify`), for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from recul.model import Reason
from recul.reporting.page import WIDTH, Page
from recul.reporting.words import words

_COUNTED = ("entries", "captures", "documents", "quotations")


class Proof(Protocol):
    """What was checked (`recul.store.proof.Proof`)."""

    @property
    def entries(self) -> int: ...  # noqa: D102
    @property
    def captures(self) -> int: ...  # noqa: D102
    @property
    def documents(self) -> int: ...  # noqa: D102
    @property
    def quotations(self) -> int: ...  # noqa: D102
    @property
    def head(self) -> str | None: ...  # noqa: D102
    @property
    def stamps(self) -> Sequence[Any]: ...  # noqa: D102
    @property
    def faults(self) -> Sequence[Reason]: ...  # noqa: D102


def proof_text(proof: Proof, *, language: str, width: int = WIDTH, colour: bool = False) -> str:
    """The proof as a page for a terminal."""
    said = words(language)
    page = Page(width, colour=colour)
    outcome = said.count("proof_faults", len(proof.faults)) if proof.faults else None
    page.line(outcome or said.label("proof_whole"), style="bold")
    counted = ", ".join(said.count(f"proof_{what}", getattr(proof, what)) for what in _COUNTED)
    page.line(said.label("proof_checked", counted=counted), indent=2)
    for stamp in proof.stamps:
        key = "proof_stamp_signed" if stamp.signed else "proof_stamp"
        told = {"entry": stamp.entry, "at": stamp.at, "authority": stamp.authority}
        page.line(said.label(key, **told), indent=2, hang=2)
    if proof.head:
        page.line(said.label("proof_head", hash=proof.head), indent=2, hang=2)
    for fault in proof.faults:
        page.line(f"- {said.warning(fault)}", indent=2, hang=2)
    return page.text()


def proof_json(proof: Proof, *, language: str = "en") -> dict[str, Any]:
    """The proof for programs."""
    said = words(language)
    return {
        "proved": not proof.faults,
        **{what: getattr(proof, what) for what in _COUNTED},
        "head": proof.head,
        "stamps": [stamp.model_dump(mode="json") for stamp in proof.stamps],
        "faults": [
            {
                "id": fault.id,
                "text": said.warning(fault),
                **{
                    key: value.isoformat() if isinstance(value, datetime) else value
                    for key, value in fault.values.items()
                },
            }
            for fault in proof.faults
        ],
    }
