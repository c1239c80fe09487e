"""A vendor's risk: the tables of NIST SP 800-30, intervals of what is open, what would lower it."""

import datetime
import itertools

import pytest
from scipy import stats

from tools.catalog import CATALOG
from tools.documents.reading import READERS
from tools.errors import InvalidInput
from tools.ports import StoredFile
from tools.resolution import resolve
from tools.security._risk_levels import LEVELS, level_of_share, risk_level
from tools.security._vendor_scores import certificate_kind, incident_chance
from tools.validation import validate

ASSESS = CATALOG["security.assess_vendor"]
DEPENDENT = {"data_sensitivity": "confidential", "access": "limited", "substitutability": "weeks"}


def assessed(answers, **more):
    given = {"answers": answers, **DEPENDENT, **more}
    return ASSESS(validate(ASSESS.request, given))


def asked(*replies, **more):
    return [{"question": f"q{k}", "answer": reply, **more} for k, reply in enumerate(replies)]


TABLE_I_2 = """
very low: very low, very low, very low, low, low
low: very low, low, low, low, moderate
moderate: very low, low, moderate, moderate, high
high: very low, low, moderate, high, very high
very high: very low, low, moderate, high, very high
"""
"""NIST SP 800-30 Rev. 1, appendix I, table I-2: a likelihood, then the risk by impact."""


def test_the_table_of_risk_is_nists() -> None:
    """All twenty-five cells."""
    for line in TABLE_I_2.strip().splitlines():
        likelihood, cells = line.split(": ")
        for impact, cell in enumerate(cells.split(", ")):
            assert LEVELS[risk_level(LEVELS.index(likelihood), impact)] == cell


@pytest.mark.parametrize(
    ("share", "level"),
    [(0, 0), (0.04, 0), (0.05, 1), (0.20, 1), (0.21, 2), (0.79, 2), (0.8, 3), (0.95, 3),
     (0.96, 4), (1, 4)],
)  # fmt: skip
def test_the_ranges_of_levels_are_nists(share, level) -> None:
    """Tables G-2 and I-3: 0-4, 5-20, 21-79, 80-95, 96-100."""
    assert level_of_share(share) == level


def test_unanswered_is_an_interval_and_never_passed() -> None:
    """One of four yes, one half, one no, one open: 3/8 at least, 5/8 at most, 1/2 of answered."""
    result = assessed(asked("yes", "partial", "no", "unanswered", "not_applicable"))
    assert (result.effectiveness_low, result.effectiveness_high) == (0.375, 0.625)
    assert result.effectiveness == 0.5
    assert (result.questions, result.applicable, result.unanswered) == (5, 4, 1)
    assert result.effectiveness_low <= result.effectiveness <= result.effectiveness_high


def test_the_interval_holds_every_way_the_open_questions_may_turn_out() -> None:
    """All answers to three open questions, weighted."""
    base = [{"question": f"q{k}", "answer": a, "weight": w} for k, (a, w) in
            enumerate([("yes", 3), ("no", 2), ("unanswered", 1), ("unanswered", 4),
                       ("unanswered", 2)])]  # fmt: skip
    result = assessed(base)
    seen = []
    for replies in itertools.product(("yes", "no"), repeat=3):
        filled = [dict(one) for one in base]
        for one, reply in zip(filled[2:], replies, strict=True):
            one["answer"] = reply
        seen.append(assessed(filled).effectiveness)
    assert (min(seen), max(seen)) == pytest.approx(
        (result.effectiveness_low, result.effectiveness_high)
    )


def test_a_no_may_be_the_good_answer() -> None:
    """Have you been breached?"""
    assert assessed(asked("no", desired="no")).effectiveness == 1
    assert assessed(asked("yes", desired="no")).effectiveness == 0


def test_inherent_risk_is_the_highest_factor() -> None:
    """And an unknown one may be the highest: the worst case says so."""
    result = assessed(asked("yes"), access="privileged")
    assert (result.inherent, result.inherent_worst) == ("very high", "very high")
    result = assessed(asked("yes"), access=None, data_sensitivity="public", substitutability="days")
    assert (result.inherent, result.inherent_worst) == ("low", "very high")
    share = assessed(asked("yes"), spend=90, total_spend=100, currency="EUR")
    assert share.factors[-1].level == "high"


