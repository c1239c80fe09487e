"""What is true passes: as it stands, rounded, in another unit, as a table, dated, assumed."""

import pytest

from graphs.verification import Sources, check
from tests.graphs.verification.thread import TODAY, thread

HONEST = [
    "Taking 3 to 12 lost laptops a year, most likely 6, at €900 to €4,000 each, most likely"
    " €1,500:",
    "Expect to lose about **€11,800 a year**.",
    "Half of all years stay under €11,200; one year in ten exceeds €19,500 and one in a hundred"
    " €27,500.",
    "The worst twentieth of years averages €25,400.",
    "The cost per laptop moves the result a little more than how many you lose (€5,900 to €26,000"
    " against €5,500 to €21,800).",
    "Assumed: losses are independent, ranges are PERT, number of losses Poisson; 1,000,000"
    " simulated years (± €6).",
    "Same 3 to 12 losses a year, now at €1,800 to €8,000 each, most likely €3,000: about **€23,600"
    " a year**, twice as much as before; one year in a hundred exceeds €54,900.",
    "Expect to lose 11.8k EUR a year.",
    "The mean is €11,804.90.",
    "The mean is € 11'804.9 a year.",
    "On average you lose eleven thousand eight hundred euros a year.",
    "The standard error is €6.",
    "The standard deviation is €5,900.",
    "The median year costs €11,193.",
    "With a 95 % chance a year stays under €22,400.",
    "P95 is €22,400 and P99 is €27,463.",
    "A loss comes in 99.85 % of years.",
    "Virtually every year sees a loss (99.9 %).",
    "Expect 6.5 losses a year.",
    "One case costs €1,817 on average.",
    "You lose between 3 and 12 laptops a year.",
    "You lose three to twelve laptops a year, usually six.",
    "Each costs 900 to 4,000 euros.",
    "| figure | amount |\n|---|---|\n| mean | €11,800 |\n| median | €11,200 |\n"
    "| standard error | €6 |",
    "| | mean | median |\n|---|---|---|\n| loss | €11,805 | €11,193 |",
    "- mean: €11,800\n- median: €11,200\n- worst twentieth: €25,400",
    "1. Expect €11,800 a year.\n2. Half of all years stay under €11,200.",
    "Assuming a 95 % level, the value at risk is €22,400.",
    "At a 95 % confidence level, value at risk is €22,400.",
    "A customer brings in **1,568** over their life, 3.9 times what they cost, and pays back after"
    " 10.2 months.",
    "Above the usual bar of 3; churn is the lever: at 2 % it would be 1,960.",
    "*Unit economics* (49 a month, 80 % margin, 2.5 % monthly churn, 400 to win a customer):",
    "ARPA 49, margin 80 %, churn 2.5 %, CAC 400.",
    "A customer stays 40 months, or 3.3 years.",
    "Each customer contributes 39.20 a month.",
    "LTV is 1,568 and CAC is 400, so LTV/CAC is 3.92.",
    "LTV/CAC is about 4.",
    "Discounted, it is worth 1,186 today.",
    "The lifetime value would rise by 25 % to 1,960.",
    "A price of 58.80 a month gives 1,882.",
    "Payback takes ten months.",
    "It pays back after 10.2 months (11.6 months with churn).",
    "A bar of three needs churn of 3.3 % a month or a CAC of 523.",
    "Net revenue retention is 103.4 %.",
    "MRR falls by 2,310.",
    "MRR changes by −2,310.",
    "The quick ratio is 0.62.",
    "*Review* (right on 2 and 5 November, wrong on the 16th): it is in relearning and was due again"
    " ten minutes after the miss, so **now**.",
    "By 21 November the chance of recall is about 81 %.",
    "Recall today: 81.1 %.",
    "It is 5 days overdue.",
    "Answered right, it comes back in 5 days, on 26 November 2026.",
    "You reviewed it on 2026-11-02, 2026-11-05 and 2026-11-16.",
    "The last review was on Nov 16.",
    "You told of three reviews of one card.",
    "Assumed: 90 % retention and learning steps of 1 and 10 minutes.",
    "Assumed: FSRS-6 with its default parameters.",
    "18 % of 12.4k plus 3 times 1,250 is **5,982**.",
    "0.18 × 12,400 + 3 × 1,250 = 5,982",
    "That is 2,232 plus 3,750.",
    "Roughly 6,000.",
    "Yes: either party may end the lease with 90 days' written notice (§ 14.2, page 6).",
    "Without notice by **30 September 2027** it renews for two years (§ 3.1, page 2).",
    'The clause in section 14.2 says "90 days\' written notice".',
    "You have lived there since 2019.",
    "I can't book travel.",
    "This follows ISO 27001 and FSRS-6, e.g. in Q3.",
    "One of the figures moves the other; each one matters.",
    "The 97 % sure termination clause is on page 6.",
    "So: no change. See r_7f3a9c for the receipt.",
    "First, the laptops; second, the customers.",
    "Your worst-case (99th percentile) loss is about €27.5k.",
    "95% VaR: €22.4k, CVaR €25.4k.",
    "Annualized Loss Expectancy (ALE) ≈ €11,804.90 ± €6.03",
    "In a typical year you'd lose between €11,193 (median) and €11,805 (mean).",
    "There's a 1% chance of losing more than €27,463 in any single year.",
    "The top 5% of years average around €25.4k in losses.",
    "Expected annual loss: €11,805 (std. dev. €5,903).",
    "Each customer brings in 49 × 80 % = 39.20 a month.",
    "If you cut churn to 2%, LTV would go up 25% to 1,960.",
    "Raising the price to 58.80 lifts LTV by 20 %, to 1,881.60.",
    "You answered right twice and wrong once.",
    "Half the time you lose less than €11.2k; half the time more.",
    "With 3 a year you'd lose €5,451, with 12 a year €21,796.",
    "The lease can be ended with ninety days' notice.",
    "It was the 3rd review; log10 is the logarithm to base 10.",
]


