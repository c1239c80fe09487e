"""Attacks and anomalies in logs: what was planted is found, with its lines, and nothing else."""

import math
import random

import pytest
from scipy import stats

from tests.tools.security.log_makers import made
from tools.catalog import CATALOG
from tools.errors import InvalidInput
from tools.security._log_rate import binomial_tail
from tools.security._log_times import Clock
from tools.security._log_travel import EARTH_KM, Place, countries, great_circle_km
from tools.validation import validate

ANALYSE = CATALOG["security.analyse_logs"]


def analysed(lines, **more):
    log = lines if isinstance(lines, str) else "\n".join(lines)
    return ANALYSE(validate(ANALYSE.request, {"log": log, **more}))


def sshd(second, text):
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    return f"Mar  4 {2 + hour:02d}:{minute:02d}:{second:02d} gate sshd[9]: {text}"


def failed(second, account, source="203.0.113.9"):
    return sshd(second, f"Failed password for {account} from {source} port 40000 ssh2")


def quiet():
    return [sshd(60 * k, f"Connection closed by 198.51.100.{k} [preauth]") for k in range(20)]


def test_brute_force_is_found_with_its_lines() -> None:
    """Source, account, count, first and last time, evidence."""
    lines = quiet() + [failed(1300 + 5 * k, "root") for k in range(30)]
    (one,) = analysed(lines).detections
    assert (one.kind, one.technique, one.source, one.account) == (
        "brute force", "T1110.001", "203.0.113.9", "root",
    )  # fmt: skip
    assert (one.count, one.peak, one.threshold) == (30, 30, 10)
    assert (one.first, one.last) == ("Mar 4 02:21:40", "Mar 4 02:24:05")
    assert one.lines == list(range(21, 51))
    assert not one.success_after


def test_a_success_after_failures_is_flagged() -> None:
    """And one before them is not."""
    tries = [failed(5 * k, "root") for k in range(12)]
    won = sshd(100, "Accepted password for root from 203.0.113.9 port 40000 ssh2")
    (one,) = analysed([*tries, won]).detections
    assert (one.success_after, one.success_line) == (True, 13)
    (one,) = analysed([won.replace("02:01:40", "02:00:00"), *tries]).detections
    assert not one.success_after


def test_the_window_slides() -> None:
    """Nine in any ten minutes are below ten; ten across a round minute are not."""
    slow = [failed(67 * k, "root") for k in range(60)]
    assert analysed(slow).detections == []
    (one,) = analysed(slow, window=20).detections
    assert one.peak == math.floor(1200 / 67) + 1


def test_lines_of_one_attempt_count_once() -> None:
    """sshd and PAM both log a failure; an invalid user is logged three times."""
    lines = []
    for k in range(10):
        lines += [
            sshd(k, "Invalid user bob from 203.0.113.9"),
            sshd(k, "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh "
                 "ruser= rhost=203.0.113.9"),
            failed(k, "invalid user bob"),
        ]  # fmt: skip
    result = analysed(lines)
    assert result.failed_logins == 10
    assert result.detections[0].count == 10
    again = sshd(20, "message repeated 5 times: [ Failed password for bob from 203.0.113.9 port 1]")
    assert analysed([*lines, again]).failed_logins == 15


def test_spraying_is_told_from_brute_force() -> None:
    """One source, many accounts, few tries each; stuffing looks alike and is named."""
    lines = [failed(400 * k, f"user{'abcdefgh'[k % 8]}") for k in range(16)]
    (one,) = analysed(lines).detections
    assert (one.kind, one.technique, one.also_fits) == (
        "password spraying", "T1110.003", ["T1110.004"],
    )  # fmt: skip
    assert (one.accounts_total, one.peak, one.threshold, one.count) == (8, 8, 5, 16)
    both = lines + [failed(7000 + k, "root") for k in range(40)]
    kinds = {one.kind: one for one in analysed(both).detections}
    assert set(kinds) == {"brute force", "password spraying"}
    assert kinds["brute force"].account == "root"
    assert kinds["password spraying"].accounts_total == 8
    few = [failed(k, f"u{'ab'[k % 2]}") for k in range(16)]
    assert analysed(few, failures=10).detections[0].kind == "password guessing"