def test_nothing_known_is_not_harmless() -> None:
    """Only a questionnaire: very high, and said; at best very low."""
    result = ASSESS(validate(ASSESS.request, {"answers": asked("yes", "no")}))
    assert result.inherent == "very high"
    assert result.residual_best == "very low"
    assert any("nothing is known" in note for note in result.notes)


def test_the_chance_of_an_incident_is_the_posterior_one() -> None:
    """By quadrature over the rate, and by the negative binomial law."""
    for severe, years in [(0, 3), (1, 3), (4, 2.5)]:
        law = stats.gamma(severe + 0.5, scale=1 / years)
        quiet = law.expect(lambda rate: 2.718281828459045 ** (-rate))
        assert incident_chance(severe, years) == pytest.approx(1 - quiet, abs=1e-6)
        exact = stats.nbinom(severe + 0.5, years / (years + 1)).pmf(0)
        assert incident_chance(severe, years) == pytest.approx(1 - exact)


def test_incidents_raise_the_likelihood_and_old_ones_do_not() -> None:
    """Unknown incidents are not absent ones."""
    fine = asked(*["yes"] * 30)
    none = assessed(fine, incidents=[], as_of="2026-11-21")
    assert (none.incident_chance, none.likelihood) == (pytest.approx(1 - 0.75**0.5), "low")
    some = [{"name": "x", "date": f"2026-0{k}-01", "severity": "critical"} for k in range(1, 6)]
    many = assessed(fine, incidents=some, as_of="2026-11-21")
    assert (many.severe_incidents, many.likelihood) == (5, "moderate")
    assert LEVELS.index(many.residual) > LEVELS.index(none.residual)
    old = [{"name": "x", "date": "2019-01-01", "disclosed": False}]
    result = assessed(fine, incidents=old, as_of="2026-11-21")
    assert (result.severe_incidents, result.undisclosed_incidents) == (0, 0)
    unknown = assessed(fine)
    assert unknown.incident_chance is None
    assert LEVELS.index(unknown.residual_worst) > LEVELS.index(unknown.residual)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ISO 27001", "tested over time"),
        ("ISO/IEC 27001:2022", "tested over time"),
        ("SOC 2 Type II", "tested over time"),
        ("SOC2 type 2 report", "tested over time"),
        ("SOC 2 Type I", "a single point in time"),
        ("SOC 2", "a single point in time"),
        ("PCI DSS 4.0", "tested over time"),
        ("self-assessment", "a single point in time"),
        ("Golden Shield Award", "unknown"),
    ],
)
def test_kinds_of_certificates(name, kind) -> None:
    """Type I tells of one day."""
    assert certificate_kind(name) == kind


def test_certificates_verify_what_they_cover_while_they_are_valid() -> None:
    """Valid on its last day, expired on the next; only its domains."""
    answers = [*asked("yes", domain="access"), *asked("yes", domain="backup")]
    one = {"name": "ISO 27001", "expires": "2026-11-21"}
    assert assessed(answers, certificates=[one], as_of="2026-11-21").verified_share == 1
    late = assessed(answers, certificates=[one], as_of="2026-11-22")
    assert (late.verified_share, late.certificates[0].state) == (0, "expired")
    assert late.residual_verified != "very low"
    part = {**one, "domains": ["Access"]}
    assert assessed(answers, certificates=[part], as_of="2026-01-01").verified_share == 0.5
    bare = assessed(answers, certificates=[{"name": "ISO 27001"}])
    assert (bare.verified_share, bare.certificates[0].state) == (0, "without date")
    kind = {"name": "SOC 2 type I", "expires": "2027-01-01"}
    assert assessed(answers, certificates=[kind], as_of="2026-01-01").verified_share == 0


def test_the_fewest_answers_that_lower_the_tier() -> None:
    """By trying every set of open questions."""
    weights = [3, 3, 3, 3, 2, 2, 2, 1, 1]
    answers = [
        {"question": f"q{k}", "answer": "yes" if k == 8 else "no", "weight": w}
        for k, w in enumerate(weights)
    ]
    now = assessed(answers, data_sensitivity="restricted")
    change = next(one for one in now.changes if one.what.startswith("fulfil"))
    assert change.lowers
    assert LEVELS.index(change.residual) == LEVELS.index(now.residual) - 1
    count = int(change.what.split()[2])
    closed = list(range(8))

    def lowers(fixed) -> bool:
        fixed_answers = [
            {**one, "answer": "yes" if k in fixed else one["answer"]}
            for k, one in enumerate(answers)
        ]
        after = assessed(fixed_answers, data_sensitivity="restricted")
        return LEVELS.index(after.residual) < LEVELS.index(now.residual)

    assert not any(lowers(some) for some in itertools.combinations(closed, count - 1))
    assert any(lowers(some) for some in itertools.combinations(closed, count))


