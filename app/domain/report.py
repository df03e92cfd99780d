"""What came of an act: receipts, violations, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class Severity(StrEnum):
    """How bad a finding is; only a violation stops an article."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One finding of the shapes, in words that a journalist can act on."""

    severity: Severity
    message: str
    focus: str
    path: str | None = None
    value: str | None = None
    shape: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the shapes say of a graph; `turtle` is the SHACL validation report itself."""

    violations: tuple[Violation, ...]
    warnings: tuple[Violation, ...] = ()
    turtle: str = ""

    @property
    def conforms(self) -> bool:
        """Tell whether the graph may enter the store."""
        return not self.violations


class Outcome(StrEnum):
    """What became of an input."""

    STORED = "stored"
    KNOWN = "known"
    NEW_VERSION = "newVersion"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input, or one claim of it, that was kept out; `payload` is enough to try again."""

    id: str
    origin: str
    reason: str
    payload: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What ingesting one article did."""

    outcome: Outcome
    article: str
    article_iri: str
    text_iri: str
    claims: int = 0
    conflicts: int = 0
    refused: tuple[str, ...] = ()
    warnings: tuple[Violation, ...] = ()
