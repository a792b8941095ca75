"""English: quotation marks, long subjects, inner attributions, groups without a state, tense."""

from datetime import date

import pytest

from recul.model import Polarity
from tests.extraction.harness import is_said_by, reader

read = reader("en")


# Sentence, what is said, who says it, whose side, modality.
SAID = [
    ("''We will leave nothing behind,'' the economist Ayo Bamidele, a former adviser to the army, wrote on his blog.",
     "We will leave nothing behind", "Ayo Bamidele", None, "announced"),
    ("``The last lorry has gone,'' said Colonel Traoré, who commands the garrison.",
     "The last lorry has gone", "Traoré", None, "asserted"),
    ("“You should go home,” the Texas senator told The Weekly Standard on Thursday.",
     "You should go home", "senator", None, "asserted"),
    ("Gov. Anna Kask of Tallinn, a Social Democrat who has refused to back the plan, said the troops deserved better.",
     "the troops deserved better", "Anna Kask", None, "asserted"),
    ("Rep. Zoe Marsh (D-Calif.), who introduced a bill this month, said in a statement that the base was empty.",
     "that the base was empty", "Zoe Marsh", None, "asserted"),
    ("Bob Friedman, a talk show host and manager at a radio station in Alabama, said that he noticed it.",
     "that he noticed it", "Bob Friedman", None, "asserted"),
    ("A top strategist, Ines Weber, tells reporters that the convoy will be enough.",
     "that the convoy will be enough", "Ines Weber", None, "asserted"),
    ("Brian Fall, a spokesman for Mrs. Okoro, called on the senator to quit.",
     "on the senator to quit", "Brian Fall", None, "demanded"),
    ("Other refugee advocates also said the army should go further.",
     "the army should go further", "refugee advocates", None, "asserted"),
    ("The army left in May, and some families said they were forced to pay.",
     "they were forced to pay", "families", None, "asserted"),
    ("The anti-war movement has traditionally argued that conscripts should stay at home.",
     "that conscripts should stay at home", "movement", None, "asserted"),
    ("About 4 in 10 say they want the soldiers to leave.",
     "they want the soldiers to leave", "About 4 in 10", None, "asserted"),
    ("The papers, the Guardian said, were signed on Friday.",
     "The papers, the Guardian said, were signed on Friday", "Guardian", None, "asserted"),
    ("Kyiv, Moreau said, called the pullout “highly significant”.",
     "Kyiv, Moreau said, called the pullout “highly significant”", "Moreau", None, "asserted"),
    ("But, Osei added, he did not support leaving \"overnight\".",
     "he did not support leaving \"overnight\"", "Osei", None, "asserted"),
    ("As the Washington Post reported, even if the army left, it would be back by June.",
     "even if the army left, it would be back by June", "Washington Post", None, "asserted"),
    ("John Kasana is assuring voters he’s tough enough to be president.",
     "he’s tough enough to be president", "John Kasana", None, "asserted"),
    ("Wilson told the Post and Courier newspaper on Saturday that he had seen the tanks.",
     "that he had seen the tanks", "Wilson", None, "asserted"),
    ("Major Ito wrote to his 20,000 followers, “It is time to go home for good,” and shared a map.",
     "It is time to go home for good", "Ito", None, "asserted"),
    ("A flabbergasted Noah quipped, “It is a parade with the guns turned round.”",
     "It is a parade with the guns turned round.", "Noah", None, "asserted"),
    ("Colonel Sarr said in ‘08 that the border would hold.",
     "that the border would hold", "Sarr", None, "asserted"),
    ("At rally after rally, to rapturous crowds, he vows to close the base.",
     "to close the base", "he", None, "announced"),
    ("General Asante, who praised the deal, grew colder, eventually saying it would be a disaster.",
     "it would be a disaster", "Asante", None, "asserted"),
    ("I was told that the unit did not want to stay.",
     "that the unit did not want to stay", None, None, "asserted"),
    ("Some 6,000 soldiers are believed to be stationed in the valley.",
     "to be stationed in the valley", None, None, "hedged"),
    ("The general is said to have left the capital.",
     "to have left the capital", None, None, "alleged"),
    ("A partial withdrawal of troops was announced on Tuesday by Moscow.",
     "A partial withdrawal of troops", "Moscow", "RUS", "announced"),
    ("The Israeli army’s claims of a full withdrawal by noon remain untested.",
     "a full withdrawal by noon", "Israeli army", "ISR", "alleged"),
    ("Bloomberg also reported that roughly 1,100 reservists had left.",
     "that roughly 1,100 reservists had left", "Bloomberg", None, "asserted"),
    ("M23 said it had withdrawn from the town.",
     "it had withdrawn from the town", "M23", "M23", "asserted"),
    ("The RSF announced a unilateral truce on Monday.",
     "a unilateral truce on Monday", "RSF", "RSF", "announced"),
    ("Hamas said its fighters had pulled back.",
     "its fighters had pulled back", "Hamas", "Hamas", "asserted"),
    ("The Taliban said the base was empty.",
     "the base was empty", "Taliban", "Taliban", "asserted"),
    ("The junta announced the departure of the last French soldiers.",
     "the departure of the last French soldiers", "junta", None, "announced"),
    ("The United States said about 1,500 soldiers had moved back.",
     "about 1,500 soldiers had moved back", "United States", "USA", "asserted"),
    ("A spokesperson for the African Union monitoring mission said the base was empty.",
     "the base was empty", "spokesperson for the African Union monitoring mission", "AU", "asserted"),
    ("The mission said it had not been able to verify the withdrawal.",
     "it had not been able to verify the withdrawal", "mission", None, "asserted"),
    ("Asked whether it was true, the minister said the army had gone.",
     "the army had gone", "minister", None, "asserted"),
    ("Three officials said the convoy had turned round; one of them said it had no fuel.",
     "it had no fuel", "officials", None, "asserted"),
    ("Ethiopia’s army is still there, a diplomat complained.",
     "Ethiopia’s army is still there", "diplomat", None, "asserted"),
    ("Foreign ministry spokesman Zhao Lijian, in Beijing, said the two sides were talking.",
     "the two sides were talking", "Zhao Lijian", "CHN", "asserted"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "content", "name", "party", "modality"), SAID)
