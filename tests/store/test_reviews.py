import json
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

import recul
from recul.cli import app
from recul.evidence.reviewed import review_statements, statement_id
from recul.model import Document, InputError, end_of_day
from recul.reporting.reviews import as_annotations
from recul.review import approved_by, is_published
from recul.store import Folder
from recul.store.reviewable import Reviewable

pytestmark = pytest.mark.usefixtures("database")
NOW = datetime(2022, 3, 1, tzinfo=UTC)
CASE = """
id = "river"
[force]
actor = "RUS"
[[claims]]
id = "c"
claimant = "RUS"
actor = "RUS"
text = "They leave."
made_on = 2022-02-15
"""


def report(day, text, publisher="Paper"):
    return Document(
        id=Document.identify(text, publisher),
        source="test",
        text=text,
        language="en",
        publisher=publisher,
        published=datetime(2022, 2, day, 12, tzinfo=UTC),
    )


DENIES = report(
    16, '"We see no sign of a withdrawal," NATO Secretary General Jens Stoltenberg said.'
)
ARRIVE = report(
    17,
    '"More Russian troops are arriving at the border," US Secretary of State Antony Blinken said.',
    "Post",
)


@pytest.fixture
def opened(tmp_path):
    folder = Folder.create("crisis", tmp_path)
    store = folder.case().store
    text = CASE if store.schema_name is None else f'{CASE}\n[store]\nschema = "{store.schema_name}"'
    folder.path.joinpath("case.toml").write_text(text)
    folder.add([DENIES, ARRIVE])
    return recul.open(folder.path)


def assessment(opened):
    return opened.assess(as_of=end_of_day(date(2022, 2, 18))).assessments[0]


def pieces(opened):
    return {w.evidence.document: w.evidence for w in assessment(opened).evidence}


def decide(opened, kind, action, target, minutes=0, **more):
    said = {"author": "Ada", "reason": "I read it.", "now": NOW + timedelta(minutes=minutes)}
    return opened.review(kind, action, target, **said | more)


def test_a_rejected_piece_of_evidence_counts_no_more_until_it_is_accepted(opened):
    before = assessment(opened)
    piece = pieces(opened)[DENIES.id]
    decide(opened, "evidence", "reject", piece.id)
    assert DENIES.id not in pieces(opened)
    assert assessment(opened).p.carried_out > before.p.carried_out
    decide(opened, "evidence", "accept", piece.id, minutes=1)
    assert assessment(opened) == before
    (standing,) = opened.reviews()
    assert standing.action == "accept"


def test_a_corrected_piece_of_evidence_is_weighed_as_corrected(opened):
    piece = pieces(opened)[ARRIVE.id]
    assert piece.direction == "up"
    decide(
        opened,
        "evidence",
        "correct",
        piece.id,
        changes={"direction": "down", "kind": "movement_out"},
    )
    now = pieces(opened)[ARRIVE.id]
    assert (now.direction, now.kind, now.quote) == ("down", "movement_out", piece.quote)


def test_the_speaker_of_a_statement_is_corrected_and_the_voucher_follows(opened):
    (target,) = [i for i in Reviewable.of(opened.folder).statements if i.startswith(ARRIVE.id)]
    spoke = {"name": "Russian ministry of defence", "party": "RUS"}
    decide(opened, "statement", "correct", target, changes={"speaker": spoke})
    assert "Russian ministry of defence" in pieces(opened)[ARRIVE.id].source


def test_what_stood_in_a_rejected_statement_is_the_texts_own_voice(opened):
    target = next(i for i in Reviewable.of(opened.folder).statements if i.startswith(DENIES.id))
    decide(opened, "statement", "reject", target)
    assert all(p.source != "Jens Stoltenberg (Paper)" for p in pieces(opened).values())


def test_statements_are_split_and_merged_by_their_spans(opened):
    extractions = opened.folder.extractions(opened.folder.rows(), opened.case)
    target = next(i for i in Reviewable.of(opened.folder).statements if i.startswith(ARRIVE.id))
    start, end = map(int, target.partition("#")[2].split("-"))
    decide(opened, "statement", "split", target, changes={"at": start + 10})
    found = review_statements(extractions, opened.reviews())
    spans = {statement_id(e.document.id, s) for e in found for s in e.statements}
    assert {f"{ARRIVE.id}#{start}-{start + 10}", f"{ARRIVE.id}#{start + 10}-{end}"} <= spans
    for extraction in found:
        ids = {s.id for s in extraction.statements}
        assert all(e.statement in ids | {None} for e in extraction.events)
    with pytest.raises(InputError, match="not inside"):
        decide(opened, "statement", "split", target, changes={"at": 0})


def test_two_origins_that_are_one_have_one_voice(opened):
    decide(opened, "evidence", "correct", pieces(opened)[ARRIVE.id].id, changes={"kind": "denial"})
    one, two = (pieces(opened)[d.id] for d in (DENIES, ARRIVE))
    decide(opened, "evidence", "correct", one.id, changes={"direction": two.direction})
    decide(opened, "origin", "merge", one.origin, others=[two.origin])
    first, second = (pieces(opened)[d.id] for d in (DENIES, ARRIVE))
    assert first.origin == second.origin
    assert (first.weight > 0, second.weight, second.copy_of) == (True, 0.0, first.id)
    decide(opened, "origin", "split", one.origin, others=[two.id], minutes=5)
    assert pieces(opened)[ARRIVE.id].weight == 1.0


