"""A process that has imported the service and forks a fresh one on demand.

Importing takes seconds of CPU; a test that kills a service twenty times should not pay for it
twenty times. Each line on stdin is a request; each line on stdout answers it.
"""

import json
import os
import sys
import traceback

from tests.server import serving


def start(env: dict[str, str], log: str) -> int:
    """Fork a service with this environment; its pid."""
    if pid := os.fork():
        return pid
    try:
        os.environ.clear()
        os.environ.update(env)
        with open(log, "ab", buffering=0) as out:
            os.dup2(out.fileno(), 2)
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        os.dup2(1, 0)
        code = serving.main()
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        code = 70
    sys.stderr.flush()
    os._exit(code)


def poll(pid: int) -> int | None:
    """The exit code as subprocess gives it; None while it runs."""
    done, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if done else None


for line in sys.stdin:
    request = json.loads(line)
    answer = start(request["env"], request["log"]) if "env" in request else poll(request["pid"])
    print(json.dumps(answer), flush=True)
