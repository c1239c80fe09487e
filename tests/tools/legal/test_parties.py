"""Who the parties are, by how openings name them."""

import pytest

from tools.legal.parties import parties


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (
            'This Agreement is made as of May 1, 2020 by and between Acme Inc., a Delaware '
            'corporation ("Acme"), and Bolt LLC, a Texas company (the "Supplier"). WHEREAS',
            [("Acme Inc.", ("Acme",)), ("Bolt LLC", ("Supplier",))],
        ),
        (
            'between Hale Foods, LLC ("Heritage"), a company with an address of 4002 '
            'Westminster Ave, CA 92703 and PREMIER NUTRITION CORPORATION ("Premier"), a company',
            [("Hale Foods, LLC", ("Heritage",)), ("PREMIER NUTRITION CORPORATION", ("Premier",))],
        ),
        (
            "between Smith and Sons Ltd (the \"Seller\") and Jones & Co Ltd (the \"Buyer\")",
            [("Smith and Sons Ltd", ("Seller",)), ("Jones & Co Ltd", ("Buyer",))],
        ),
        (
            'BETWEEN: (1) Oaktree Capital Management, L.P. ("Oaktree US"); and (2) Oaktree Capital '
            'Management (International) Limited ("Sub-Advisor").',
            [
                ("Oaktree Capital Management, L.P.", ("Oaktree US",)),
                ("Oaktree Capital Management (International) Limited", ("Sub-Advisor",)),
            ],
        ),
    ],
)  # fmt: skip
def test_names_and_roles(opening: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.name, one.roles) for one in parties(opening)] == expected


def test_a_name_stands_at_its_offsets() -> None:
    text = 'This deed is between Acme Inc. ("Acme") and Bolt LLC ("Bolt").'
    for one in parties(text):
        assert text[one.start : one.end] == one.name


def test_a_blacked_out_party_is_kept_and_marked() -> None:
    text = 'This Agreement is between Acme Inc. ("Acme") and [***], a corporation ("Partner").'
    assert [one.redacted for one in parties(text)] == [False, True]


def test_no_opening_no_parties() -> None:
    assert parties("The Tenant shall pay the rent in advance on the first of each month.") == []


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        (
            'by and between theshop.com, inc., a Delaware corporation ("Shop"), and WPD '
            'Pharmaceuticals, ("WPD"), a Polish corporation.',
            ["theshop.com, inc.", "WPD Pharmaceuticals"],
        ),
        (
            "B E T W E E N: NORTH COURIER LTD. (\"North\") - and - SOUTH COURIER LTD. a subsidiary "
            'of West Inc. ("South") WHEREAS',
            ["NORTH COURIER LTD.", "SOUTH COURIER LTD."],
        ),
        (
            'between Alpha Foods, Incorporated through its Research Center ("Alpha") and Beta '
            'Systems, Inc., d/b/a Beta Music ("Beta").',
            ["Alpha Foods, Incorporated", "Beta Systems, Inc."],
        ),
        (
            "between Gamma Pharma AG Alter Platz 2 6370 Stans and Delta Labs S.A. Avenida Grande "
            "346 04603 Lisboa regarding sales",
            ["Gamma Pharma AG", "Delta Labs S.A"],
        ),
        (
            "Exhibit 10.7\n\nCONSULTING AGREEMENT\n\nAduna Biotech, Inc., with a place of business "
            'at 740 Heinz Avenue, CA 94710 ("Aduna") and ELKE B.V. having an address in Leiden, '
            '("Consultant") agree to all terms.',
            ["Aduna Biotech, Inc.", "ELKE B.V"],
        ),
        (
            'between Orca Inc. (the "Company") and Kelp Partners LLC, Kelp Focus Fund L.P., and '
            'Mario Kelp (collectively, the "Kelp Group").',
            ["Orca Inc.", "Kelp Partners LLC", "Kelp Focus Fund L.P", "Mario Kelp"],
        ),
    ],
)  # fmt: skip
def test_openings_as_filings_write_them(opening: str, names: list[str]) -> None:
    assert [one.name.rstrip(".") for one in parties(opening)] == [n.rstrip(".") for n in names]


def test_all_who_sign_a_joint_filing_are_parties() -> None:
    """Nobody is named at the top, and the signature blocks have run together."""
    text = (
        "JOINT FILING AGREEMENT The undersigned agree that this statement is filed on behalf of "
        "each of them. Dated: 4/8/2020 YA Two PN, Ltd. By:/s/ Ann Lee Date: 4/8/2020 Ann Lee Chief "
        "Compliance Officer Delta Advisors, LP By:Delta GP, LLC Its:General Partner By:/s/ Ann Lee "
        "Title: Authorized Signatory Epsilon One EQ, Ltd. By:/s/ Ann Lee"
    )
    found = parties(text)
    assert [one.name for one in found] == [
        "YA Two PN, Ltd.",
        "Delta Advisors, LP",
        "Epsilon One EQ, Ltd.",
    ]
    assert all(text[one.start : one.end] == one.name for one in found)


@pytest.mark.parametrize(
    "line",
    ["Source: AZUL SA, F-1/A, 3/3/2017", "between <<enter Company Name>> and [***] = CONFIDENTIAL"],
)
def test_what_a_filing_prints_is_no_party(line: str) -> None:
    assert not [one for one in parties(line) if not one.redacted]
