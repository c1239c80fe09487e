"""What is not true never passes: made up, misrounded, in the wrong unit, misnamed, summed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graphs.verification import Sources, check
from tests.graphs.verification.thread import TODAY, economics, thread

LIES = [
    # made up
    "Expect to lose about €14,300 a year.",
    "Expect to lose 987654 a year.",
    "The note says 876543.",
    "The chart shows €654,321.",
    "See O-RT 765432.",
    "You lose 8 laptops a year.",
    "A customer brings in 2,044.",
    "It takes seven months.",
    # in words
    "Expect to lose about twenty thousand euros a year.",
    "Expect fourteen thousand a year.",
    "That is half a million.",
    "That is a dozen and a half, or eighteen.",
    "You would lose three times as much.",
    "It triples the loss.",
    "Two thirds of years see a loss.",
    "One year in seven exceeds €19,500.",
    "One in thirty years is worse than that.",
    "A sixth of the years stay under it.",
    "The 98th percentile is €27,463.",
    "You're looking at about €1,000 a month.",
    "The 80/20 rule applies.",
    # misrounded
    "Expect to lose about €11,900 a year.",
    "Expect to lose about €11,804.40 a year.",
    "Expect to lose €10,000 a year.",
    "Expect to lose €12.1k a year.",
    "LTV/CAC is 3.8.",
    "It pays back after 10.3 months.",
    "The chance of recall is about 82 %.",
    "The chance of recall is about 81.2 %.",
    "5,983 is the result.",
    # wrong unit
    "Expect to lose $11,800 a year.",
    "Expect to lose £11.8k a year.",
    "A customer brings in €1,568,000.",
    "Expect to lose €11.8 million a year.",
    "Expect to lose €11,800 a month.",
    "Payback takes 10.2 years.",
    "Payback takes 10.2 days.",
    "A customer stays 40 years.",
    "Each customer contributes 39.20 a year.",
    "Churn is 0.025 %.",
    "Churn is 2.5.",
    "The margin is 0.8 %.",
    "It costs 80 euros.",
    "Customers pay 49 a year.",
    "It is 10 hours overdue.",
    "LTV/CAC is 392 months.",
    "There are 12 % laptops.",
    "Expect 6.5 losses a month.",
    # misnamed
    "The standard error is €11,800.",
    "The mean is €6.",
    "You lose €6 a year on average.",
    "The average year costs €27,500.",
    "On average you lose €25,400.",
    "The median is €11,800.",
    "The median year costs €5,900.",
    "One year in ten exceeds €27,500.",
    "One year in a hundred exceeds €19,500.",
    "The worst twentieth of years averages €11,800.",
    "CAC is 49 and ARPA is 400.",
    "Your margin is 2.5 % and your churn 80 %.",
    "LTV is 400.",
    "CAC is 1,568.",
    "At 4,000 euros most likely, each is dear.",
    "You lose at least 12 laptops a year.",
    "The standard deviation is €6.",
    # tables and lists
    "| figure | amount |\n|---|---|\n| mean | €11,800 |\n| median | €13,200 |",
    "| figure | amount |\n|---|---|\n| standard error | €11,800 |",
    "| | mean | standard error |\n|---|---|---|\n| loss | €6 | €11,805 |",
    "- mean: €11,800\n- median: €12,900",
    "1. Expect €11,800 a year.\n2. Half of all years stay under €12,345.",
    # the second of two
    "Expect to lose about €11,800 a year. With backups it would be €8,400.",
    "LTV is 1,568, 3.9 times CAC; at 1 % churn it would be 3,920.",
    "It is due now; the next review is on 29 November.",
    # wrong dates
    "You reviewed it on 3 November.",
    "It was due on 16 November 2025.",
    "Without notice by 30 September 2028 it renews.",
    "Without notice by 31 October 2027 it renews.",
    "Due on 2026-12-26.",
    "The last review was on 2 November, due on 5 December.",
    "You have lived there since 2017.",
    "The meeting is at 10:30.",
    # sums nobody computed
    "Both scenarios together cost €35,400.",
    "That is €11,800 more than before.. no, €35,415.",
    "LTV less CAC less payback is 1,157.8.",
    "12 laptops at €4,000 are €48,000.",
    "That is €984 a month.",
    "Over five years that is €59,000.",
    # documents
    "Either party may end it with 60 days' notice (§ 14.2, page 6).",
    "See § 15.2.",
    "See page 9.",
    # assumptions nobody made
    "Assumed: a 7 % discount rate.",
    "Assuming 2,000,000 simulated years.",
    "The discount rate is 10 %.",
    "You asked for 1,000,000 trials.",
    # long lists hold nearly every number
    "The score is 0.1603.",
    "One in 6.5 years exceeds €31,000.",
]


@pytest.mark.parametrize("text", LIES)
def test_a_lie_is_never_verified(text: str) -> None:
    assert not check(text, sources=thread()).verified


@settings(max_examples=150, deadline=None)
@given(st.integers(60_000, 10**9), st.sampled_from(["€{:,}", "{} euros", "{:,}", "€{:.5g}"]))
def test_an_amount_beyond_every_figure_is_never_verified(amount: int, form: str) -> None:
    assume(abs(amount - 1_000_000) > 60_000)
    assert not check(f"Expect to lose {form.format(amount)}.", sources=thread()).verified


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_checked_without_failing(text: str) -> None:
    for sentence in check(text, sources=thread()).sentences:
        assert text[sentence.start : sentence.end] == sentence.text


def test_only_the_sentence_that_lies_is_held_back() -> None:
    text = "Expect to lose about €11,800 a year. With backups it would be €8,400."
    first, second = check(text, sources=thread()).sentences
    assert (first.unverified, second.unverified) == ([], ["€8,400"])


def test_an_argument_the_person_did_not_give_is_only_an_assumption() -> None:
    sources = Sources(user_texts=["arpa 49"], receipts=[economics()], as_of=TODAY)
    assert check("Assumed: a 10 % discount rate.", sources=sources).verified
    assert not check("Your discount rate is 10 %.", sources=sources).verified


def test_one_of_many_values_is_a_source_only_as_it_stands() -> None:
    assert check("The score is 0.151886.", sources=thread()).verified
    assert not check("The score is 0.1603.", sources=thread()).verified


@pytest.mark.parametrize("text", ["€1,568", "1,568 euros", "$1,568"])
def test_no_currency_is_invented(text: str) -> None:
    sources = Sources(user_texts=["arpa 49, cac 400"], receipts=[economics()], as_of=TODAY)
    assert not check(f"LTV is {text}.", sources=sources).verified
    assert check("LTV is 1,568.", sources=sources).verified