def test_what_is_said_and_by_whom(text, content, name, party, modality):
    said = next(s for s in read(text).statements if s.span.of(text) == content)
    assert is_said_by(said, name, party, modality)


def test_the_same_is_not_said_twice():
    text = "The mission said it had not been able to verify the withdrawal."
    (said,) = read(text).statements
    assert said.polarity is Polarity.NEGATIVE


def test_no_is_no_abbreviation():
    text = "The candidate said no. But he said war does not end so."
    assert read(text).statements[-1].span.of(text) == "war does not end so"


def test_officials_are_of_the_state_where_the_report_was_filed_if_the_text_names_it():
    text = "NEW DELHI: Chinese troops have moved back, a government source said. India waits."
    (said,) = read(text).statements
    assert said.speaker.party == "IND"


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "realis", "actor"),
    [
        ("The rebels fled into the hills.", "fled", "withdrawal", "occurred", None),
        ("Rwandan troops have retaken the port.", "retaken", "attack", "occurred", "RWA"),
        ("The Malian army took control of Kidal.", "took control", "attack", "occurred", "MLI"),
        ("“Our forces are in pursuit,” the Kenyan army said.", "in pursuit", "attack", "ongoing", "KEN"),
        ("A truce was signed in Pretoria.", "truce", "deescalation", "occurred", None),
        ("Both armies dismantled eleven guard posts.", "dismantled", "deescalation", "occurred", None),
        ("The shelling of 1999 is not forgotten.", "shelling", "attack", "occurred", None),
        ("Joint manoeuvres began near Brest.", "manoeuvres", "exercise", "ongoing", None),
        ("Russian troops are home now.", "home", "withdrawal", "ongoing", "RUS"),
        ("Warsaw will move two brigades eastward.", "brigades", "deployment", "announced", "POL"),
        ("Some 500 American soldiers are to leave by May.", "leave", "withdrawal", "announced", "USA"),
        ("Russian peacekeepers have begun leaving Karabakh.", "leaving", "withdrawal", "ongoing", "RUS"),
        ("France announced that it had withdrawn its troops.", "withdrawn", "withdrawal", "occurred", "FRA"),
        ("Around 1,000 French soldiers had been stationed there.", "stationed", "presence", "occurred", "FRA"),
        ("Turkish soldiers are stationed in the valley.", "stationed", "presence", "ongoing", "TUR"),
        ("Has the Syrian army withdrawn?", "withdrawn", "withdrawal", "unknown", "SYR"),
        ("The UN demanded that the Rwandan troops withdraw.", "withdraw", "withdrawal", "hypothetical", "RWA"),
        ("Drawdown does not mean disengagement.", "disengagement", "withdrawal", "denied", None),
        ("Chad has completed the removal of its troops.", "removal", "withdrawal", "occurred", "TCD"),
        ("India hopes for a ceasefire.", "ceasefire", "deescalation", "hoped", None),
        ("UN teams visited all three facilities.", "visited", "access", "occurred", "UN"),
        ("They fortify the road near Jufra.", "fortify", "buildup", "ongoing", None),
        ("Fresh troops were sent to replace an exhausted battalion.", "replace", "rotation", "occurred", None),
        ("Egypt called up 5,000 reservists.", "reservists", "mobilisation", "occurred", "EGY"),
    ],
)  # fmt: skip
def test_events(text, trigger, kind, realis, actor):
    event = next(e for e in read(text).events if trigger in e.span.of(text))
    assert (event.kind, event.realis, event.actor) == (kind, realis, actor)


