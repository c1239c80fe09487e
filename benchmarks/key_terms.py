"""Parties and expiry by `legal.analyse_contract`, against the answers of CUAD's lawyers.

Run: `PYTHONPATH=. python benchmarks/key_terms.py CUAD.jsonl.xz` (one JSON object a line: `name`,
`text`, `answers`). The rules were written while looking at one half of the contracts, by filer;
the other half is told apart. The passages are those of the shipped clause model, which was trained
on the contracts of both.

A name is found where the same name is told, spelling within an eighth and legal forms aside; names
that only join others ("each a Party") are no names. An end is right where its day is, or where both
say that there is none. Answers with a blank in them are left out.
"""

import difflib
import hashlib
import json
import lzma
import re
import sys
from pathlib import Path
from typing import Any

from tools.fields import DocumentText
from tools.legal.clause_model import load, score
from tools.legal.parties import parties
from tools.legal.reading import Reading
from tools.legal.term import read_term

Record = dict[str, Any]

LEAST = 0.05
ALIKE = 0.88
_JOINT = re.compile(r"\b(?:collectively|individually|hereinafter|each|foregoing|parties)\b", re.I)
_FORMS = re.compile(
    r"\b(?:the|inc|incorporated|corp|corporation|company|co|ltd|limited|llc|l l c|lp|l p|llp|plc"
    r"|gmbh|ag|sa|s a|bv|b v|nv|n v|pty|a|of)\b"
)


def looked_at(record: Record) -> bool:
    """Whether a contract is of the half that the rules were written on; filers stay together."""
    filer = str(record["name"]).split("_")[0]
    return int(hashlib.sha256(filer.encode()).hexdigest(), 16) % 2 == 0


def bare(name: str) -> str:
    """A name without its legal form, its marks and its case."""
    said = re.sub(r"\([^()]*\)", "", name).casefold().replace("&", "and")
    return "".join(_FORMS.sub(" ", re.sub(r"[^a-z0-9]+", " ", said)).split())


def alike(one: str, other: str) -> bool:
    """Whether two names are one, spelling aside."""
    a, b = bare(one), bare(other)
    return bool(a and b) and difflib.SequenceMatcher(None, a, b).ratio() >= ALIKE


def names(answer: str) -> list[str]:
    """The names of an answer, roles and joint definitions left out."""
    parts = (re.sub(r"\([^()]*\)?", "", part).strip(' "“”') for part in answer.split(";"))
    return [part for part in parts if len(bare(part)) > 1 and not _JOINT.search(part)]


def told(records: list[Record]) -> None:
    """Names found of those there are, right of those told; by how many a contract has."""
    found = wanted = said = right = few = few_found = 0
    for record in records:
        gold = names(str(record["answers"].get("Parties", "")))
        ours = [one.name for one in parties(str(record["text"]))] if gold else []
        hits = sum(any(alike(name, one) for one in ours) for name in gold)
        found, wanted = found + hits, wanted + len(gold)
        right += sum(any(alike(name, one) for name in gold) for one in ours)
        said += len(ours)
        if len(gold) < 3:
            few, few_found = few + len(gold), few_found + hits
    print(
        f"  parties: {found / wanted:.3f} of {wanted} found, {right / said:.3f} of {said} told are "
        f"right; {few_found / few:.3f} of {few} in contracts of one or two"
    )


def ends(records: list[Record]) -> None:
    """Ends told rightly, of those there are and of all contracts."""
    right = stated = silent = 0
    for record in records:
        answer = str(record["answers"].get("Expiration Date", "")).strip()
        text = str(record["text"])
        end = read_term(Reading(DocumentText(text=text), score(text, load()), LEAST)).expiry
        known = end is not None and (end.perpetual or end.day is not None)
        if not answer or "[" in answer:
            silent += not known
            continue
        stated += 1
        if "perpet" in answer.lower():
            right += end is not None and end.perpetual
        elif end and end.day:
            month, day, year = (int(part) for part in re.findall(r"\d+", answer)[:3])
            if month > 12:  # day first
                month, day = day, month
            ours = (end.day.month, end.day.day, end.day.year % 100)
            right += ours == (month, day, year % 100)  # some answers have the wrong century
    every = (right + silent) / len(records)
    print(f"  expiry: {right / stated:.3f} of {stated} stated, {every:.3f} of all {len(records)}")


def main() -> None:
    """The figures of either half."""
    data = lzma.decompress(Path(sys.argv[1]).read_bytes()).decode()
    records: list[Record] = [json.loads(line) for line in data.split("\n") if line.strip()]
    for name, half in (("looked at", True), ("not looked at", False)):
        chosen = [record for record in records if looked_at(record) is half]
        print(f"{name}: {len(chosen)} contracts")
        told(chosen)
        ends(chosen)


if __name__ == "__main__":
    main()
