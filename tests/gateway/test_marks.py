"""The words that clash."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contraflow.gateway.answers import answer
from contraflow.gateway.marks import evidence, inflects, segments
from schemas import ContradictionType, Modality, Numbers, Party, Polarity, Role, Value
from tests.gateway.records import alert, claim, parties, states


def marked(
    quote: str, kind: ContradictionType, other: str = "Nothing else.", **more: object
) -> str:
    """The marked words of a quote, joined by a bar."""
    one = alert(1, kind=kind)
    earlier = claim("e", quote, **more)  # type: ignore[arg-type]
    later = one.later.model_copy(update={"quote": other, "span": (0, len(other))})
    pair = one.model_copy(update={"earlier": earlier, "later": later})
    return "|".join(part.text for part in evidence(pair).earlier if part.clash)


def test_figures_that_differ() -> None:
    value = Numbers(low=4, high=4, unit="people", text="four dead")
    assert marked("We have four dead.", ContradictionType.NUMERIC, value=value) == "four dead"
    # not found as written: the digits
    value = Numbers(low=1200, high=1200, unit="ha", text="1200 hectares")
    quote = "Around 1,200 hectares burnt."
    assert marked(quote, ContradictionType.NUMERIC, value=value) == "1,200"


def test_who_it_was() -> None:
    russia = Party(id="state:RU", name="Russia")
    quote = "Russian forces have taken the town."
    actor = Role(text="Russian forces", party=russia)
    value = parties("state:RU")
    kind = ContradictionType.ACTOR
    assert marked(quote, kind, value=value, actor=actor) == "Russian forces"
    # the place, a target, is no answer to who it was
    target = Role(text="the town")
    assert marked(quote, kind, value=value, target=target, predicate="take") == "taken"
    # known by the party's name alone
    named = Role(text="they", party=russia)
    assert marked("Russia took it.", kind, value=value, actor=named) == "Russia"


def test_denials_and_negations() -> None:
    quote = "He denied that the bridge was closed."
    kind = ContradictionType.DENIAL
    value = states("closed", complement=True)
    assert marked(quote, kind, value=value, predicate="close") == "denied|closed"
    denied = {"modality": Modality.DENIED, "value": value, "predicate": "close"}
    assert marked(quote, ContradictionType.STATUS, **denied) == "denied|closed"
    negated = {"polarity": Polarity.NEGATED, "value": value, "predicate": "close"}
    assert (
        marked("The bridge isn’t closed.", ContradictionType.NEGATION, **negated) == "isn’t closed"
    )
    assert marked("It was not closed.", ContradictionType.NEGATION, **negated) == "not closed"


def test_what_turns_a_claim_round_from_further_off() -> None:
    quote = "It cannot be said that the town is under control, no doubt."
    value = states("open", complement=True)
    found = marked(quote, ContradictionType.NEGATION, value=value, predicate="under control")
    assert found == "cannot|under control"


def test_the_word_that_carries_the_claim() -> None:
    value = states("open")
    quote = "The road reopened, and the market opened too."
    assert marked(quote, ContradictionType.STATUS, value=value, predicate="reopen") == "reopened"


@pytest.mark.parametrize(
    ("quote", "predicate", "expected"),
    [
        ("Vehicles can pass the bridge.", "can pass", "pass"),
        ("Not a single lorry got across.", "not a single lorry", "Not a single lorry"),
        ("Men set the market alight.", "set alight", "set the market alight"),
        ("It put the runway out of use.", "put the runway out of use", "put the runway out of use"),
        ("Every span is in its place.", "in its place", "in its place"),
        ("They went from house to house on our street.", "house to house", "house to house"),
        ("They were present in the town.", "be present", "present"),
        ("Blown up at dawn, the bridge fell.", "blow up", "Blown up"),
        ("The shelling went on.", "begin shelling", "shelling"),
    ],
)
def test_predicates_of_several_words(quote: str, predicate: str, expected: str) -> None:
    value = states("open")
    assert marked(quote, ContradictionType.STATUS, value=value, predicate=predicate) == expected


def test_nobody_is_a_figure_too() -> None:
    none = Numbers(low=0, high=0, unit="people", text="no")
    quote = "The police say that nobody died."
    assert marked(quote, ContradictionType.NUMERIC, value=none) == "nobody"
    quote = "Order came back without loss of life."
    assert marked(quote, ContradictionType.NUMERIC, value=none, predicate="loss") == "without"


def test_names_end_at_a_comma_and_pronouns_are_none() -> None:
    army = Party(id="state:SD/military", name="Sudanese army")
    value = parties("state:SD/military")
    kind = ContradictionType.ACTOR
    quote = "A drone of the army, which killed eight, hit the market."
    actor = Role(text="A drone of the army, which killed eight", party=army)
    assert marked(quote, kind, value=value, actor=actor) == "A drone of the army"
    quote = "It seized the town."
    actor = Role(text="It", party=army)
    assert marked(quote, kind, value=value, actor=actor, predicate="seize") == "seized"


def test_else_what_only_one_of_them_says() -> None:
    value = states("open")
    found = marked(
        "The crossing at Kasumbalesa is open to lorries.", ContradictionType.STATUS,
        "The crossing at Kasumbalesa is shut to lorries.", value=value, predicate="xyz",
    )  # fmt: skip
    assert found == "open"


def test_two_different_sentences_are_not_marked_all_over() -> None:
    found = marked(
        "Nobody has seen the convoy.", ContradictionType.STATUS,
        "Lorries stood in the sun for days.", value=states("open"), predicate="xyz",
    )  # fmt: skip
    assert found == ""


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("took", "take"), ("taken", "take"), ("taking", "take"), ("held", "hold"),
        ("fell", "fall"), ("broke", "break"), ("lost", "lose"), ("struck", "strike"),
        ("withdrew", "withdraw"), ("fled", "flee"), ("shot", "shoot"), ("killed", "kill"),
        ("denies", "deny"), ("hit", "hit"), ("Seized", "seize"), ("captures", "capture"),
        ("controls", "control"), ("evacuated", "evacuate"), ("stopped", "stop"), ("died", "die"),
    ],
)  # fmt: skip
def test_forms_of_a_word(word: str, lemma: str) -> None:
    assert inflects(word, lemma)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [("tank", "take"), ("hotel", "hit"), ("cold", "hold"), ("holdings", "hold"), ("town", "take"),
     ("", "take"), ("open", ""), ("controversial", "control"), ("killing-field", "kill")],
)  # fmt: skip
def test_other_words(word: str, lemma: str) -> None:
    assert not inflects(word, lemma)


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70))))
def test_segments_join_to_the_quote(quote: str, spans: list[tuple[int, int]]) -> None:
    cut = segments(quote, spans)
    assert "".join(part.text for part in cut) == quote
    assert all(part.text for part in cut)
    assert all(a.clash != b.clash for a, b in pairwise(cut))


@given(
    st.text(min_size=1, max_size=200),
    st.text(min_size=1, max_size=200),
    st.sampled_from(ContradictionType),
)
def test_any_quotes_can_be_marked(one: str, other: str, kind: ContradictionType) -> None:
    pair = alert(1, quotes=(one, other), kind=kind)
    found = evidence(pair)
    assert "".join(part.text for part in found.earlier) == one
    assert "".join(part.text for part in found.later) == other


def test_a_very_long_quote_costs_no_time() -> None:
    long = "The ministry says so. " * 5000
    evidence(alert(1, quotes=(long, long)))  # would take minutes word by word


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Numbers(low=4, high=4, unit="people"), "4 people"),
        (Numbers(low=3, unit="people"), "at least 3 people"),
        (Numbers(high=10, unit="tank"), "at most 10 tank"),
        (Numbers(low=20, high=99, unit="people", text="dozens", approximate=True), "dozens people"),
        (Numbers(low=1000, high=1500, unit="ha"), "1,000 to 1,500 ha"),
        (Numbers(low=60, high=60, unit="%"), "60%"),
        (Numbers(unit="people", text="many"), "many"),
        (states("open"), "open"),
        (states("not-working"), "not working"),
        (states("in-force", complement=True), "not in force"),
        (parties("state:DZ/local"), "Toudja commune"),
        (parties("role:rebels"), "rebels"),
    ],
)
def test_answers_in_words(value: Value, words: str) -> None:
    assert answer(claim("c", "A quote.", value=value)) == words
