"""Every table of the store, the same on SQLite and on PostgreSQL.

What is kept for ever is only ever added to (`APPEND_ONLY`): a row that corrects another names it
in `supersedes`, no row is corrected twice, and what nothing supersedes is what counts. Triggers
refuse to change or remove such a row. The rest is the state of things that run, and is changed.

Values of the rooms stand whole, as JSON, in `body`; beside it are only the columns that are asked
for. Instants are in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

Seq = BigInteger().with_variant(Integer, "sqlite")


class Instant(TypeDecorator[datetime]):
    """An instant: aware on this side, in UTC on the other."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC; SQLite keeps no zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, and aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _seq() -> Column[Any]:
    return Column("seq", Seq, primary_key=True, autoincrement=True)


def _supersedes(table: str) -> Column[Any]:
    return Column("supersedes", Seq, ForeignKey(f"{table}.seq"), unique=True)


def _text(name: str, *, null: bool = False, **more: Any) -> Column[Any]:  # noqa: ANN401 (Column's)
    return Column(name, Text, nullable=null, **more)


def _instant(name: str, *, null: bool = False, **more: Any) -> Column[Any]:  # noqa: ANN401
    return Column(name, Instant, nullable=null, **more)


# ------------------------------------------------------------------------ kept for ever

documents = Table(
    "documents",
    metadata,
    _seq(),
    _text("id"),  # sha256:…, of address and text
    _supersedes("documents"),  # the version of the same document that this one goes before
    _instant("added"),
    _instant("published", null=True, index=True),
    _text("language", null=True),
    _text("url", null=True, index=True),
    _text("publisher", null=True),
    _text("body"),  # Document
    Index("ix_documents_id_seq", "id", "seq"),
)
first_of_document = Index(
    "uq_documents_first",
    documents.c.id,
    unique=True,
    sqlite_where=documents.c.supersedes.is_(None),
    postgresql_where=documents.c.supersedes.is_(None),
)
"""A document comes in once; further rows of it supersede."""

