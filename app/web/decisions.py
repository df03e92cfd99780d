"""Disputes as a list, and what people decide about conflicts, disputes and parties.

A decision comes as JSON from a program, or from the form on a page; the form brings its token in a field,
so that it works without JavaScript, and is led back to the page.
"""

import json
from collections.abc import Callable, Iterator
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import RedirectResponse, StreamingResponse

from app.domain.conflict import ConflictKind
from app.domain.decision import Act, Wish
from app.domain.dispute_view import DisputeFilter, DisputeView
from app.domain.view import DecisionView, Page
from app.errors import NotFound
from app.web.answers import address, as_json, chosen, next_link, wants_page, whole
from app.web.desk import bearer, content_type, desk, is_id, read_body
from app.web.negotiation import FORM, HTML, JSON, JSON_LINES, LISTED
from app.web.pages import render
from app.web.problems import BadRequest, UnsupportedType
from app.web.schemas import Empty, Paging, Words, only, schema_of

router = APIRouter()

DECIDED = {"conflicts": "conflict", "disputes": "dispute", "parties": "party", "decisions": "decision"}
"""Lists of things about which one can decide, and the kind of the things."""
LISTED_DECISIONS = LISTED | {JSON_LINES: "jsonl"}
Wanted = Annotated[str | None, Query(alias="format", description="`json` or `html`; stands above Accept")]
WantedLines = Annotated[
    str | None,
    Query(
        alias="format",
        description="`json`, `html`, or `jsonl`: the judged pairs for training; stands above Accept",
    ),
]


class DisputeQuery(Paging):
    """Which disputes to list; everything that is given must hold."""

    text: Annotated[Words, Field(description="Words in a claim that stands now")] = None
    party: Annotated[Words, Field(description="Id, IRI or name of one of the parties")] = None
    kind: Annotated[ConflictKind | None, Empty, Field(description="What they disagree about")] = None

    def filter(self) -> DisputeFilter:
        """Say it in the archive's words."""
        return DisputeFilter(text=self.text, party=self.party, kind=self.kind)


class DecisionQuery(Paging):
    """Which decisions to list."""

    about: Annotated[Words, Field(description="IRI of the thing that was decided about")] = None


Ident = Annotated[str, Field(pattern=r"^[^<>\"{}|^`\\\x00-\x20]*$")]
"""An id or an IRI: nothing in it that no IRI can hold."""


class Asked(BaseModel):
    """What is decided, by whom and why; `other` is what it is merged with, `claims` are split off."""

    model_config = ConfigDict(str_strip_whitespace=True, extra="forbid")

    decision: Act
    by: Annotated[str, Field(min_length=1, max_length=200, description="Who decides")]
    reason: Annotated[str, Field(max_length=2000)] = ""
    other: Annotated[Ident, Field(max_length=200, description="Id of what it is merged with")] = ""
    claims: Annotated[list[Ident], Field(max_length=200, description="Ids of the claims split off")] = []


@router.get(
    "/disputes",
    response_model=Page[DisputeView],
    tags=["disputes"],
    dependencies=[only(DisputeQuery, "format")],
)
def list_disputes(
    request: Request, asked: Annotated[DisputeQuery, Query()], wanted: Wanted = None
) -> Response:
    """List disputes, each with its sources, what they say now and said before."""
    page = desk(request).archive.disputes(asked.filter(), cursor=asked.cursor, limit=asked.limit)
    return _listed(request, chosen(request, wanted, LISTED), page, "disputes.html", asked)


@router.get(
    "/decisions",
    response_model=Page[DecisionView],
    tags=["decisions"],
    dependencies=[only(DecisionQuery, "format")],
)
def list_decisions(
    request: Request, asked: Annotated[DecisionQuery, Query()], wanted: WantedLines = None
) -> Response:
    """List what people decided, newest first; as JSON Lines, the judged pairs as `compare` reads them."""
    media_type = chosen(request, wanted, LISTED_DECISIONS)
    archive = desk(request).archive
    if media_type == JSON_LINES:
        return StreamingResponse(_lines(archive.training()), media_type=JSON_LINES)
    page = archive.decisions(about=asked.about, cursor=asked.cursor, limit=asked.limit)
    return _listed(request, media_type, page, "decisions.html", asked)


