"""What is learned, and from what not."""

import pytest
from benchmarks.learn import TARGET, learned

from recul.assessment.tables import Learned, with_counts
from recul.assessment.tables import elicited as elicited_tables
from recul.backtest import BUNDLED, load
from recul.backtest.claims import Outcome, crisis_of, prepare
from recul.backtest.learning import learn


@pytest.fixture(scope="module")
def cases():
    return load(BUNDLED)


def few(cases):
    """A dozen claims of several crises: enough to see what moves, and quick."""
    return cases[::3]


def test_the_file_is_what_the_command_writes():
    assert TARGET.read_text(encoding="utf-8") == learned()


def test_nothing_of_a_crisis_reaches_its_own_tables(cases):
    shipped = Learned.model_validate_json(TARGET.read_text(encoding="utf-8"))
    assert set(shipped.without) == {crisis_of(c) for c in cases}
    turned = [
        c.model_copy(
            update={"outcome": Outcome.FALSE if c.outcome is Outcome.REAL else Outcome.REAL}
        )
        if crisis_of(c) == "israel"
        else c
        for c in cases
    ]
    rest = [prepare(c) for c in turned if crisis_of(c) != "israel"]
    assert learn(rest) == shipped.without["israel"]


def test_claims_that_all_come_true_raise_the_prior_and_who_confirmed_them(cases):
    true = [prepare(c.model_copy(update={"outcome": Outcome.REAL})) for c in few(cases)]
    before, after = elicited_tables(), with_counts(elicited_tables(), learn(true))
    assert after.prior.dated.carried_out > before.prior.dated.carried_out
    confirm = {f.id: f for f in after.family}["statement"].category["confirm"]
    was = {f.id: f for f in before.family}["statement"].category["confirm"]
    assert confirm.likelihood[0] > was.likelihood[0]
    assert confirm.likelihood[1:] == pytest.approx(was.likelihood[1:])


def test_nothing_teaches_nothing():
    with pytest.raises(ValueError, match="nothing to learn"):
        learn([])
