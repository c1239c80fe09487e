"""Which way a sentence points: every clause said and denied, in British and American drafting."""

import pytest

from tools.legal.analyse_contract import AnalyseContractRequest, analyse_contract
from tools.legal.analysed import ContractAnalysis
from tools.legal.statements import denied, statements

CONVENIENCE = "Termination for Convenience"
PAIRS = [
    (CONVENIENCE, "Either party may terminate this Agreement for convenience on 30 days' notice.",
     "Customer may not terminate for convenience."),
    (CONVENIENCE, "The Client may terminate at any time for any reason or no reason.",
     "Neither party may terminate this Agreement without cause."),
    (CONVENIENCE, "Licensee shall be entitled to determine this Licence at any time.",
     "Licensee shall not be entitled to determine this Licence at any time before 2030."),
    (CONVENIENCE, "This Agreement is terminable at will.",
     "This Agreement is not terminable at will."),
    (CONVENIENCE, "Company has the right to cancel the Services without cause.",
     "Company has no right to cancel the Services without cause."),
    (CONVENIENCE, "The Tenant may terminate this Lease on six months' written notice.",
     "The Tenant cannot terminate this Lease on notice."),
    (CONVENIENCE, "Customer may end the subscription for its convenience.",
     "Subscriptions are non-cancellable."),
    (CONVENIENCE, "Supplier may terminate in its sole discretion.",
     "There shall be no right of termination for convenience under this Agreement."),
    (CONVENIENCE, "Termination for convenience is permitted: a party may terminate at any time.",
     "Termination for convenience is excluded."),
    (CONVENIENCE, "Buyer may cancel any order without giving reasons.",
     "Buyer waives any right to terminate this Agreement for convenience."),
    ("Automatic renewal", "This Agreement shall automatically renew for successive one-year terms.",
     "This Agreement shall not renew automatically."),
    ("Automatic renewal", "The term renews automatically unless a party gives notice not to renew.",
     "There is no automatic renewal of the term."),
    ("Automatic renewal", "The term shall be extended automatically by twelve months.",
     "The term shall not be automatically extended."),
    ("Automatic renewal", "The Agreement rolls over each year.",
     "Renewal shall not be automatic and requires a signed writing."),
    ("Automatic renewal", "It continues from year to year.",
     "The parties may renew only by mutual agreement; it expires without renewal."),
    ("Anti-Assignment", "Neither party may assign this Agreement without consent.",
     "Harbourline Robotics, Inc. may assign it freely."),
    ("Anti-Assignment", "The Customer shall not assign or novate this Agreement.",
     "Either party may assign this Agreement without the consent of the other."),
    ("Anti-Assignment", "This Agreement is not assignable without prior written approval.",
     "This Agreement is freely assignable."),
    ("Anti-Assignment", "Assignment requires the prior written consent of Provider.",
     "No consent shall be required to assign this Agreement."),
    ("Anti-Assignment", "Any attempted assignment is void.",
     "Nothing in this Agreement prevents the Supplier from assigning its rights."),
    ("Audit Rights", "Provider may audit Customer's records once a year.",
     "Provider shall have no right to audit Customer's records."),
    ("Audit Rights", "Licensor shall be entitled to inspect the books of Licensee.",
     "Licensor may not inspect the books of Licensee."),
    ("Audit Rights", "Customer shall allow an audit upon ten days' notice.",
     "Customer waives any right to audit."),
    ("Cap on Liability", "Neither party's aggregate liability shall exceed the fees paid.",
     "The Supplier's liability shall not be limited."),
    ("Cap on Liability", "Liability is limited to USD 100,000.",
     "The Contractor's liability under this Agreement is unlimited."),
    ("Cap on Liability", "In no event shall Vendor be liable for more than twice the fees.",
     "Nothing in this Agreement shall limit the liability of the Vendor."),
    ("Cap on Liability", "The maximum liability of the Bank is GBP 50,000.",
     "There is no cap on the liability of the Bank."),
    ("Cap on Liability", "Our total liability is capped at EUR 500.",
     "Our liability is without any limit."),
    ("Uncapped Liability", "The Tenant's liability shall be unlimited.",
     "Provider's liability shall not be unlimited."),
    ("Uncapped Liability", "The limit shall not apply to breach of confidentiality.",
     "Nothing in this Agreement limits liability for fraud or for death caused by negligence."),
    ("Exclusivity", "Supplier appoints Distributor as its exclusive distributor.",
     "Supplier appoints Distributor as its non-exclusive distributor."),
    ("Exclusivity", "The licence granted is exclusive.", "The licence granted is not exclusive."),
    ("Exclusivity", "Buyer shall purchase the Goods only from Seller.",
     "Buyer is free to purchase similar goods from any other supplier."),
    ("Exclusivity", "Company shall not appoint any other reseller in the Territory.",
     "The courts of Dublin have exclusive jurisdiction."),
    ("Exclusivity", "Agent is the sole agent of the Principal.",
     "The sole and exclusive remedy is replacement."),
    ("Non-Compete", "Employee shall not compete with the Company for one year.",
     "Nothing in this Agreement prevents Employee from competing with the Company."),
    ("Non-Compete", "Consultant shall refrain from engaging in any competing business.",
     "Consultant may engage in any competing business."),
    ("Non-Compete", "Neither party may develop competing products.",
     "Each party is free to develop competing products."),
    ("No-Solicit of Employees", "Neither party shall hire or solicit any employee of the other.",
     "Either party may hire or solicit employees of the other."),
    ("No-Solicit of Employees", "Client shall not poach staff of the Agency.",
     "Nothing prevents Client from recruiting staff of the Agency."),
    ("No-Solicit of Customers", "Executive shall not solicit any customer of the Company.",
     "Executive may solicit customers of the Company."),
    ("Most Favored Nation", "Prices shall be no less favourable than those given to others.",
     "Supplier does not guarantee that its prices are as favourable as those given to others."),
    ("Most Favored Nation", "Customer receives most-favoured customer terms.",
     "Customer shall not have most favored nation status."),
    ("Liquidated Damages", "The breaching party shall pay US$ 10,000 per breach.",
     "No penalty shall be payable on a breach."),
    ("Liquidated Damages", "Contractor shall pay liquidated damages for each week of delay.",
     "Contractor shall not be liable for liquidated damages."),
    ("Liquidated Damages", "An early termination fee of $500 is due.",
     "Tenant may leave early without penalty or termination fee."),
    ("IP Ownership Assignment", "Consultant hereby assigns all right and title to Client.",
     "Consultant does not assign any intellectual property to Client."),
    ("IP Ownership Assignment", "All work product shall be the property of Client.",
     "Consultant retains all right, title and interest in the work product."),
    ("Joint IP Ownership", "Inventions shall be jointly owned.",
     "Inventions shall not be jointly owned."),
    ("License Grant", "Licensor grants Licensee a licence to use the Software.",
     "No licence is granted."),
    ("License Grant", "Company hereby grants a right to use the Marks.",
     "Nothing in this Agreement grants any licence to the Marks."),
    ("Irrevocable or Perpetual License", "The licence is perpetual and irrevocable.",
     "The licence is revocable."),
    ("Irrevocable or Perpetual License", "Licensee receives a perpetual licence.",
     "The licence is not perpetual."),
    ("Change of Control", "A change of control requires consent.",
     "A change of control shall not require consent."),
    ("Rofr/Rofo/Rofn", "Investor has a right of first refusal.",
     "Investor shall not have any right of first refusal."),
    ("Minimum Commitment", "Buyer shall order at least 500 units a year.",
     "There is no minimum purchase commitment."),
    ("Minimum Commitment", "A minimum of 10,000 litres shall be bought.",
     "Buyer is not obliged to purchase any quantity."),
    ("Covenant Not to Sue", "Licensee shall not challenge the validity of the Marks.",
     "Nothing in this Agreement prevents Licensee from challenging the Marks."),
    ("Insurance", "Contractor shall maintain insurance.",
     "Contractor is not required to carry insurance."),
    ("Warranty Duration", "The Goods are warranted for twelve months.",
     "The Goods are sold without any warranty."),
    ("Non-Disparagement", "Neither party shall disparage the other.",
     "Nothing in this clause prevents a party from making disparaging remarks."),
    ("Third Party Beneficiary", "The Affiliates are intended third party beneficiaries.",
     "There are no third-party beneficiaries of this Agreement."),
    ("Revenue/Profit Sharing", "Agent receives a commission of 10 % of revenue.",
     "No commission is payable."),
    ("Source Code Escrow", "The source code shall be placed in escrow.",
     "Supplier shall not be required to place the source code in escrow."),
    ("Termination for breach", "Either party may terminate for material breach.",
     "Customer may not terminate this Agreement even for breach."),
    ("Price Restrictions", "Supplier shall not increase the prices.",
     "Supplier is free to set its prices."),
]  # fmt: skip


