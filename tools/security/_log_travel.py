"""Impossible travel: one account logging in from two places too far apart for the time between.

Distance on the sphere of the mean radius of the Earth (IUGG, 6371.0088 km) by the haversine
formula. Two countries are as far apart as the circles that hold them, so that the distance, and
with it the speed, is the least possible.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from tools.security._log_events import Login
from tools.security._log_logins import Found
from tools.security._log_request import AnalyseLogsRequest
from tools.security._log_scans import detection_of

EARTH_KM = 6371.0088
LEAST_KM = 100.0
"""Nearer places are not told apart: addresses are located no better."""
_CIRCLES = Path(__file__).parent / "standards" / "country_circles.csv"
_LATITUDES = ("lat", "latitude", "geo_lat", "geoip_lat", "location_lat")
_LONGITUDES = ("lon", "lng", "long", "longitude", "geo_lon", "geoip_lon", "location_lon")
_COUNTRIES = ("country", "country_code", "countrycode", "geo_country", "geoip_country", "cc")


@dataclass(frozen=True, slots=True)
class Place:
    """A circle on the Earth that holds where somebody was."""

    name: str
    latitude: float
    longitude: float
    radius_km: float


def great_circle_km(one: Place, other: Place) -> float:
    """Between the centres."""
    a, b = radians(one.latitude), radians(other.latitude)
    turn = radians(other.longitude - one.longitude)
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def place_of(fields: Mapping[str, str] | None) -> Place | None:
    """Coordinates if given, else the country."""
    if not fields:
        return None
    latitude, longitude = _number(fields, _LATITUDES, 90), _number(fields, _LONGITUDES, 180)
    if latitude is not None and longitude is not None:
        return Place(f"{latitude:.2f}, {longitude:.2f}", latitude, longitude, 0.0)
    named = next((fields[key] for key in _COUNTRIES if fields.get(key)), "")
    return countries().get(named.strip().casefold())


@cache
def countries() -> Mapping[str, Place]:
    """By two-letter code and by name, in lower case."""
    found: dict[str, Place] = {}
    with _CIRCLES.open(encoding="utf-8") as file:
        for code, name, latitude, longitude, radius in list(csv.reader(file))[1:]:
            place = Place(name, float(latitude), float(longitude), float(radius))
            found[code.casefold()] = found[name.casefold()] = place
    return found


def travel_detections(request: AnalyseLogsRequest, logins: Sequence[Login]) -> Iterator[Found]:
    """For each account the fastest of its impossible travels."""
    by_account: dict[str, list[tuple[float, Login, Place]]] = defaultdict(list)
    for one in logins:
        place = place_of(one.place) if one.passed and one.account else None
        if place is not None and one.time is not None:
            by_account[one.account].append((one.time, one, place))
    for account, stays in by_account.items():
        stays.sort(key=lambda stay: stay[0])
        legs = [leg for leg in map(_leg, stays, stays[1:]) if leg[0] >= LEAST_KM]
        fast = [leg for leg in legs if leg[1] is None or leg[1] > request.max_speed]
        if fast:
            yield _found(request, account, fast)


_Stay = tuple[float, Login, Place]
_Leg = tuple[float, float | None, _Stay, _Stay]


def _leg(one: _Stay, other: _Stay) -> _Leg:
    """Least distance, and least speed where time passed."""
    apart = great_circle_km(one[2], other[2]) - one[2].radius_km - other[2].radius_km
    hours = (other[0] - one[0]) / 3600
    distance = max(0.0, apart)
    return distance, (distance / hours if hours > 0 else None), one, other


def _found(request: AnalyseLogsRequest, account: str, fast: list[_Leg]) -> Found:
    distance, speed, one, other = max(
        fast, key=lambda leg: float("inf") if leg[1] is None else leg[1]
    )
    minutes = (other[0] - one[0]) / 60
    took = f"{minutes:,.0f} minutes" if minutes >= 1 else "under a minute"
    said = "" if speed is None else f", at least {speed:,.0f} km/h"
    lines = sorted({stay[1].line for leg in fast for stay in leg[2:]})
    detection = detection_of(
        kind="impossible travel",
        technique="T1078",
        technique_name="Valid Accounts",
        also_fits=[],
        source=other[1].source,
        sources=len({stay[1].source for leg in fast for stay in leg[2:] if stay[1].source}),
        account=account,
        accounts_total=1,
        count=len(fast),
        peak=len(fast),
        threshold=request.max_speed,
        threshold_on="km/h between two logins, by the least distance of their places",
        lines=lines,
        what=f"{account} logged in from {one[2].name} and {took} later from {other[2].name}, at "
        f"least {distance:,.0f} km away{said} (lines {one[1].line:,} and {other[1].line:,}).",
    )
    detection.distance_km, detection.speed = distance, speed
    return Found(detection, min(leg[2][0] for leg in fast), max(leg[3][0] for leg in fast))


def _number(fields: Mapping[str, str], keys: Sequence[str], most: float) -> float | None:
    for key in keys:
        try:
            value = float(fields.get(key, ""))
        except ValueError:
            continue
        if abs(value) <= most:
            return value
    return None