def test_one_account_from_many_sources() -> None:
    """None of them reaches the threshold alone."""
    lines = [failed(10 * k, "root", f"203.0.113.{k}") for k in range(12)]
    (one,) = analysed(lines).detections
    assert (one.kind, one.technique, one.sources) == ("distributed brute force", "T1110.001", 12)
    owner = sshd(200, "Accepted publickey for root from 192.0.2.1 port 1 ssh2")
    assert not analysed([*lines, owner]).detections[0].success_after
    thief = sshd(200, "Accepted password for root from 203.0.113.4 port 1 ssh2")
    assert analysed([*lines, thief]).detections[0].success_line == 13


@pytest.mark.parametrize(
    ("line", "account", "source"),
    [
        ("Access denied for user 'root'@'203.0.113.9' (using password: YES)", "root",
         "203.0.113.9"),
        ("[ana] FAIL LOGIN: Client \"203.0.113.9\"", "ana", "203.0.113.9"),
        ("2026-01-02T03:04:05Z WARN auth - login failed for user ana from 203.0.113.9", "ana",
         "203.0.113.9"),
        ('{"event": "login", "outcome": "failure", "user": {"name": "x"}, "username": "ana", '
         '"src_ip": "203.0.113.9"}', "ana", "203.0.113.9"),
        ("event=login result=failed user=ana src=203.0.113.9", "ana", "203.0.113.9"),
        ("EventID 4625 An account failed to log on. Subject: Account Name: - Account For Which "
         "Logon Failed: Account Name: ana Source Network Address: 203.0.113.9", "ana",
         "203.0.113.9"),
        ('203.0.113.9 - ana [10/Oct/2026:13:55:36 +0000] "GET /x HTTP/1.0" 401 23', "ana",
         "203.0.113.9"),
    ],
)  # fmt: skip
def test_logins_of_other_programs_are_understood(line, account, source) -> None:
    """Databases, FTP, JSON, key=value, Windows, web."""
    (one,) = analysed([line] * 12).detections
    assert (one.kind, one.account, one.source, one.count) == ("brute force", account, source, 12)


def test_ordinary_logs_raise_no_alarm() -> None:
    """Two thousand lines of each of these formats hold no attack."""
    for system in ("HDFS", "BGL", "Spark", "Windows", "Mac", "OpenStack", "Zookeeper", "Android"):
        assert analysed(made(system)[0]).detections == [], system


def firewall(second, source, host, port):
    return (
        f"Mar  4 02:{second // 60:02d}:{second % 60:02d} fw kernel: IN=eth0 OUT= SRC={source} "
        f"DST={host} LEN=40 PROTO=TCP SPT=4431 DPT={port}"
    )


def test_scans_of_ports_hosts_and_pages() -> None:
    """Distinct targets in a window; the same port many times is none."""
    ports = [firewall(k, "10.0.0.8", "10.0.0.5", 20 + k) for k in range(40)]
    (one,) = analysed(ports).detections
    assert (one.kind, one.technique, one.peak, one.count) == ("scan", "T1046", 40, 40)
    hosts = [firewall(k, "8.8.4.4", f"10.0.0.{k}", 22) for k in range(40)]
    assert analysed(hosts).detections[0].technique == "T1595"
    assert analysed([firewall(k, "8.8.4.4", "10.0.0.5", 22) for k in range(60)]).detections == []
    page = '8.8.4.4 - - [10/Oct/2026:13:55:36 +0000] "GET /{} HTTP/1.1" {} 12'
    missing = [page.format(f"admin{k}.php", 404) for k in range(20)]
    assert analysed(missing).detections[0].technique == "T1595.003"
    assert analysed([page.format(f"page{k}", 200) for k in range(60)]).detections == []
    slow = [firewall(60 * k % 3600, "10.0.0.8", "10.0.0.5", 20 + k) for k in range(40)]
    assert analysed(slow).detections == []


def login(hour, account, **place):
    parts = " ".join(f"{key}={value}" for key, value in place.items())
    return f"2026-03-04T{hour}Z INFO auth: login success user={account} ip=198.51.100.7 {parts}"


def test_travel_faster_than_a_plane() -> None:
    """By coordinates; Berlin to New York is 6,385 km on the sphere."""
    far = [login("08:00:00", "ana", lat=52.52, lon=13.405),
           login("10:00:00", "ana", lat=40.7128, lon=-74.006)]  # fmt: skip
    (one,) = analysed(far).detections
    assert (one.technique, one.account, one.lines) == ("T1078", "ana", [1, 2])
    assert one.distance_km == pytest.approx(6385, abs=2)
    assert one.speed == pytest.approx(6385 / 2, abs=1)
    assert analysed([far[0], far[1].replace("T10", "T18")]).detections == []
    assert analysed([far[0], far[1].replace("ana", "bob")]).detections == []


