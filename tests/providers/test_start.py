"""The providers' packages are loaded when a provider is first used, not when the service starts."""

import subprocess
import sys

from tests.server.process import ROOT

HEAVY = ("openai", "langchain_openai", "google.genai", "langchain_google_genai", "anthropic")
CODE = f"""
import sys
from server.app import create_app
from server.settings import Settings
from graphs.models.registry import model_chain
from server.providers import standing
create_app(Settings(data_dir="{{folder}}"))
standing(Settings(model="openai:a,google_genai:b,anthropic:c"))
model_chain("embedded")
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_no_provider_is_loaded_at_the_start(tmp_path):
    """A second and 50 MB that most services never need."""
    done = subprocess.run(
        [sys.executable, "-c", CODE.format(folder=tmp_path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
