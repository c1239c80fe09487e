"""The words around the names of objects that a message tells of."""

LINKS = frozenset(
    word
    for line in (
        "cost costs costing costed take takes took run runs ran running bring brings need needs",
        "require requires come comes get gets give gives earn earns pay pays hold holds worth",
        "priced valued exactly mostly roughly around again another only just some that which who",
        "normally usually usual each every likely likeliest most least low high lognormal normal",
        "uniform triangular mean average points point times time say says let's assume suppose",
        "choose pick select buy among amongst between whether if either since because then having",
        "carrying paying plus minus lies lie stands stand is am are was be been being it's",
        "currently now today would will could should might may must can do does did don't doing",
        "want wants wanted have has had own owns we i you they he she us me our my your their its",
        "per pa p.a. yearly annual annually monthly daily weekly month year day week quarter",
        "months years days weeks quarters once further moreover also still all both together left",
        "gone spend spent k m mn bn million thousand billion eur usd gbp chf euro euros dollar",
        "dollars pounds pound francs please there this these those believe believes think thinks",
        "expect expects expected sees reckon highest lowest where with meets simulate consider",
        "saves save saving spares spare avoids avoid avoiding prevents prevent preventing",
        "catches catch catching cuts cut cutting reduces reduce reducing lowers lower lowering",
        "removes finds find blocks block halves halve stops eliminates mitigates mitigate shrinks",
        "compare value values face faces put puts after before until swing swings bounce bounces",
        "much many long short whose respectively alone itself got",
    )
    for word in line.split()
)
"""Words that lead on to a figure, or that tell of no object: none is part of a name."""
NUMERALS = frozenset(
    word for line in ("one two three four five six seven eight nine ten",) for word in line.split()
)
"""What may end a name: "bid two"."""
UNITS = frozenset(word for line in ("mn bn eur usd gbp chf and or pa",) for word in line.split())
"""Capitals that are no name."""
INTRO = frozenset(
    word
    for line in (
        "a an the our my your their its his her one other another some that is where then with if",
        "say for finally lastly also only i we think believe expect thinks believes expects",
    )
    for word in line.split()
)
"""What may stand before a name where a clause begins."""
