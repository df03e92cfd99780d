"""Everything that can go wrong, as one tree.

    WhosaidError
    ├── SettingsError          the environment asks for something that cannot be
    ├── InputError             what was given cannot be read as an article
    │   ├── NotText            bytes that are not text
    │   ├── EmptyInput         nothing to read
    │   ├── TooLarge           over the size limit
    │   └── Malformed          text, but not of the format it claims to be
    ├── FetchError             an address gave no document
    │   └── AddressRefused     an address we do not go to (scheme, private network)
    ├── Rejected               the graph does not conform to the shapes
    ├── ExtractorError         a reader outside of this process gave nothing that can be used
    │   ├── ExtractorUnreachable  no answer from it, also after several tries
    │   └── OverBudget         reading on could cost more than is allowed
    ├── NotFound               no such thing here
    ├── Undecidable            a decision that cannot be taken about this thing
    │   └── Gone               it was here and was retracted
    ├── StoreError             the store did not do as asked
    │   ├── StoreUnreachable   no answer from it
    │   └── StoreInUse         another process owns the folder
    ├── QueryError             a stranger's query that was not answered
    │   ├── QuerySyntax        not SPARQL
    │   ├── QueryRefused       SPARQL, but not allowed here
    │   ├── QueryTimeout       stopped at the time limit
    │   ├── QueryTooLarge      stopped at the limit of memory, rows or bytes
    │   └── QueryBusy          all readers are taken
    ├── UpdateError            what an administrator wrote and what was not committed
    │   ├── Guarded            it would write to a graph that is written by the service only
    │   ├── Uncheckable        nobody can say before the commit whether it would conform
    │   ├── UpdateFailed       the store cannot do it (a graph to drop that is not there)
    │   └── Outdated           it was meant for another state of the graph
    └── AccessError            who asks may not
        ├── Unauthenticated    no token, or one that is not known
        └── Forbidden          a known token without the scope

Errors carry facts, not HTTP: `web/problems.py` and `cli.py` translate them.
Messages say what was found, what was expected and where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.report import Report


class WhosaidError(Exception):
    """The root: whatever we raise on purpose."""


class SettingsError(WhosaidError):
    """The environment asks for something that cannot be; all complaints at once."""

    def __init__(self, complaints: tuple[str, ...]) -> None:
        super().__init__("; ".join(complaints))
        self.complaints = complaints


class InputError(WhosaidError):
    """What was given cannot be read as an article."""

    def __init__(self, message: str, *, origin: str = "") -> None:
        super().__init__(f"{origin}: {message}" if origin else message)
        self.message = message
        self.origin = origin


class NotText(InputError):
    """Bytes that are not text."""


class EmptyInput(InputError):
    """Nothing to read."""


class TooLarge(InputError):
    """Over the size limit."""


class Malformed(InputError):
    """Text, but not of the format that it claims to be."""


class FetchError(WhosaidError):
    """An address gave no document."""

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(f"{url}: {message}")
        self.message = message
        self.url = url


class AddressRefused(FetchError):
    """An address that we do not go to: wrong scheme, or a private network."""


class Rejected(WhosaidError):
    """The graph of an article does not conform to the shapes; carries the whole report."""

    def __init__(self, report: Report) -> None:
        count = len(report.violations)
        first = report.violations[0].message if report.violations else "no reason given"
        super().__init__(f"{count} violation{'s' if count != 1 else ''}; first: {first}")
        self.report = report


class ExtractorError(WhosaidError):
    """A reader outside of this process gave nothing that can be used; the article stays out."""


class ExtractorUnreachable(ExtractorError):
    """No answer from that reader, also after several tries."""


class OverBudget(ExtractorError):
    """Reading on could cost more than is allowed."""


class Undecidable(WhosaidError):
    """A decision that cannot be taken about this thing, or that lacks what it needs."""


class NotFound(WhosaidError):
    """No such thing here."""


class Gone(NotFound):
    """It was here and was retracted, with an article; tells when, and what takes its place, if known."""

    def __init__(
        self, message: str, *, article: str = "", when: str | None = None, replaced_by: str | None = None
    ) -> None:
        super().__init__(message)
        self.article = article
        self.when = when
        self.replaced_by = replaced_by


class StoreError(WhosaidError):
    """The store did not do as asked."""


class StoreUnreachable(StoreError):
    """No answer from the store."""


class StoreInUse(StoreError):
    """Another process owns the store's folder."""


class QueryError(WhosaidError):
    """A stranger's query that was not answered."""


class QuerySyntax(QueryError):
    """Not SPARQL; line and column count from 1 where the parser tells them."""

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryRefused(QueryError):
    """SPARQL, but not allowed here (an update, SERVICE, LOAD)."""


class QueryUnsupported(QueryError):
    """SPARQL that is allowed, but asks for what the engine does not have (a function of another one)."""


class QueryTimeout(QueryError):
    """Stopped at the time limit."""


class QueryTooLarge(QueryError):
    """Stopped at the limit of memory, rows or bytes."""


class QueryBusy(QueryError):
    """All readers are taken and the queue is full; try again later."""


class TooManyQueries(QueryError):
    """A client asks more than it may; `seconds` from now it may ask again."""

    def __init__(self, message: str, *, seconds: int = 1) -> None:
        super().__init__(message)
        self.seconds = seconds


class UpdateError(WhosaidError):
    """What an administrator wrote and what was not committed: nothing has changed."""


class Guarded(UpdateError):
    """It would write to a graph that is written by the service only."""


class Uncheckable(UpdateError):
    """Nobody can say before the commit whether it would conform."""


class UpdateFailed(UpdateError):
    """The store cannot do it, such as dropping a graph that is not there."""


class Outdated(UpdateError):
    """It was meant for another state of the graph than the one that it is in."""


class AccessError(WhosaidError):
    """Who asks may not."""


class Unauthenticated(AccessError):
    """No token, or one that is not known."""


class Forbidden(AccessError):
    """A known token without the scope that the act needs."""
