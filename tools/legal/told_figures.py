"""The figures of the passages that an answer quotes, each as what it is: number, day, time."""

from collections.abc import Sequence

from tools.legal.calendar_dates import written_dates
from tools.legal.durations import number_in_words, written_durations
from tools.legal.found import ClausesResult, FoundClause, Length, ToldFigures
from tools.legal.reading import numbers
from tools.legal.wording import best_by_type, quoted

_MOST = 24
"""Of each sort; a passage that holds more of them is a table, of which little is quoted."""


def told_figures(result: ClausesResult) -> ToldFigures:
    """Figures of the quoted passages, and the short values of all types found."""
    said, best = quoted(result), best_by_type(result.clauses)
    values = [one.value for one in best if one.value]
    dates = [one.day for clause in said for one in written_dates(clause.text) if one.day]
    periods = [
        Length.model_validate({"value": one.length.count, "unit": f"{one.length.unit}s"})
        for clause in said
        for one in written_durations(clause.text)
    ]
    found = [number for clause in said for number in [*numbers(clause.text), *_words(clause.text)]]
    return ToldFigures(
        numbers=list(dict.fromkeys(found))[:_MOST],
        dates=list(dict.fromkeys([*(v.date for v in values if v.date), *dates]))[:_MOST],
        periods=[*(v.period for v in values if v.period), *periods][:_MOST],
        more_passages=[_more(result.clauses, one) for one in said],
    )


def _more(clauses: Sequence[FoundClause], told: FoundClause) -> int:
    return sum(one.clause_type == told.clause_type for one in clauses) - 1


def _words(text: str) -> list[float]:
    said = (number_in_words(word.strip(" ,.;:()")) for word in text.split() if len(word) > 2)
    return [number for number in said if number is not None]