def test_a_copy_named_by_an_analyst_has_no_vote(opened):
    one, two = (pieces(opened)[d.id] for d in (DENIES, ARRIVE))
    decide(opened, "evidence", "merge", one.id, others=[two.id])
    assert pieces(opened)[ARRIVE.id].weight == 0.0
    decide(opened, "evidence", "accept", one.id, minutes=1)
    assert pieces(opened)[ARRIVE.id].weight == two.weight


def test_claims_are_corrected_split_and_rejected(opened):
    decide(opened, "claim", "correct", "c", changes={"deadline": "2022-02-20"})
    assert assessment(opened).claim.deadline == date(2022, 2, 20)
    parts = [{"text": "From the north."}, {"text": "From the south."}]
    decide(opened, "claim", "split", "c", changes={"into": parts}, minutes=1)
    found = opened.assess(as_of=end_of_day(date(2022, 2, 18))).assessments
    assert [a.claim.id for a in found] == ["c-1", "c-2"]
    decide(opened, "claim", "reject", "c", minutes=2)
    assert opened.assess(as_of=end_of_day(date(2022, 2, 18))).assessments == ()


@pytest.mark.parametrize(
    ("kind", "action", "target", "more", "says"),
    [
        ("claim", "reject", "nope", {}, "no claim has this id"),
        ("claim", "reject", "c", {"author": " "}, "author"),
        ("claim", "reject", "c", {"reason": ""}, "reason"),
        ("claim", "correct", "c", {}, "needs its changes"),
        ("claim", "correct", "c", {"changes": {"id": "x"}}, "not a field"),
        ("claim", "correct", "c", {"changes": {"made_on": "soon"}}, "made_on"),
        ("claim", "merge", "c", {}, "needs the others"),
        ("claim", "split", "c", {"changes": {"into": [{}]}}, "not two parts"),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_kept(opened, kind, action, target, more, says):
    with pytest.raises(InputError, match=says):
        decide(opened, kind, action, target, **more)
    assert opened.reviews() == ()


def test_an_id_may_be_shortened_if_it_is_the_only_one(opened):
    piece = pieces(opened)[DENIES.id]
    made = decide(opened, "evidence", "reject", DENIES.id.removeprefix("sha256:")[:8])
    assert made.target == piece.id
    assert (made.document, made.span) == (piece.document, piece.span)


def test_two_persons_publish_where_the_case_asks_for_two(opened):
    (kept,) = opened.keep(opened.assess(as_of=end_of_day(date(2022, 2, 18))))

    def published(two):
        return is_published(opened.reviews(), kept.id, two_persons=two)

    assert not published(False)
    decide(opened, "assessment", "accept", kept.id)
    decide(opened, "assessment", "accept", kept.id, minutes=1)  # the same person again
    assert (published(False), published(True)) == (True, False)
    decide(opened, "assessment", "accept", kept.id, author="Grace")
    assert published(True)
    assert approved_by(opened.reviews(), kept.id) == ("Ada", "Grace")
    decide(opened, "assessment", "reject", kept.id, author="Edsger")
    assert not published(False)


def test_annotations_point_at_their_sentence(opened):
    decide(opened, "evidence", "reject", pieces(opened)[DENIES.id].id)
    decide(opened, "claim", "accept", "c")
    documents = {d.id: d for d in opened.folder.documents()}
    one, two = as_annotations(opened.reviews(), documents)
    position, quoted = one["target"]["selector"]
    assert DENIES.text[position["start"] : position["end"]] == quoted["exact"]
    assert quoted["prefix"] + quoted["exact"] + quoted["suffix"] in DENIES.text
    assert (one["creator"]["name"], one["motivation"]) == ("Ada", "assessing")
    assert two["target"] == "urn:recul:claim:c"


def test_from_the_command_line(opened):
    folder = str(opened.folder.path)
    who = ["--by", "Ada", "--reason", "Another day."]
    run = CliRunner().invoke
    made = run(
        app, ["review", folder, "claim", "correct", "c", *who, "--set", "deadline=2022-02-20"]
    )
    assert made.exit_code == 0, made.output
    for language, words in (("en", "Ada corrected a claim"), ("fr", "Ada a corrigé une annonce")):
        listed = run(app, ["review", folder, "--lang", language]).output
        assert words in listed
        assert "deadline = 2022-02-20" in listed
    (line,) = run(app, ["export", folder, "--format", "annotations"]).output.splitlines()
    assert json.loads(line)["recul"]["changes"] == {"deadline": "2022-02-20"}
    assert isinstance(run(app, ["review", folder, "nonsense"]).exception, InputError)


def test_a_review_of_what_is_read_otherwise_now_changes_nothing_and_is_told(opened):
    piece = pieces(opened)[DENIES.id]
    decide(opened, "evidence", "reject", piece.id)
    toml = opened.folder.path / "case.toml"
    toml.write_text(toml.read_text().replace('actor = "RUS"', 'actor = "BLR"'))
    assert opened.assess(as_of=end_of_day(date(2022, 2, 18)))
    listed = CliRunner().invoke(app, ["review", str(opened.folder.path)]).output
    assert ("read otherwise" in listed) == (piece.id not in Reviewable.of(opened.folder).evidence)
