"""The start loads everything without collections, and collects again once it is loaded."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = """
import gc
from server.settings import Settings
from server.making import make_app
collections = []
gc.callbacks.append(lambda phase, _: collections.append(phase))
app = make_app(Settings())
print(collections.count("start"), gc.isenabled(), gc.get_freeze_count() > 100_000)
from server.routes import tools
print(any(tools._DESCRIBED.values()), bool(app.openapi()["paths"]), all(tools._DESCRIBED.values()))
"""


def test_a_start_loads_everything_without_collections_or_descriptions():
    """Collections cost a fifth of the start, and a document that nobody asked for a tenth."""
    done = subprocess.run(
        [sys.executable, "-c", START],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    collections, enabled, frozen, *described = done.stdout.split()
    assert int(collections) <= 1  # one may fall between the first statement and the switch
    assert (enabled, frozen) == ("True", "True")
    assert described == ["False", "True", "True"]
