"""The changes of a case as feeds that anybody can follow: Atom (RFC 4287) and JSON Feed 1.1.

One entry for each alert, whose id stays the same. The texts are plain text: no reader runs them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

from recul.case import Case
from recul.model import in_language
from recul.reporting.quotes import web_address
from recul.reporting.words import Words
from recul.watch.alerts import Alert
from recul.watch.texts import message

ATOM_FILE, JSON_FILE = "changes.atom", "changes.json"


def atom(case: Case, alerts: Sequence[Alert], said: Words) -> str:
    """The changes as an Atom feed, latest first."""
    title = escape(in_language(case.title, said.language) or case.id)
    updated = _instant(alerts[0].at) if alerts else "1970-01-01T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{said.language}">',
        f"<title>{title}</title>",
        f"<id>urn:recul:case:{escape(case.id)}</id>",
        f"<updated>{updated}</updated>",
        "<author><name>recul</name></author>",
    ]
    for alert in alerts:
        text = message(alert, case, said)
        lines += [
            "<entry>",
            f"<title>{escape(text.subject)}</title>",
            f"<id>{_id(alert)}</id>",
            f"<updated>{_instant(alert.at)}</updated>",
            *(f"<category term={quoteattr(rule)}/>" for rule in alert.rules),
            *(f'<link rel="related" href={quoteattr(link)}/>' for link in _links(alert)),
            f'<content type="text">{escape(text.body)}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>", ""])


def json_feed(case: Case, alerts: Sequence[Alert], said: Words) -> str:
    """The changes as a JSON Feed, latest first."""
    items = []
    for alert in alerts:
        text = message(alert, case, said)
        items.append(
            {
                "id": _id(alert),
                "title": text.subject,
                "content_text": text.body,
                "date_published": _instant(alert.at),
                "tags": list(alert.rules),
                "language": said.language,
                **({"external_url": links[0]} if (links := _links(alert)) else {}),
                "_recul": {
                    "claim": alert.claim,
                    "changes": [change.model_dump() for change in alert.changes],
                    "sentences": [
                        {"quote": e.quote, "url": e.url, "document": e.document,
                         "start": e.span.start, "end": e.span.end}
                        for e in alert.sentences
                    ],
                },
            }
        )  # fmt: skip
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": in_language(case.title, said.language) or case.id,
        "language": said.language,
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _id(alert: Alert) -> str:
    return f"urn:uuid:{UUID(alert.key[:32])}"


def _links(alert: Alert) -> list[str]:
    found = (web_address(e.url) for e in alert.sentences)
    return list(dict.fromkeys(link for link in found if link))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
