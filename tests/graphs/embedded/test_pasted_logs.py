"""Log lines in a message are what was pasted, also where colons cut them to pieces."""

import pytest

from graphs.models.embedded.pasted import pasted

SYSLOG = (
    "Apr  2 03:10:01 mx sshd[81]: Failed password for root from 192.0.2.44 port 4022 ssh2\n"
    "  continued here\n"
    "Apr  2 03:10:04 mx sshd[82]: Accepted password for root from 192.0.2.44 port 4029 ssh2"
)
ISO = "2026-05-06T07:08:09Z ERROR billing - out\n2026-05-06 07:09:00,123 [main] INFO - back"
ACCESS = "\n".join(
    f'192.0.2.1 - - [10/Oct/2026:13:55:{k} +0000] "GET /{k} HTTP/1.1" 404 12' for k in (36, 37)
)


@pytest.mark.parametrize("log", [SYSLOG, ISO, ACCESS])
def test_a_log_is_taken_whole(log) -> None:
    """From its first line to its last, without the question before or after it."""
    for message in (f"What is this?\n\n{log}\n\nIs it an attack?", f"Look: \n{log}", log):
        place = pasted(message, [])
        assert place is not None
        assert message[place[0] : place[1]].strip() == log


@pytest.mark.parametrize(
    "message",
    [
        "The first outage was on 2026-05-06 07:08:09 and the second on 2026-05-07 01:00:00.",
        "date;value\n2026-05-06 07:08:09;3\n2026-05-07 07:08:09;4",
        "2026-05-06 07:08:09 12.5\n2026-05-07 07:08:09 13.5",
        "2026-05-06 | 3\n2026-05-07 | 4",
    ],
)
def test_times_in_sentences_and_tables_are_no_log(message) -> None:
    """Rows of figures stay rows of figures."""
    assert pasted(message, []) is None
