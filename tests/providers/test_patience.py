"""How long a provider asks to be left alone, in every way it is said."""

import datetime
from email.utils import format_datetime
from types import SimpleNamespace
from typing import Any

import pytest

from graphs.patience import asked_for
from graphs.upstream import as_service_error


class Told(Exception):
    """A client's error."""

    def __init__(self, headers: dict[str, str] | None = None, **about: Any) -> None:
        super().__init__("secret words")
        self.response = SimpleNamespace(headers=headers or {})
        self.__dict__ |= about


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (Told({"retry-after": "7"}), 7.0),
        (Told({"retry-after": "0.25"}), 0.25),
        (Told({"retry-after-ms": "250", "retry-after": "1"}), 0.25),
        (Told({"retry-after": "soon"}), None),
        (Told({"retry-after": "-3"}), None),
        (Told({"retry-after": "nan"}), None),
        (Told({"retry-after": "inf"}), None),
        (Told(), None),
        (ValueError(), None),
        (Told(details={"error": {"details": [{"retryDelay": "34s"}]}}), 34.0),
        (Told(details=[{"error": {"details": [{"retryDelay": "1.5s"}]}}]), 1.5),
        (Told(body={"details": [{"retryDelay": "later"}]}), None),
    ],
)
def test_it_is_read_in_every_form(error, seconds):
    assert asked_for([error]) == seconds


def test_a_date_is_a_time_from_now():
    at = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30)
    told = asked_for([Told({"retry-after": format_datetime(at, usegmt=True)})])
    assert told == pytest.approx(30, abs=2)
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    assert asked_for([Told({"retry-after": format_datetime(past, usegmt=True)})]) == 0


def test_what_stands_on_the_cause_counts_too():
    """Clients wrap: status, headers and body may all be one step down."""
    outer = Exception("wrapped: secret words")
    outer.__cause__ = Told({"retry-after": "3"}, code=429, details={"error": {}})
    meant = as_service_error(outer)
    assert (meant.problem_code, meant.retry_after_s) == ("provider-busy", 3.0)
    assert "secret" not in meant.message


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"status_code": 400, "body": {"code": "invalid_api_key"}}, "provider-refused"),
        ({"code": 400, "details": {"reason": "API_KEY_INVALID"}}, "provider-refused"),
        ({"status_code": 429, "code": "insufficient_quota"}, "provider-quota"),
        ({"status_code": 429, "body": {"type": "rate_limit"}}, "provider-busy"),
        ({"status_code": 402}, "provider-quota"),
        ({"status_code": 408}, "provider-invalid-response"),
        ({"status_code": 413}, "provider-rejected"),
        ({"status_code": 529}, "provider-busy"),
        ({"code": "weird"}, "provider-invalid-response"),
    ],
)
def test_who_must_act_follows_from_status_and_code(about, code):
    assert as_service_error(Told(**about)).problem_code == code