@pytest.mark.parametrize("text", HONEST)
def test_an_honest_answer_passes(text: str) -> None:
    checked = check(text, sources=thread())
    assert [s.unverified for s in checked.sentences if s.unverified] == []


def test_a_whole_answer_passes_and_cites_every_figure() -> None:
    text = " ".join(HONEST[:5])
    checked = check(text, sources=thread())
    assert checked.verified
    cited = [text[c["start"] : c["end"]] for s in checked.sentences for c in s.citations]
    assert cited == [
        "3", "12", "6", "€900", "€4,000", "€1,500", "€11,800 a year", "Half", "€11,200",
        "one year in ten", "€19,500", "one in a hundred", "€27,500", "twentieth", "€25,400",
        "€5,900", "€26,000", "€5,500", "€21,800",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "path"),
    [
        ("Expect €11,800 a year.", "result", "annual_loss_expectancy"),
        ("Half of all years stay under €11,200.", "result", "median"),
        ("The worst twentieth of years averages €25,400.", "result", "expected_shortfall"),
        ("One in a hundred exceeds €27,500.", "result", "quantiles[2].loss"),
        ("You pay 400 to win a customer.", "user", None),
        ("Assumed: 1,000,000 simulated years.", "argument", "trials"),
        ("Due on 26 November.", "result", "cards[0].if_answered[1].due_date"),
    ],
)
def test_a_citation_says_where_the_figure_stands(text: str, source: str, path: str | None) -> None:
    (sentence,) = check(text, sources=thread()).sentences
    citation = sentence.citations[-1]
    if source == "user":
        assert citation["source"] in ("user", "result")
    else:
        assert (citation["source"], citation.get("path")) == (source, path)


def test_sentences_keep_decimals_abbreviations_sections_and_dates_whole() -> None:
    text = "It is 1.5, e.g. as in § 14.2 (p. 6). On 3. November it ends! Is it?\nYes.\n\n| a | b |"
    assert [s.text for s in check(text, sources=Sources(["1.5 3.11. § 14.2 p. 6"])).sentences] == [
        "It is 1.5, e.g. as in § 14.2 (p. 6).",
        "On 3. November it ends!",
        "Is it?",
        "Yes.",
        "| a | b |",
    ]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Hello.\n\nYou lose 3 to 12 laptops. That is €11,800 a year."
    for sentence in check(text, sources=thread()).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        for citation in sentence.citations:
            assert sentence.start <= citation["start"] < citation["end"] <= sentence.end


def test_a_plain_value_and_a_plain_date_can_be_checked_by_themselves() -> None:
    sources = thread()
    for text in ("11804.9", "0.8112", "2026-11-26", "3.92", "1568"):
        assert check(text, sources=sources).verified
    for text in ("11904.9", "0.8212", "2026-11-27", "3.95", "1668"):
        assert not check(text, sources=sources).verified


def test_without_sources_only_text_without_figures_passes() -> None:
    nothing = Sources(user_texts=[], receipts=[], as_of=TODAY)
    assert check("I cannot compute that yet.", sources=nothing).verified
    assert not check("It is 7.", sources=nothing).verified
    assert check("", sources=nothing).sentences == []