def test_travel_between_countries_is_the_least_possible() -> None:
    """Neighbours never are; without places it cannot be judged, and that is said."""
    near = [login("08:00:00", "ana", country="DE"), login("08:10:00", "ana", country="FR")]
    result = analysed(near)
    assert result.travel_judged
    assert result.detections == []
    far = [login("08:00:00", "ana", country="DE"), login("09:00:00", "ana", country="Japan")]
    (one,) = analysed(far).detections
    assert one.distance_km < 9_000  # Berlin to Tokyo is 8,918 km
    plain = analysed([login("08:00:00", "ana"), login("09:00:00", "ana")])
    assert not plain.travel_judged
    assert any("cannot be judged" in note for note in plain.notes)


CITIES = {
    "US": [(40.71, -74.0), (34.05, -118.24), (25.76, -80.19), (47.6, -122.33)],
    "DE": [(52.52, 13.4), (48.14, 11.58), (53.55, 10.0), (50.94, 6.96)],
    "GB": [(51.5, -0.13), (55.95, -3.19), (54.6, -5.93), (50.37, -4.14)],
    "FR": [(48.86, 2.35), (43.3, 5.37), (48.58, 7.75), (48.39, -4.49)],
    "RU": [(55.76, 37.62), (43.12, 131.89), (59.93, 30.34), (54.71, 20.51)],
    "CN": [(39.9, 116.4), (31.23, 121.47), (43.83, 87.62), (23.13, 113.26)],
    "IN": [(28.61, 77.21), (19.08, 72.88), (8.52, 76.94), (26.14, 91.74)],
    "BR": [(-23.55, -46.63), (-3.12, -60.02), (-8.05, -34.88), (-30.03, -51.23)],
    "JP": [(35.68, 139.69), (43.06, 141.35), (26.21, 127.68), (33.59, 130.4)],
    "AU": [(-33.87, 151.21), (-31.95, 115.86), (-12.46, 130.84), (-42.88, 147.33)],
    "CA": [(43.65, -79.38), (49.28, -123.12), (47.56, -52.71), (62.45, -114.37)],
    "ID": [(-6.21, 106.85), (5.55, 95.32), (-2.53, 140.72), (-5.15, 119.43)],
    "ES": [(40.42, -3.7), (41.39, 2.17), (28.12, -15.43), (36.72, -4.42)],
    "CL": [(-33.45, -70.67), (-53.16, -70.91), (-18.48, -70.31)],
    "NO": [(59.91, 10.75), (69.65, 18.96), (70.66, 23.68)],
    "PT": [(38.72, -9.14), (32.65, -16.91), (37.74, -25.67)],
    "NZ": [(-36.85, 174.76), (-46.41, 168.35)],
    "VN": [(21.03, 105.85), (10.82, 106.63)],
    "TR": [(41.01, 28.98), (38.49, 43.38)],
    "UA": [(50.45, 30.52), (49.84, 24.03), (46.48, 30.73), (48.57, 39.31)],
}


@pytest.mark.parametrize("code", CITIES)
def test_the_circle_of_a_country_holds_its_cities(code) -> None:
    """From corner to corner."""
    circle = countries()[code.casefold()]
    for latitude, longitude in CITIES[code]:
        city = Place("", latitude, longitude, 0)
        assert great_circle_km(circle, city) <= circle.radius_km


def test_great_circles() -> None:
    """A quarter of the Earth, half of it, and nothing."""
    pole, equator = Place("", 90, 0, 0), Place("", 0, 30, 0)
    assert great_circle_km(pole, equator) == pytest.approx(math.pi / 2 * EARTH_KM)
    assert great_circle_km(equator, Place("", 0, -150, 0)) == pytest.approx(math.pi * EARTH_KM)
    assert great_circle_km(equator, equator) == 0


def test_refused_privileges() -> None:
    """Who is not in sudoers, at once; a wrong password, from the second on."""
    head = "Mar  4 02:00:00 gate sudo: "
    barred = (
        head + "mallory : user NOT in sudoers ; TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh"
    )
    (one,) = analysed([barred]).detections
    assert (one.kind, one.technique, one.account) == (
        "privilege escalation",
        "T1548.003",
        "mallory",
    )
    wrong = head + "bob : 3 incorrect password attempts ; TTY=pts/0 ; USER=root ; COMMAND=/bin/sh"
    assert analysed([wrong]).detections[0].count == 3
    assert analysed([wrong.replace("3 incorrect", "1 incorrect")]).detections == []