@pytest.mark.parametrize(("clause", "says", "denies"), PAIRS)
def test_a_sentence_says_a_clause_and_its_opposite_denies_it(
    clause: str, says: str, denies: str
) -> None:
    assert statements()[clause].stated(says), says
    assert not denied(clause, says), says
    assert not statements()[clause].stated(denies), denies
    assert denied(clause, denies), denies


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        (
            CONVENIENCE,
            "Customer may not terminate in year 1, but may terminate at any time then.",
        ),
        (CONVENIENCE, "Neither party may terminate early, except that Buyer may cancel at will."),
        ("Anti-Assignment", "No party may assign, except that Seller may assign freely."),
        ("Exclusivity", "The licence is exclusive in France and non-exclusive elsewhere."),
        ("Cap on Liability", "Liability is limited to $ 5, including without limitation for loss."),
    ],
)
def test_a_sentence_that_does_both_still_says_it(clause: str, text: str) -> None:
    assert not denied(clause, text)


def ask(terms: str, *focus: str) -> ContractAnalysis:
    text = (
        'AGREEMENT made on 1 March 2026 between Oak Systems Ltd ("Provider") and Elm Trading Ltd '
        f'("Customer").\n\n1. Services. Provider shall supply the services.\n\n2. {terms}\n\n'
        "3. Law. This Agreement is governed by the laws of Ireland."
    )
    request = {"contract": text, "focus": list(focus), "as_of": "2026-11-21"}
    return analyse_contract(AnalyseContractRequest.model_validate(request))