statements = Table(
    "statements",
    metadata,
    _seq(),
    Column("document", Seq, ForeignKey("documents.seq"), nullable=False),
    _text("reader"),
    _text("id"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    _text("type"),
    _text("speaker", null=True),
    _text("party", null=True, index=True),
    _text("body"),  # Statement
    UniqueConstraint("document", "reader", "id"),
)

claims = Table(
    "claims",
    metadata,
    _seq(),
    _text("id", index=True),
    _supersedes("claims"),
    _instant("added"),
    _text("claimant"),
    _text("actor"),
    Column("made_on", Date, nullable=False),
    Column("deadline", Date),
    _text("body"),  # Claim
)

evidence = Table(
    "evidence",
    metadata,
    _seq(),
    _text("digest", unique=True),  # of the body: the same piece is kept once
    _text("id", index=True),
    _instant("added"),
    _text("document", index=True),  # documents.id
    _text("ledger"),
    _text("kind"),
    _text("direction"),
    _text("source"),
    _text("origin", index=True),
    _instant("published"),
    _text("body"),  # Evidence
)

grades = Table(
    "grades",
    metadata,
    _seq(),
    _text("source", index=True),  # the card's id
    _supersedes("grades"),
    _instant("added"),
    _text("reliability"),
    Column("credibility", Integer, nullable=False),
    _text("author"),
    Column("on", Date),
    _text("body"),  # Grade
)

reviews = Table(
    "reviews",
    metadata,
    _seq(),
    _text("id", unique=True),
    _supersedes("reviews"),
    _instant("at"),
    _text("author"),
    _text("action"),  # accept, correct, reject, merge, split
    _text("kind"),  # of what is reviewed: statement, evidence, origin, claim, assessment
    _text("target", index=True),  # its id
    _text("reason"),
    _text("body"),  # Review
)

assessments = Table(
    "assessments",
    metadata,
    _seq(),
    _text("id", unique=True),  # permanent: a digest of what was said
    _text("claim", index=True),
    _instant("as_of"),
    _instant("kept"),
    _text("verdict"),
    _text("words", null=True),
    _text("confidence"),
    Column("carried_out", Float, nullable=False),
    Column("independent_origins", Integer, nullable=False),
    _text("body"),  # Assessment, without its evidence
    Index("ix_assessments_claim_as_of", "claim", "as_of", "seq"),
)

weighed = Table(
    "weighed",
    metadata,
    Column("assessment", Seq, ForeignKey("assessments.seq"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("evidence", Seq, ForeignKey("evidence.seq"), nullable=False, index=True),
    Column("contribution", Float, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    _seq(),
    _text("id", unique=True),
    _text("url", index=True),
    _instant("at"),
    Column("status", Integer),
    _text("content_type", null=True),
    _text("file", null=True),  # of the WARC, below the folder's archive
    Column("request_offset", BigInteger),
    Column("response_offset", BigInteger),
    _text("payload_sha256"),
    _text("text_sha256", null=True),
    _text("body"),  # what else is known, JSON
)

captured = Table(
    "captured",
    metadata,
    Column("capture", Seq, ForeignKey("captures.seq"), primary_key=True),
    Column("document", Text, primary_key=True, index=True),  # documents.id
)

custody = Table(
    "custody",
    metadata,
    _seq(),
    _instant("at"),
    _text("action"),
    _text("subject", null=True),  # a capture's id, a document's, a file
    _text("body"),  # JSON, what the hash is made of
    _text("previous"),  # the hash of the row before
    _text("hash", unique=True),
)

audit = Table(
    "audit",
    metadata,
    _seq(),
    _instant("at"),
    _text("who"),
    _text("what"),
    _text("target", null=True),
    _text("body"),  # JSON
)

APPEND_ONLY = (
    documents,
    statements,
    claims,
    evidence,
    grades,
    reviews,
    assessments,
    weighed,
    captures,
    captured,
    custody,
    audit,
)

# -------------------------------------------------------------------- what can be made again

extractions = Table(
    "extractions",
    metadata,
    Column("document", Seq, ForeignKey("documents.seq"), primary_key=True),
    Column("reader", Text, primary_key=True),  # recul.store.extractions.reader
    _text("body"),  # Extraction, without its document
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    _text("value"),
)

# ------------------------------------------------------------------ the state of what runs

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    _text("kind"),
    _instant("added"),
    _text("etag", null=True),
    _text("last_modified", null=True),
    _instant("last_poll", null=True),
    _instant("last_success", null=True),
    _instant("last_item", null=True),
    Column("items", Integer, nullable=False, default=0),
    Column("failures", Integer, nullable=False, default=0),
    _text("error", null=True),
    _instant("next_poll", null=True, index=True),
    _text("body"),  # what else is known, JSON
)

queue = Table(
    "queue",
    metadata,
    _seq(),
    _text("key", unique=True),  # the same thing is queued once
    _text("kind"),
    _text("feed", null=True),
    _text("body"),  # JSON
    _instant("added"),
    _text("state"),  # waiting, done, failed
    Column("attempts", Integer, nullable=False, default=0),
    _instant("not_before", null=True),
    _text("owner", null=True),
    _instant("until", null=True),  # its owner's hold on it
    _text("error", null=True),
    _instant("done", null=True),
    Index("ix_queue_state_not_before", "state", "not_before", "seq"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    _text("owner"),
    _instant("until"),
    Column("term", BigInteger, nullable=False, default=1),  # grows with each owner
)

outbox = Table(
    "outbox",
    metadata,
    _seq(),
    _text("key", unique=True),  # the same thing is sent once
    _text("kind"),
    _text("claim", null=True),
    _text("body"),  # JSON
    _instant("added"),
    _text("state"),  # waiting, sent, failed, silenced
    Column("attempts", Integer, nullable=False, default=0),
    _instant("not_before", null=True),
    _text("error", null=True),
    _instant("sent", null=True),
    Index("ix_outbox_state_not_before", "state", "not_before", "seq"),
)

indicators = Table(
    "indicators",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    _text("state"),
    _instant("since"),
    _text("body"),  # JSON
)

users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    _text("password"),  # argon2
    _text("role"),
    _instant("added"),
    Column("disabled", Boolean, nullable=False, default=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", Text, primary_key=True),  # SHA-256 of the token: the token is kept nowhere
    Column("user", Text, ForeignKey("users.name"), nullable=False, index=True),
    _text("kind"),  # session, token
    _text("label", null=True),
    _text("scopes"),  # JSON list
    _instant("added"),
    _instant("expires", null=True),
    _instant("used", null=True),
    _instant("revoked", null=True),
)
