"""Templates of logs: sixteen formats with known wordings, headers, and time that grows linearly.

loghub's own files are not shipped here; the wordings in `tests/data/security/log_wordings.txt` are
written after their formats, and their true templates are known by construction.
"""

import time

import pytest

from tests.tools.security.log_makers import grouping_accuracy, made, wordings
from tools.catalog import CATALOG
from tools.security._log_drain import Drain
from tools.security._log_headers import PLAIN, HeaderReader
from tools.security._log_masks import Masker
from tools.security._log_templates import group
from tools.validation import validate

ANALYSE = CATALOG["security.analyse_logs"]
DRAIN_IN_PRINT = 0.865
"""Drain's mean grouping accuracy over the sixteen loghub 2k samples (Zhu et al. 2019)."""


def analysed(log, **more):
    return ANALYSE(validate(ANALYSE.request, {"log": log, **more}))


@pytest.mark.parametrize("system", wordings())
def test_lines_of_one_wording_are_one_template(system) -> None:
    """Content alone and full lines give the same groups."""
    full, contents, truth = made(system)
    reader = HeaderReader()
    messages = [reader.read(k, line).message for k, line in enumerate(full, 1)]
    assert PLAIN not in reader.seen
    for texts in (contents, messages):
        found = group(texts, 0.5, 4, 5_000)
        assert grouping_accuracy(found.of_line, truth) >= 0.94
        assert sum(found.counts) == len(texts)


def test_the_mean_over_all_formats_is_above_drains() -> None:
    """On three samples of each format."""
    scores = [
        grouping_accuracy(group(made(system, 2000, seed)[1], 0.5, 4, 5_000).of_line, truth)
        for system in wordings()
        for seed in (1, 2)
        for truth in [made(system, 2000, seed)[2]]
    ]
    assert sum(scores) / len(scores) > 0.97 > DRAIN_IN_PRINT


def test_the_result_numbers_the_template_of_each_line() -> None:
    """What a caller needs to compare groups: one id a line that is not empty."""
    full, _, truth = made("OpenSSH", 500)
    result = analysed("\n\n".join(full))
    assert len(result.line_templates) == result.lines == 500
    assert grouping_accuracy(result.line_templates, truth) > 0.97
    assert sum(one.count for one in result.templates) == 500
    assert result.formats == {"syslog": 500}


@pytest.mark.parametrize(
    ("message", "mask"),
    [
        ("from 10.1.2.3 port 4431", "from <ip> port <num>"),
        ("src: /10.1.2.3:50010 took 3.5ms", "src: <ip> took <num>"),
        ("via 2001:db8::17 now", "via <ip> now"),
        ("open /var/log/a/b.log failed", "open <path> failed"),
        (r"load C:\Windows\winsxs\x.dll now", "load <path> now"),
        ("at 0x0b85eee0 mask", "at <hex> mask"),
        ("block blk_-1608999687919862906 done", "block <block> done"),
        ("id 113e4567-e89b-12d3-a456-426614174000 gone", "id <uuid> gone"),
        ("mail to a.b@example.org sent", "mail to <email> sent"),
        ("from 00:1B:44:11:3A:B7 up", "from <mac> up"),
        ("see https://example.org/a?b=1 for more", "see <url> for more"),
        ("sizes 1 2 3 4 5", "sizes <num> <num>"),
        ("nothing here changes", "nothing here changes"),
        ("interface eth0 is up", "interface eth0 is up"),
    ],
)
def test_values_are_masked_by_what_they_are(message, mask) -> None:
    """A mask stands for the whole value and leaves words alone."""
    assert Masker()(message) == mask


def test_the_tree_works_as_the_paper_says() -> None:
    """Same length and first word, half of the words alike: one template with a parameter."""
    drain = Drain(0.5, 4, 100)
    first = drain.add("Receive from node alpha", 1)
    assert drain.add("Receive from node beta", 1) is first
    assert first.template == "Receive from node <*>"
    assert drain.add("Receive nothing today but", 1) is not first
    assert drain.add("Receive from node", 1) is not first
    assert drain.add("Send from node alpha", 1) is not first


