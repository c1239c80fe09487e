"""Say in plain words what is known."""

from collections.abc import Sequence

from tools.learning._tracing_result import KnowledgeTrace, LearnerSkill, PredictionCheck

NAMED_AT_MOST = 3  # learners or skills; more would not be read


def summary(result: KnowledgeTrace) -> str:
    """The answer: one learner and skill in full, several by where they stand."""
    said = _one(result) if result.n_learner_skills == 1 else _several(result)
    for check, what in ((result.test_check, "the held-out answers"), (result.fit_check, "")):
        if check is not None and check.auc is not None:
            return f"{said} {_foretold(check, what)}"
    return said


def percent(chance: float) -> str:
    """A chance as people read it, with more digits near certainty."""
    for digits in (0, 1, 2):
        text = f"{chance * 100:.{digits}f}"
        if float(text) not in (0, 100) or chance in (0, 1):
            return f"{text} %"
    return f"nearly {100 if chance > 0.5 else 0} %"


def who(one: LearnerSkill) -> str:
    """`Anna knows fractions`, with what was not told left out."""
    return f"{one.learner or 'the learner'} knows {one.skill or 'the skill'}"


def _one(result: KnowledgeTrace) -> str:
    [one] = result.learners
    count = f"{_answers(one.answers)}, {one.right} of them right"
    if one.answers == 1:
        count = f"one {'right' if one.right else 'wrong'} answer"
    if one.known is None:
        return (
            f"Knowing cannot be told apart from guessing here: {one.reason}. The chance of a "
            f"right next answer is **{percent(one.correct_next)}**{_interval(one, result, False)}."
        )
    lead = "There is too little to judge by: " if one.status != "ok" else ""
    start = f"{lead}the chance that {who(one)}"
    said = (
        f"{start[0].upper()}{start[1:]} is **{percent(one.known)}**"
        f"{_interval(one, result, True)}, after {count}. "
    )
    said += f"The next answer is right with a chance of {percent(one.correct_next)}"
    return f"{said}{_interval(one, result, False)}. {_mastery(one, result)}"


def _interval(one: LearnerSkill, result: KnowledgeTrace, known: bool) -> str:
    low, high = (
        (one.known_low, one.known_high) if known else (one.correct_next_low, one.correct_next_high)
    )
    if low is None or high is None or _alike(low, high):
        return ""
    level = f"{percent(result.confidence)} interval: " if known else ""
    return f" ({level}{percent(low)} to {percent(high)})"


def _alike(low: float, high: float) -> bool:
    return percent(low).removeprefix("nearly ") == percent(high).removeprefix("nearly ")


def _mastery(one: LearnerSkill, result: KnowledgeTrace) -> str:
    level = percent(result.mastery)
    if one.mastered:
        sure = one.known_low is not None and one.known_low >= result.mastery
        return f"That {'' if sure else 'just '}counts as mastered (from {level})."
    if one.rights_to_mastery is None:
        return f"Mastery ({level}) is out of reach of right answers alone."
    more = _counted(one.rights_to_mastery, "right answer")
    row = " in a row" if one.rights_to_mastery > 1 else ""
    return f"{more[0].upper()}{more[1:]} more{row} would reach mastery ({level})."


def _several(result: KnowledgeTrace) -> str:
    learners = _counted(result.n_learners, "learner")
    skills = _counted(result.n_skills, "skill")
    said = (
        f"**{result.n_mastered} of {_pairs(result)}** reached mastery "
        f"({percent(result.mastery)}): {learners} on {skills}, "
        f"{_answers(result.n_answers)} in all."
    )
    read = [one for one in result.learners if one.known is not None]
    if weak := [one for one in read if not one.mastered][:NAMED_AT_MOST]:
        said += f" Least known: {_named(weak)}."
    if unsure := sum(one.status != "ok" for one in result.learners):
        listed = "" if len(result.learners) == result.n_learner_skills else " listed"
        said += (
            f" For {unsure} of the {len(result.learners)}{listed} there is too little to judge by."
        )
    return said


def _pairs(result: KnowledgeTrace) -> str:
    if result.n_skills == 1:
        return _counted(result.n_learner_skills, "learner")
    return _counted(result.n_learner_skills, "skill" if result.n_learners == 1 else "pair")


def _named(listed: Sequence[LearnerSkill]) -> str:
    return "; ".join(
        f"{' on '.join(part for part in (one.learner, one.skill) if part) or 'the learner'}, "
        f"{percent(one.known or 0)}{' (unsure)' if one.status != 'ok' else ''}"
        for one in listed
    )


def _foretold(check: PredictionCheck, what: str) -> str:
    area = f"{check.auc:.2f}"
    interval = "" if check.auc_low is None else f" ({check.auc_low:.2f} to {check.auc_high:.2f})"
    where = what or "the same answers it was fitted to"
    return f"Told beforehand, right answers rank above wrong ones: AUC {area}{interval} on {where}."


def _answers(count: int) -> str:
    return _counted(count, "answer")


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
