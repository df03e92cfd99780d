"""The tags that the network gives to units; training and decoding share them."""

from __future__ import annotations

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
LINK_SIZE = 128


def begins(tag: int) -> bool:
    """Tell whether a tag opens a span."""
    return tag % 2 == 1


def role(tag: int) -> str | None:
    """Name the role of a tag; None outside all roles."""
    return ROLES[(tag - 1) // 2] if tag else None


LEGAL = tuple(
    tuple(after == 0 or begins(after) or before in (after, after - 1) for after in range(len(TAGS)))
    for before in range(len(TAGS))
)