def test_the_test_of_rates_is_the_binomial_one() -> None:
    """Against SciPy's survival function."""
    for least, trials, chance in [
        (5, 5, 1 / 13),
        (40, 60, 1 / 13),
        (300, 900, 1 / 5),
        (7, 400, 0.001),
    ]:
        exact = stats.binom.sf(least - 1, trials, chance)
        assert binomial_tail(least, trials, chance) == pytest.approx(exact, rel=1e-9)


def test_a_burst_is_found_and_a_steady_rate_is_none() -> None:
    """Five hundred steady lines; then forty more within one interval."""
    rng = random.Random(3)
    steady = sorted(rng.uniform(0, 7200) for _ in range(500))
    lines = [(t, "heartbeat of the service") for t in steady]
    assert analysed([sshd(int(t), text) for t, text in lines]).bursts == []
    lines += [(5000 + rng.uniform(0, 20), "disk failure on the array") for _ in range(40)]
    result = analysed([sshd(int(t), text) for t, text in sorted(lines)])
    assert {None, result.line_templates[-1]} >= {None}
    names = {one.id: one.template for one in result.templates}
    assert "disk failure on the array" in {names.get(one.template) for one in result.bursts}
    assert all(one.start.startswith("Mar 4 03:2") for one in result.bursts)
    assert max(one.count for one in result.bursts) >= 20


def test_false_bursts_are_as_rare_as_promised() -> None:
    """A hundred steady logs: at a level of 0.001 at most one or two show any."""
    rng = random.Random(5)
    shown = 0
    for _ in range(100):
        times = sorted(rng.uniform(0, 7200) for _ in range(400))
        shown += bool(analysed([sshd(int(t), "beat") for t in times]).bursts)
    assert shown <= 1


def test_rare_messages_and_what_is_still_unseen() -> None:
    """Good and Turing: one of 101 lines is of a kind seen once."""
    result = analysed([*(sshd(k, "beat") for k in range(100)), sshd(50, "kernel panic at boot")])
    assert [one.template for one in result.rare] == ["kernel panic at boot"]
    assert result.rare[0].first_line == 101
    assert result.unseen_share == pytest.approx(1 / 101)


def test_times_across_new_year_and_in_every_form() -> None:
    """A log without years goes on after 31 December."""
    clock = Clock(None)
    before, after = clock.seconds("Dec 31 23:59:50"), clock.seconds("Jan  1 00:00:10")
    assert after - before == 20
    clock = Clock(2026)
    assert clock.seconds("2026-03-04T10:00:00+02:00") == clock.seconds("2026-03-04T08:00:00Z")
    assert clock.seconds("04/Mar/2026:08:00:00 +0000") == clock.seconds("Mar  4 08:00:00")
    assert clock.seconds("1772611200") == clock.seconds("1772611200000") == 1772611200
    assert clock.seconds("Feb 30 08:00:00") is None
    assert clock.text(clock.seconds("Mar  4 08:00:00")) == "2026-03-04 08:00:00"


def test_lines_without_times_are_counted_as_a_whole_and_said() -> None:
    """No window can be judged."""
    result = analysed(["Failed password for root from 203.0.113.9 port 1 ssh2"] * 10)
    assert result.detections[0].threshold_on.endswith("(its lines have no time)")
    assert result.first is None
    assert any("No line has a time" in note for note in result.notes)
    assert result.chart["mark"]["type"] == "bar"


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ({"log": "\n \n"}, "log"),
        ({"log": ""}, "log"),
        ({}, "log"),
        ({"log": "a", "failures": 1}, "failures"),
        ({"log": "a", "window": 0}, "window"),
        ({"log": "a", "similarity": 1.5}, "similarity"),
        ({"log": "a", "max_speed": -1}, "max_speed"),
        ({"log": "a", "depth": 2}, "depth"),
        ({"log": "a", "targets": 2.5}, "targets"),
        ({"log": "a", "year": 12}, "year"),
        ({"log": "x\n" * 500_002}, "log"),
    ],
)
def test_bad_values_are_named(request_, field) -> None:
    """By the field, before anything is computed."""
    with pytest.raises(InvalidInput) as refusal:
        ANALYSE(validate(ANALYSE.request, request_))
    assert any(problem.field.startswith(field) for problem in refusal.value.errors)
