"""How what the rules found is weighed with what a model reads in the words of two claims.

The rules know figures, days, places and a few thousand words; of claims that nobody has seen they find a
fifth of the conflicts. A model that has read many pairs finds more, and sees where a rule was misled by a
word. It is told what the rules found, so it has the last word, but for what no words can change, and for what
the rules know to be the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from app.conflict.rules.finding import Finding, Label, revision
from app.conflict.scope import scope
from app.domain.conflict import Compared, ConflictKind, Strength

if TYPE_CHECKING:
    from app.domain.conflict import Opinion, Statement

LEAST = 0.65
"""From which share on a pair is called a conflict that no rule calls one."""
UNDATED = 0.75
"""The same where a day is not known: nothing but the words says that both are of one time."""
DOUBTFUL = 0.3
"""Below which share a conflict that a rule found is taken back; one of words also if they rather agree."""

READ = "read"
"""What is named as the rule where none but the words said so."""

FIELDS = {
    ConflictKind.QUANTITY: "value",
    ConflictKind.NEGATION: "what is so",
    ConflictKind.CONTROL: "who holds it",
    ConflictKind.AGENT: "who did it",
    ConflictKind.STATUS: "state",
    ConflictKind.CAUSE: "cause",
    ConflictKind.DATE: "day",
}
"""What differs in a conflict of a kind."""


class Judge(Protocol):
    """Reads two claims, knowing the marks of the pair."""

    def __call__(self, first: Statement, second: Statement, marks: tuple[int, ...], /) -> Opinion:
        """Tell how surely they clash, and over what."""
        ...


def in_story(judge: Judge) -> Judge:
    """Give a judge of two claims of one story that nobody has put side by side."""

    def read(first: Statement, second: Statement, marks: tuple[int, ...], /) -> Opinion:
        opinion = judge(first, second, marks)
        return opinion if opinion.in_story is None else replace(opinion, conflict=opinion.in_story)

    return read


def weigh(
    first: Statement, second: Statement, finding: Finding, opinion: Opinion, *, least: float = LEAST
) -> Finding:
    """Give what the rules found in the light of an opinion.

    `least` is from which share on a pair is called a conflict that no rule calls one.
    """
    if finding.label is Label.CONFLICT:
        is_same = opinion.agree > opinion.conflict and finding.kind is not ConflictKind.QUANTITY
        if opinion.conflict >= DOUBTFUL and not is_same:
            return finding
        because = f"read side by side they are taken for two different things, though {finding.because}"
        finding = Finding(label=Label.UNRELATED, because=because, rule=READ, flags=("doubted",))
        return _agree(finding) if is_same else finding
    shared = scope(first, second)
    if opinion.conflict >= (UNDATED if shared.gap is None else least):
        return _clash(first, second, opinion, revision(shared))
    neither = 1 - opinion.conflict - opinion.agree
    if finding.label is Label.UNRELATED and opinion.agree > max(opinion.conflict, neither):
        return _agree(finding)
    return finding


def _agree(finding: Finding) -> Finding:
    because = "read side by side they say the same, or can both be true"
    return replace(finding, label=Label.AGREE, because=because)


def _clash(first: Statement, second: Statement, opinion: Opinion, flags: tuple[str, ...]) -> Finding:
    one, two = first.text, second.text
    if opinion.kind is ConflictKind.QUANTITY and first.quantities and second.quantities:
        one, two = first.quantities[0].words, second.quantities[0].words
    elif opinion.kind is ConflictKind.DATE and first.event and second.event:
        one, two = first.event.words, second.event.words
    return Finding(
        label=Label.CONFLICT,
        because="if the one is so, the other hardly is "
        f"(no rule says so; read side by side, with a score of {opinion.conflict:.2f})",
        rule=READ,
        kind=opinion.kind,
        strength=Strength.SOFT,
        flags=flags,
        differs=(Compared(field=FIELDS[opinion.kind], first=one, second=two),),
    )
