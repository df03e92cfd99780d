"""What schemathesis must know to send SPARQL as it is; loaded by `bench/fuzz_api.py`."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.serializer("application/sparql-query", "application/sparql-update")
def as_text(_context: Any, value: Any) -> bytes:
    return str(value).encode("utf-8", "replace")
