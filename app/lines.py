"""Lines of JSON as programs hand them in, read with errors that name the line."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from app.errors import Malformed


def read_object(line: str, *, origin: str) -> dict[str, Any]:
    """Read a line as a JSON object; Malformed otherwise."""
    try:
        row = json.loads(line)
    except ValueError as error:
        message = f"is not JSON: {error}"
        raise Malformed(message, origin=origin) from error
    if not isinstance(row, dict):
        message = f"needs a JSON object, found {type(row).__name__}"
        raise Malformed(message, origin=origin)
    return row


def read_date(value: Any, *, origin: str) -> date | datetime | None:
    """Read an ISO 8601 day or moment; Malformed otherwise."""
    if value in (None, ""):
        return None
    try:
        is_day = len(str(value)) == len("2021-07-09")
        return date.fromisoformat(str(value)) if is_day else datetime.fromisoformat(str(value))
    except ValueError as error:
        message = f"needs an ISO 8601 date, found {value!r}"
        raise Malformed(message, origin=origin) from error