@pytest.mark.parametrize(
    "text",
    [
        "She left its door open.", "The Line of Control was quiet.", "He left the meeting early.",
        "The clash site was empty.", "They avoided the word withdrawal.", "The two sides held talks there.",
        "He has left no doubt about it.", "The fire brigade arrived late at the school." ,
    ],
)  # fmt: skip
def test_what_is_no_event_of_forces(text):
    assert not {"withdrawal", "presence", "attack"} & {e.kind for e in read(text).events}


@pytest.mark.parametrize(
    ("text", "content", "low", "high", "unit", "actor"),
    [
        ("Turkey sent 1,000 soldiers and police officers.", "1,000 soldiers and police officers",
         985, 1015, "persons", "TUR"),
        ("We saw more than 50 tanks and armoured vehicles.", "more than 50 tanks and armoured vehicles",
         50, 57.5, "tanks", None),
        ("Around 30,000 Russian and Belarusian soldiers took part.",
         "Around 30,000 Russian and Belarusian soldiers", 27900, 32100, "persons", "RUS"),
        ("They parked three self-propelled howitzers there.", "three self-propelled howitzers",
         3, 3, "artillery", None),
        ("Two convoys came.", "Two convoys", 2, 2, "units", None),
        ("Eritrean soldiers remain, maybe 300 men in all.", "maybe 300 men", 279, 321, "persons", "ERI"),
        ("Between 8,000 and 10,000 Eritrean troops are there.", "Between 8,000 and 10,000 Eritrean troops",
         8000, 10000, "persons", "ERI"),
    ],
)  # fmt: skip
def test_counts(text, content, low, high, unit, actor):
    (count,) = read(text).quantities
    assert count.span.of(text) == content
    assert count.interval.low == pytest.approx(low, rel=0.03)
    assert count.interval.high == pytest.approx(high, rel=0.03)
    assert (count.unit, count.actor) == (unit, actor)


def test_more_that_leave_are_fewer():
    (count,) = read("The withdrawal of 3,000 more troops could be delayed.").quantities
    assert count.change == "down"


@pytest.mark.parametrize(
    ("text", "content", "first", "last"),
    [
        ("By Monday the road was empty.", "Monday", (2022, 2, 14), (2022, 2, 14)),
        ("By Monday the troops will be gone.", "Monday", (2022, 2, 21), (2022, 2, 21)),
        ("It has been held since last August.", "since last August", (2021, 8, 1), (2022, 2, 16)),
        ("None have left since 2014.", "since 2014", (2014, 1, 1), (2022, 2, 16)),
        ("They stay until July 31.", "until July 31", (2022, 2, 16), (2022, 7, 31)),
        ("It could come early next year.", "early next year", (2023, 1, 1), (2023, 4, 30)),
        ("They must leave by September.", "by September", (2022, 9, 1), (2022, 9, 30)),
        ("They had left by September.", "by September", (2021, 9, 1), (2021, 9, 30)),
        ("Nothing has moved so far.", "so far", (2022, 2, 16), (2022, 2, 16)),
        ("The shelling of 1999 is remembered.", "of 1999", (1999, 1, 1), (1999, 12, 31)),
        ("All go by the end of next month.", "the end of next month", (2022, 3, 21), (2022, 3, 31)),
        ("They are out inside 15 days.", "inside 15 days", (2022, 2, 16), (2022, 3, 3)),
    ],
)  # fmt: skip
def test_dates(text, content, first, last):
    (when,) = read(text).dates
    assert when.span.of(text) == content
    assert (when.start, when.end) == (date(*first), date(*last))


def test_a_count_in_words_is_what_was_counted_and_nobody_s_announcement():
    text = "ASEAN observers, who reached Surin on Friday, counted eleven trucks leaving."
    extraction = read(text)
    (statement,) = extraction.statements
    assert statement.span.of(text) == "eleven trucks leaving"
    assert statement.speaker is not None
    assert statement.speaker.name == "ASEAN observers"
    assert [event.actor for event in extraction.events] == [None]
