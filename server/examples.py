"""What the documentation shows: one small conversation, the same on every page."""

from typing import Any

RUN_ID = "run_019a6b1c2d3e4f5061728394"
THREAD_ID = "thr_019a6b1c2d3e4f5061728394"
AT = "2026-11-21T09:00:00.000Z"
LATER = "2026-11-21T09:00:01.000Z"

ASKED = "What is 12 % of 4,800?"
SAID: dict[str, Any] = {
    "id": f"msg_{RUN_ID}",
    "role": "assistant",
    "kind": "answer",
    "content": "12 % of 4,800 is **576**.",
    "citations": [
        {
            "start": 18,
            "end": 21,
            "source": "result",
            "receipt_id": "r_5c1f0e9d8b7a6f5e4d3c2b1a",
            "path": "value",
        }
    ],
    "verified": True,
    "unverified": [],
    "missing": [],
}

THREAD: dict[str, Any] = {
    "thread_id": THREAD_ID,
    "created_at": AT,
    "updated_at": LATER,
    "metadata": {"topic": "budget"},
}
THREADS: dict[str, Any] = {"threads": [THREAD], "next_cursor": None}
MESSAGES: dict[str, Any] = {
    "messages": [
        {
            "id": f"in_{RUN_ID}",
            "role": "user",
            "content": ASKED,
            "run_id": RUN_ID,
            "created_at": AT,
        },
        {**SAID, "run_id": RUN_ID, "created_at": LATER},
    ]
}
RUNS: dict[str, Any] = {
    "runs": [
        {
            "run_id": RUN_ID,
            "thread_id": THREAD_ID,
            "status": "completed",
            "model": "embedded",
            "attempt": 1,
            "created_at": AT,
            "finished_at": LATER,
        }
    ]
}
RESULT: dict[str, Any] = {
    "run_id": RUN_ID,
    "thread_id": THREAD_ID,
    "status": "completed",
    "message": SAID,
    "agents": ["risk"],
    "trajectory": [
        {
            "type": "route",
            "assignments": [{"agent": "risk", "task": ASKED, "reason": "…", "score": 0.9}],
        },
        {
            "type": "tool",
            "call_id": "call_1",
            "agent": "risk",
            "tool": "arithmetic.calculate",
            "arguments": {"expression": "12 % * 4800"},
            "result": {"value": 576.0},
            "receipt_id": "r_5c1f0e9d8b7a6f5e4d3c2b1a",
            "ms": 1.2,
        },
    ],
    "receipts": ["r_5c1f0e9d8b7a6f5e4d3c2b1a"],
    "explain": [
        {
            "call_id": "call_1",
            "field": "expression",
            "value": "12 % * 4800",
            "words": "12 % of 4,800",
            "score": 1.0,
        }
    ],
    "usage": {
        "total": {"input": 0, "output": 0, "cached": 0, "reasoning": 0, "cost": 0.0},
        "agents": {},
        "cost": 0.0,
    },
    "timings": {
        "first_event_ms": 20.1,
        "route_ms": 18.0,
        "plan_ms": 9.5,
        "tools_ms": 1.2,
        "total_ms": 48.0,
    },
}
