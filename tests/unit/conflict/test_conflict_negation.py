"""What calls something untrue, and what only has the words of it."""

from __future__ import annotations

import pytest

from app.conflict.rules.negation import calls_false


@pytest.mark.parametrize(
    ("text", "is_called_false"),
    [
        ("it is a lie", True),
        ("he lied to the court", True),
        ("the town lies on the river", False),
        ("he may lie about it", False),
        ("we fear that he may throw misinformation out there", False),
        ("what he throws out there is misinformation", True),
        ("the memo is a crude fake", True),
        ("they faked the test", False),
        ("the story is made up", True),
        ("not a word of what he says is true", True),
        ("there is no truth in that", True),
        ("he has not paid anything — as was true for earlier years", False),
        ("she did not come, and that is true of many", False),
    ],
)
def test_a_claim_calls_something_untrue_or_not(text: str, is_called_false: bool) -> None:  # noqa: FBT001 - a row
    assert calls_false(text) is is_called_false