def test_every_change_says_what_it_leads_to() -> None:
    """The stated effectiveness and the stated risk agree with a new assessment."""
    result = assessed(asked("no", "no", "partial", "yes"))
    lower = next(one for one in result.changes if "one level lower" in one.what)
    again = assessed(asked("no", "no", "partial", "yes"), data_sensitivity="internal")
    assert lower.residual == again.residual
    assert sum(gap.gain for gap in result.gaps) == pytest.approx(1 - result.effectiveness_low)


async def test_a_questionnaire_from_a_file() -> None:
    """Words of a spreadsheet become answers; an empty cell is none."""
    text = (
        "Section,Control,Response,Weight\nAccess,MFA for all users,Yes,3\n"
        "Access,Joiners and leavers,Partially,1\nBackup,Restore tests,No,2\n"
        "Backup,Offsite copy,N/A,1\nPeople,Training,,1\n"
    )

    class Files:
        async def open(self, file_id: str) -> StoredFile:
            return StoredFile(file_id, "vendor.csv", "text/csv", "", text.encode())

    arguments = {"answers": {"file": "f1"}, **DEPENDENT}
    given, _ = await resolve(ASSESS.request, arguments, Files(), READERS)
    result = ASSESS(validate(ASSESS.request, given))
    assert (result.questions, result.applicable, result.unanswered) == (5, 4, 1)
    assert result.effectiveness_low == pytest.approx(3.5 / 7)
    assert {one.domain for one in result.domains} == {"Access", "Backup", "People"}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"answers": []}, "answers"),
        ({"answers": asked("not_applicable")}, "answers"),
        ({"answers": asked("maybe")}, "answers.0.answer"),
        ({"answers": [{"question": "q", "answer": "yes", "weight": 0}]}, "answers.0.weight"),
        ({"answers": [{"question": "", "answer": "yes"}]}, "answers.0.question"),
        ({"access": "total"}, "access"),
        ({"certificates": [{"name": "ISO 27001", "expires": "2027-01-01"}]}, "as_of"),
        ({"incidents": [{"name": "x", "date": "2026-01-01"}]}, "as_of"),
        (
            {"incidents": [{"name": "x", "date": "2027-01-01"}], "as_of": "2026-01-01"},
            "incidents.0.date",
        ),
        ({"spend": 20, "total_spend": 10}, "spend"),
        ({"spend": 0, "total_spend": 0}, "total_spend"),
        ({"partial_counts": 1.5}, "partial_counts"),
        ({"incident_years": 0}, "incident_years"),
        ({"certificates": [{"name": "x", "expires": "soon"}]}, "certificates.0.expires"),
    ],
)
def test_bad_values_are_named(more, field) -> None:
    """By the field that is wrong."""
    given = {"answers": asked("yes"), **DEPENDENT, **more}
    with pytest.raises(InvalidInput) as refusal:
        ASSESS(validate(ASSESS.request, given))
    assert any(problem.field.startswith(field) for problem in refusal.value.errors)


def test_dates_are_days() -> None:
    """A certificate's days are counted from the day of the assessment."""
    one = {"name": "PCI DSS", "expires": "2026-12-01"}
    state = assessed(asked("yes"), certificates=[one], as_of="2026-11-21").certificates[0]
    assert state.days_left == (datetime.date(2026, 12, 1) - datetime.date(2026, 11, 21)).days == 10


async def test_words_that_are_no_answers_are_refused_not_dropped() -> None:
    """A column that cannot be read must not make every question unanswered."""
    text = "Question,Response\nMFA?,y\nBackups?,n\nRestore?,sort of\n"

    class Files:
        async def open(self, file_id: str) -> StoredFile:
            return StoredFile(file_id, "vendor.csv", "text/csv", "", text.encode())

    with pytest.raises(InvalidInput, match="answers"):
        await resolve(ASSESS.request, {"answers": {"file": "f1"}}, Files(), READERS)
    silent = assessed([{"question": "q0"}, {"question": "q1", "answer": None}])
    assert (silent.unanswered, silent.effectiveness_low) == (2, 0)