def _lines(rows: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _listed(request: Request, media_type: str, page: Page[Any], template: str, asked: Any) -> Response:
    following = next_link(request, page.next)
    headers = {"link": f'<{following}>; rel="next"'} if following else {}
    if wants_page(media_type):
        html = render(request, template, page=page, following=following, asked=asked)
        return whole(request, html, HTML, headers=headers)
    return whole(request, as_json(page), JSON, headers=headers)


def _decide(plural: str, kind: str) -> Callable[[Request, str, bytes], Response]:
    def decide(request: Request, ident: str, body: Annotated[bytes, Depends(read_body)]) -> Response:
        here = desk(request)
        is_form = content_type(request) == FORM
        fields = _fields(body) if is_form else _object(request, body)
        here.tokens.check(bearer(request) or fields.pop("token", None), "decide")
        if not is_id(ident):
            message = f"there is no {kind} {ident!r} here"
            raise NotFound(message)
        try:
            asked = Asked.model_validate(fields)
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from error
        wish = Wish(
            act=asked.decision,
            kind=kind,
            about=ident,
            by=asked.by,
            reason=asked.reason,
            other=asked.other,
            claims=tuple(asked.claims),
        )
        view, is_new = here.service.decide(wish, now=here.clock())
        if is_form:
            return RedirectResponse(address(request, _page_of(kind, ident)), status_code=303)
        headers = {"location": address(request, f"/decision/{view.id}")}
        return Response(as_json(view), status_code=201 if is_new else 200, media_type=JSON, headers=headers)

    decide.__doc__ = f"Decide about one of the {plural}. Needs the scope `decide`."
    return decide


def _page_of(kind: str, ident: str) -> str:
    return "/decisions" if kind == "decision" else f"/{kind}/{ident}#decisions"


def _fields(body: bytes) -> dict[str, Any]:
    """Read a form; what is left empty is not said."""
    found = parse_qs(body.decode("utf-8", "replace"))
    return {name: values if name == "claims" else values[-1] for name, values in found.items()}


def _object(request: Request, body: bytes) -> dict[str, Any]:
    if content_type(request) != JSON:
        message = f"found {content_type(request) or 'no Content-Type'}; expected {JSON} or {FORM}"
        raise UnsupportedType(message)
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        message = f"the body is not JSON ({error})"
        raise BadRequest(message) from error
    if not isinstance(found, dict):
        message = "the body is JSON, but no object"
        raise BadRequest(message)
    return found


for _plural, _kind in DECIDED.items():
    router.add_api_route(
        f"/{_plural}/{{ident}}/decisions",
        _decide(_plural, _kind),
        methods=["POST"],
        status_code=201,
        response_model=DecisionView,
        summary=f"Decide about one of the {_plural}",
        tags=["decisions"],
        responses={200: {"description": "The same holds already; nothing changed", "model": DecisionView}},
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    JSON: {"schema": schema_of(Asked)},
                    FORM: {"schema": schema_of(Asked)},
                },
            },
            "security": [{"token": []}],
        },
    )


def _redirect(kind: str) -> Callable[[Request, str], Response]:
    """Lead from the list's address to the thing's own, which is its IRI."""

    def redirect(request: Request, ident: str) -> Response:
        return RedirectResponse(address(request, f"/{kind}/{ident}"), status_code=308)

    return redirect


for _plural, _kind in {"disputes": "dispute", "decisions": "decision"}.items():
    router.add_api_route(
        f"/{_plural}/{{ident}}",
        _redirect(_kind),
        status_code=308,
        response_class=RedirectResponse,
        summary=f"Lead to /{_kind}/{{ident}}",
        tags=[_plural],
    )
