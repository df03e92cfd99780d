"""Which fixture to take when.

- `make_parts`: the whole product over an in-memory store with the rule extractor; for acts and pages.
- `iris`: the IRIs under the test base; for records and graphs.
- `strategies.py` (imported as a module beside this file): Hypothesis strategies for our records.
Nothing here opens the network; each test gets its own store.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.rdf.iris import Iris

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile(
    "whosaid", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("whosaid")

ROOT = Path(__file__).parent.parent
NOW = datetime(2021, 7, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def iris() -> Iris:
    return Iris("http://test.example/")


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in [name for name in os.environ if name.startswith("WHOSAID_")]:
        if variable not in {"WHOSAID_CORPORA", "WHOSAID_SCORERS", "WHOSAID_SUITES"}:
            monkeypatch.delenv(variable)
    monkeypatch.delenv("PORT", raising=False)