@pytest.mark.parametrize("denies", [pair[2] for pair in PAIRS if pair[0] == CONVENIENCE])
def test_no_denial_is_ever_told_as_a_right_to_leave(denies: str) -> None:
    found = ask(denies, "termination")
    assert found.early_exit is None
    assert found.summary.startswith("No, not without a reason")
    assert found.no_exits[0].citation.text


@pytest.mark.parametrize("says", [pair[1] for pair in PAIRS if pair[0] == CONVENIENCE])
def test_every_right_to_leave_is_told(says: str) -> None:
    found = ask(says, "termination")
    assert found.early_exit is not None
    assert found.summary.startswith(("Yes", "Only one side"))


@pytest.mark.parametrize("denies", [pair[2] for pair in PAIRS if pair[0] == "Automatic renewal"])
def test_what_does_not_renew_is_never_told_to_renew(denies: str) -> None:
    found = ask(f"The term ends on 31 December 2027. {denies}", "renewal", "deadlines")
    assert found.renewal is None or not found.renewal.automatic
    assert "stop the renewal" not in {one.kind for one in found.deadlines}


@pytest.mark.parametrize("denies", [pair[2] for pair in PAIRS if pair[0] == "Cap on Liability"])
def test_liability_without_a_limit_is_not_told_as_limited(denies: str) -> None:
    assert ask(denies, "liability").liability_cap is None
    assert "liability_cap" not in denies
    assert "limit on liability" in ask(denies).not_stated


def test_a_way_out_for_a_breach_is_told_beside_the_bar_on_others() -> None:
    found = ask(
        "Either party may terminate for material breach if the breach is not cured within thirty "
        "(30) days after written notice. Customer may not terminate for convenience.",
        "termination",
    )
    assert found.summary.startswith(
        "No, not without a reason: the contract rules that out for Customer (§ 2). Either party "
        "may end it for a material breach not put right within 30 days (§ 2)."
    )


def test_rights_of_both_sides_are_told_each_with_its_notice() -> None:
    found = ask(
        "Provider may terminate for convenience on ninety (90) days' notice. Customer may "
        "terminate for convenience on thirty (30) days' notice.",
        "termination",
    )
    assert [(one.who, one.value) for one in found.early_exits] == [
        ("Provider", 90),
        ("Customer", 30),
    ]
    assert found.summary.startswith("Yes: Provider may end it without a reason with 90 days'")
    assert "Customer with 30 days' notice" in found.summary


@pytest.mark.parametrize(
    ("words", "basis", "amount"),
    [
        ("Neither party's aggregate liability under this Agreement shall exceed the fees paid in "
         "the twelve (12) months before the claim arose.", "the fees paid in the twelve", None),
        ("Provider's total liability is limited to USD 250,000.", "", 250_000),
        ("In no event shall Provider's liability exceed two (2) times the fees paid.",
         "two (2) times the fees paid", None),
        ("Provider shall not be liable for more than 150 % of the annual fees.",
         "150 % of the annual fees", None),
        ("The maximum aggregate liability of Provider shall be EUR 1,000,000.", "", 1_000_000),
        ("Provider's liability shall not exceed the greater of $50,000 and the fees paid in the "
         "preceding six months.", "the greater of $50,000 and the fees paid", 50_000),
        ("Each party's liability is capped at the amounts paid under this Agreement in the "
         "preceding year.", "the amounts paid", None),
    ],
)  # fmt: skip
def test_a_limit_is_found_however_it_is_measured(
    words: str, basis: str, amount: float | None
) -> None:
    cap = ask(words, "liability").liability_cap
    assert cap is not None
    assert cap.basis.startswith(basis) if basis else not cap.basis
    assert cap.amount == amount


def test_what_a_limit_does_not_hold_for_is_told() -> None:
    cap = ask(
        "Except for wilful misconduct, neither party's liability shall exceed EUR 9,000.",
        "liability",
    ).liability_cap
    assert cap is not None
    assert (cap.carve_outs, cap.who, cap.amount) == ("wilful misconduct", "neither party", 9_000)


def test_what_may_not_be_done_is_told_as_a_prohibition() -> None:
    found = ask("Customer may not assign this Agreement. Neither party shall disclose its terms.")
    told = [(one.who, one.duty.split()[:3], one.prohibition) for one in found.obligations]
    assert ("Customer", ["must", "not", "assign"], True) in told
    assert ("each party", ["must", "not", "disclose"], True) in told
    assert all(not one.prohibition for one in found.obligations if "supply" in one.duty)
