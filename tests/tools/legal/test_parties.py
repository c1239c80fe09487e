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
