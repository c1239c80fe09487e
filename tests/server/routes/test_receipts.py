"""/receipts: what stands behind a figure, computed again to the last bit."""

import io
import json
import sqlite3
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.outside import reaches_outside
from tests.server.process import ServiceProcess
from tests.server.routes.problems import refused
from tools.catalog import CATALOG

ECONOMICS = {"arpa": 49, "gross_margin": 0.8, "monthly_churn": 0.025, "cac": 400}


def call(real: ServiceProcess, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    answer = real.client.post(f"/api/v1/tools/{name.replace('.', '/')}", json=arguments)
    assert answer.status_code == 200, answer.text
    return answer.json()


def altered(real: ServiceProcess, receipt_id: str, change: Any) -> None:
    """Change a stored receipt behind the service's back."""
    with sqlite3.connect(real.folder / "data" / "polymath.db", timeout=10) as database:
        (text,) = database.execute(
            "SELECT data FROM receipts WHERE id = ?", [receipt_id]
        ).fetchone()
        stored = json.loads(text)
        change(stored)
        database.execute(
            "UPDATE receipts SET data = ? WHERE id = ?", [json.dumps(stored), receipt_id]
        )
    database.close()


def replayed(real: ServiceProcess, receipt_id: str) -> dict[str, Any]:
    answer = real.client.post(f"/receipts/{receipt_id}/replay")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_receipt_shows_what_was_computed(real: ServiceProcess):
    """Inputs with defaults filled in, versions, digest, result and the call it served."""
    told = call(real, "venture.unit_economics", ECONOMICS)
    receipt = real.client.get(f"/receipts/{told['receipt_id']}").json()
    assert receipt["capability"] == "venture.unit_economics"
    assert receipt["arguments"] == ECONOMICS
    assert receipt["request"].items() >= ECONOMICS.items()
    assert len(receipt["request"]) > len(ECONOMICS)
    assert receipt["result"] == told["result"]
    assert "numpy" in receipt["libraries"]
    assert [use["run_id"] for use in receipt["uses"]] == [None] * len(receipt["uses"])


def test_the_same_computation_has_one_receipt(real: ServiceProcess):
    """The id is a digest of what was computed; each call it served is listed."""
    arguments = {"expression": "12345 * 6789 + 1"}
    first = call(real, "arithmetic.calculate", arguments)["receipt_id"]
    assert call(real, "arithmetic.calculate", arguments)["receipt_id"] == first
    assert call(real, "arithmetic.calculate", {"expression": "2"})["receipt_id"] != first
    assert len(real.client.get(f"/receipts/{first}").json()["uses"]) == 2


@pytest.mark.parametrize("name", [n for n, c in CATALOG.items() if not reaches_outside(c)])
def test_a_replay_gives_the_same_bits(real: ServiceProcess, name: str):
    """For every capability, with each of its examples."""
    for example in CATALOG[name].request.model_json_schema()["examples"]:
        told = call(real, name, example)
        replay = replayed(real, told["receipt_id"])
        assert replay["identical"] is True, replay["differences"]
        assert replay["differences"] == []
        assert replay["result"] == told["result"]


def test_one_altered_bit_is_found(real: ServiceProcess):
    """The last bit of one figure, changed in the database: not identical, and the figure named."""
    told = call(real, "venture.unit_economics", {**ECONOMICS, "cac": 401})

    def change(stored: dict[str, Any]) -> None:
        ltv = stored["result"]["ltv"]
        stored["result"]["ltv"] = float.fromhex(flipped(float(ltv).hex()))
        assert stored["result"]["ltv"] != ltv

    altered(real, told["receipt_id"], change)
    replay = replayed(real, told["receipt_id"])
    assert replay["identical"] is False
    assert "ltv differs" in replay["differences"]
    assert "the stored result does not match its own digest" in replay["differences"]
    assert replay["result"] == told["result"]


def flipped(number: str) -> str:
    """The hexadecimal form of a float with its last bit turned over."""
    mantissa, mark, exponent = number.partition("p")
    last = int(mantissa[-1], 16) ^ 1
    return f"{mantissa[:-1]}{last:x}{mark}{exponent}"


def test_an_altered_figure_with_its_digest_mended_is_found_too(real: ServiceProcess):
    """Computing it again cannot be talked out of the right result."""
    from tools.receipts import digest

    told = call(real, "venture.unit_economics", {**ECONOMICS, "cac": 402})

    def change(stored: dict[str, Any]) -> None:
        stored["result"]["ltv"] += 1
        stored["result_digest"] = digest(stored["result"])

    altered(real, told["receipt_id"], change)
    replay = replayed(real, told["receipt_id"])
    assert replay["identical"] is False
    assert "ltv differs" in replay["differences"]


def test_another_library_version_is_named(real: ServiceProcess):
    """The bits may be the same; the difference is said all the same."""
    told = call(real, "venture.unit_economics", {**ECONOMICS, "cac": 403})
    altered(real, told["receipt_id"], lambda stored: stored["libraries"].update(numpy="1.0"))
    replay = replayed(real, told["receipt_id"])
    assert replay["identical"] is True
    assert any(text.startswith("library numpy: was 1.0, is ") for text in replay["differences"])


def test_a_receipt_of_a_file_replays_until_the_file_is_gone(real: ServiceProcess):
    """The file is read again; without it there is a 404, never another result."""
    text = b"Either party may end this agreement with 90 days' notice."
    files = {"file": ("notice.txt", text, "text/plain")}
    file_id = real.client.post("/files", files=files).json()["id"]
    told = call(real, "documents.extract_text", {"document": {"file": file_id}})
    receipt = real.client.get(f"/receipts/{told['receipt_id']}").json()
    assert receipt["files"][0]["file"] == file_id
    assert receipt["files"][0]["name"] == "notice.txt"
    assert replayed(real, told["receipt_id"])["identical"] is True
    real.client.delete(f"/files/{file_id}")
    refused(real.client.post(f"/receipts/{told['receipt_id']}/replay"), 404)


DARK = "#14181d"


def test_a_chart_comes_as_data_and_as_pictures(real: ServiceProcess):
    """Vega-Lite, SVG and PNG, each with its media type; the SVG can run nothing."""
    told = call(real, "venture.unit_economics", ECONOMICS)
    path = f"/receipts/{told['receipt_id']}/chart"
    spec = real.client.get(f"{path}.json")
    assert spec.json() == told["result"]["chart"]
    assert "vega-lite" in spec.json()["$schema"]
    svg = real.client.get(f"{path}.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert svg.text.startswith("<svg")
    assert "default-src 'none'" in svg.headers["content-security-policy"]
    png = real.client.get(f"{path}.png")
    assert png.headers["content-type"] == "image/png"
    assert png.content.startswith(b"\x89PNG\r\n")


def test_a_receipt_without_a_chart_has_none(real: ServiceProcess):
    """404 in every form."""
    receipt_id = call(real, "arithmetic.calculate", {"expression": "2 + 2"})["receipt_id"]
    for form in ("json", "svg", "png"):
        refused(real.client.get(f"/receipts/{receipt_id}/chart.{form}"), 404)


@pytest.mark.parametrize(
    "name",
    [n for n, c in CATALOG.items() if "chart" in c.result.model_fields and not reaches_outside(c)],
)
def test_every_capability_s_chart_can_be_drawn(real: ServiceProcess, name: str):
    """Each example's chart becomes a picture with something in it."""
    for example in CATALOG[name].request.model_json_schema()["examples"]:
        told = call(real, name, example)
        if told["result"].get("chart"):
            path = f"/receipts/{told['receipt_id']}/chart"
            svg = real.client.get(f"{path}.svg")
            assert svg.status_code == 200
            assert svg.text.count("<path") > 3
            assert ElementTree.fromstring(svg.text).tag == "{http://www.w3.org/2000/svg}svg"
            png = real.client.get(f"{path}.png", params={"scale": 1}).content
            assert len(colours(png)) > 3
            spec = told["result"]["chart"]
            assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json"
            assert all(titled(view) for view in spec.get("vconcat", [spec]))


def colours(png: bytes) -> set[Any]:
    """The colours of a picture; a blank one has one."""
    with Image.open(io.BytesIO(png)) as picture:
        return {colour for _, colour in picture.convert("RGB").getcolors(2**24) or ()}


def titled(view: dict[str, Any]) -> bool:
    """Whether a plot says what it shows and what its axes are."""
    layers = view.get("layer", [view])
    axes = [layer.get("encoding", {}).get(axis, {}) for layer in layers for axis in ("x", "y")]
    named = [axis for axis in axes if axis.get("title") or axis.get("type") != "quantitative"]
    return bool(view.get("title")) and bool(named)


def test_a_picture_comes_in_the_size_and_on_the_ground_asked_for(real: ServiceProcess):
    """Width, scale and theme; what cannot be is named; JSON under a theme carries its config."""
    path = f"/receipts/{call(real, 'venture.unit_economics', ECONOMICS)['receipt_id']}/chart"
    sizes: list[tuple[int, int]] = []
    for options in ({"scale": 1}, {"scale": 2}, {"scale": 1, "width": 900}):
        png = real.client.get(f"{path}.png", params=options).content
        with Image.open(io.BytesIO(png)) as picture:
            sizes.append(picture.size)
    assert abs(sizes[1][0] - 2 * sizes[0][0]) <= 1
    assert sizes[2][0] > 900 > sizes[0][0]
    dark = real.client.get(f"{path}.svg", params={"theme": "dark"}).text
    assert DARK in dark
    assert DARK not in real.client.get(f"{path}.svg").text
    assert real.client.get(f"{path}.json", params={"theme": "dark"}).json()["config"]
    refused(real.client.get(f"{path}.png", params={"width": 5}), 422, "width")
    refused(real.client.get(f"{path}.png", params={"scale": 50}), 422, "scale")
    refused(real.client.get(f"{path}.png", params={"theme": "pink"}), 422, "theme")


def test_a_known_picture_is_not_sent_again(real: ServiceProcess):
    """A receipt never changes: its chart may be kept, and asked about by its tag."""
    path = f"/receipts/{call(real, 'venture.unit_economics', ECONOMICS)['receipt_id']}/chart"
    for form in ("json", "svg", "png"):
        first = real.client.get(f"{path}.{form}")
        assert "immutable" in first.headers["cache-control"]
        tag = {"If-None-Match": first.headers["etag"]}
        again = real.client.get(f"{path}.{form}", headers=tag)
        assert (again.status_code, again.content) == (304, b"")
        assert real.client.get(f"{path}.{form}?width=300", headers=tag).status_code == 200


def test_unknown_receipts_and_forms_are_not_found(real: ServiceProcess):
    """404 for the receipt, its chart and its replay; 422 for a form that is none."""
    refused(real.client.get("/receipts/r_none"), 404)
    refused(real.client.get("/receipts/r_none/chart.svg"), 404)
    refused(real.client.post("/receipts/r_none/replay"), 404)
    receipt_id = call(real, "venture.unit_economics", ECONOMICS)["receipt_id"]
    refused(real.client.get(f"/receipts/{receipt_id}/chart.gif"), 422, "form")
