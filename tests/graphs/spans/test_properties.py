"""Whatever is written, offsets are exact, nothing fails and work grows with the length."""

import cProfile
import pstats

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.spans import Span, find_spans
from graphs.spans.source import normalised
from tests.graphs.spans.reading import TODAY

WRITTEN = (
    "1 0 12 1.5 1,250 30\u202f000 1'000 € $ % k m to - . .. , ; : = ( ) [ ] / | \n \t and or a an"
    " between most likely usually at least once twice every in years per month never never. half"
    " million dozen two twenty 3.11. 2026-11-15 Nov 3rd right wrong ✓ 'x' \" ` no revenue plus"
    " times § ISO İ ß ﬁ € e9 1e9 ½ a=1 |1|2| 99999999999999999999 -1 +"
)
PIECES = st.sampled_from(WRITTEN.split(" "))


def check(text: str) -> list[Span]:
    spans = find_spans(text, as_of=TODAY)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
        assert span.readings
        assert span.within is None or (span.within[0] <= span.start and span.end <= span.within[1])
    return spans


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
def test_offsets_are_exact_in_anything_made_of_what_people_write(
    pieces: list[str], glue: str
) -> None:
    check(glue.join(pieces))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_arbitrary_text_never_fails(text: str) -> None:
    check(text)
    assert len(normalised(text)) == len(text)


@given(st.integers(0, 10**12))
def test_an_integer_is_read_alike_however_it_is_grouped(number: int) -> None:
    for text in (f"{number}", f"{number:,}", f"{number:,}".replace(",", "'")):
        (span,) = [s for s in check(f"it is {text} there") if s.readings[0].unit != "name"] or [
            None
        ]
        assert span is not None
        assert span.readings[0].value == number


def calls(text: str) -> int:
    profile = cProfile.Profile(builtins=True)
    profile.runcall(find_spans, text, as_of=TODAY)
    return pstats.Stats(profile).total_calls


@pytest.mark.parametrize(
    "unit",
    ["1, ", "1", "a ", "twenty and ", "usually ", "5 foo bar ", "(", "1+", "1.1.", '"', "1 and ",
     "right ", "a|b\n", "once in ", "1 000 ", "1'000'", "between 2 and 6, most likely 3. ",
     "3.11. ", "Nov 3 ", "usually 5, worst 9. ", "a week later ", "Nov 3, a day later wrong. ",
     "key: abc ", "12% tip, split 3 ways ", "Al ✓ ✗\n", "low,high\n1,2\n", "1.250 "],
)  # fmt: skip
def test_work_grows_with_the_length_of_the_text(unit: str) -> None:
    short, long = ((unit * length)[:length] for length in (2_500, 10_000))
    assert calls(long) <= 6 * calls(short) + 1000