def test_states_in_place_of_values_stay_apart() -> None:
    """Started and stopped are two events; users are values."""
    lines = [f"[instance: {k}] VM {w} (Event)" for k in range(9) for w in ("Started", "Stopped")]
    lines += [f"session opened for user {name}" for name in ("ann", "bob") for _ in range(9)]
    found = group(lines, 0.5, 4, 100)
    assert sorted(found.templates) == [
        "[instance: <num>] VM Started (Event)",
        "[instance: <num>] VM Stopped (Event)",
        "session opened for user <*>",
    ]


def test_templates_are_bounded() -> None:
    """What comes after the limit is one group, and said so."""
    words = [f"{chr(97 + a)}{chr(97 + b)} x{chr(97 + b)}" for a in range(26) for b in range(26)]
    found = group(words, 0.9, 4, 50)
    assert found.full
    assert len(found.templates) == 51
    assert sum(found.counts) == len(words)


def test_hostile_lines_cost_no_more_than_others() -> None:
    """Long words, deep repetition and many different lines stay linear."""
    lines = ["a." * 30_000, "1" * 60_000, "/" * 50_000, "x=" * 40_000, "a:" * 40_000]
    lines += ["{" * 20_000, "<" * 50_000, "=" * 9_999 + '"', "from " * 20_000]
    begin = time.process_time()
    result = analysed("\n".join(lines * 5))
    assert time.process_time() - begin < 3
    assert any("cut after" in note for note in result.notes)


HOSTILE = {
    "dots": "a.",
    "failed": "Failed password for x ",
    "auth": "auth failed user=<x> ",
    "pam": "authentication failure; ",
    "firewall": "SRC=10.0.0.1 x ",
    "invalid": "Invalid user a ",
    "accepted": "Accepted password for b ",
    "repeated": "message repeated 3 times: [ ",
    "pairs": "user=a ",
    "mail": "a@b.",
    "numbers": "1.1,",
    "words": "login failed user for by from ip ",
    "android": "03-17 16:13:38.811  1702  2395 D  ",
    "spaces": "2026-01-02 03:04:05      ",
    "zookeeper": "2015-07-29 17:41:44,747 - INFO  [@1] ",
    "sudo": "su pam_unix(su:auth): authentication failure; ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_line_costs_more_than_a_few_milliseconds(name) -> None:
    """Each line another one, so that nothing is remembered; spaces are added to some."""
    piece = HOSTILE[name]
    gap = " " * 3_000 if name in ("android", "spaces") else ""
    lines = [f"{piece}{gap}{k} {piece * (4_000 // len(piece))}" for k in range(20)]
    begin = time.process_time()
    analysed("\n".join(lines))
    assert time.process_time() - begin < 0.6


@pytest.mark.parametrize(
    ("line", "form", "message"),
    [
        (
            "<34>1 2003-10-11T22:14:15.003Z host.example.org su - ID47 - 'su root' failed",
            "syslog, RFC 5424",
            "'su root' failed",
        ),
        (
            '192.0.2.1 - - [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326',
            "access log",
            '"GET /a.gif HTTP/1.0" 200 2326',
        ),
        ("2026-01-02T03:04:05Z ERROR db - lost it", "time and level", "lost it"),
        ("2026-01-02 03:04:05,678 [INFO] started", "time and level", "started"),
        (
            "2026/01/02 03:04:05 [error] 12#0: *5 open() failed",
            "nginx error log",
            "open() failed",
        ),
        (
            "2026-01-02T03:04:05.1+01:00 web app[12]: ready",
            "syslog with ISO time",
            "ready",
        ),
        ("WARN: disk is full", "level first", "disk is full"),
        ("no header at all", PLAIN, "no header at all"),
    ],
)
def test_headers_are_taken_off(line, form, message) -> None:
    """Each by its own format."""
    reader = HeaderReader()
    assert reader.read(1, line).message == message
    assert reader.seen == {form: 1}
