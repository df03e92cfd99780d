"""`/validate`: any graph held against our shapes, or against shapes that come with it."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from app.errors import TooLarge
from app.exchange.judge import Document, Judgement
from app.exchange.parse import GRAPH_FORMATS, OTHER_NAMES, media_type_of, write_triples
from app.rdf.shapes import in_words
from app.rdf.vocabulary import PREFIXES
from app.web.answers import as_json, chosen, wants_page, whole
from app.web.desk import content_type, desk, read_body
from app.web.negotiation import FORM, HTML, JSON, JSON_LD, N_TRIPLES, RDF_XML, TEXT, TURTLE
from app.web.pages import render
from app.web.problems import BadRequest, UnsupportedType

router = APIRouter(tags=["linked data"])
MULTIPART = "multipart/form-data"
OFFERED = {
    JSON: "json",
    HTML: "html",
    TURTLE: "ttl",
    JSON_LD: "jsonld",
    TEXT: "txt",
    N_TRIPLES: "nt",
    RDF_XML: "rdf",
}
"""How a judgement is told: as data, as a page, as a SHACL validation report, in plain words."""
FIELDS = ("data", "shapes")
MOST_FIELDS = 10
EXAMPLE = """@prefix ws: <https://w3id.org/whosaid/ns#> .
<urn:example:claim> a ws:Claim .
"""


@router.get("/validate", include_in_schema=False)
def form(request: Request) -> Response:
    """Show the form."""
    return whole(request, render(request, "validate.html", it=None, data=EXAMPLE, shapes=""), HTML)


@router.post(
    "/validate",
    summary="Hold a graph against shapes",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                TURTLE: {"schema": {"type": "string"}, "example": EXAMPLE},
                **{one: {"schema": {"type": "string"}} for one in GRAPH_FORMATS if one != TURTLE},
                MULTIPART: {
                    "schema": {
                        "type": "object",
                        "required": ["data"],
                        "properties": {one: {"type": "string"} for one in FIELDS},
                    }
                },
            },
        },
        "parameters": [
            {
                "name": "format",
                "in": "query",
                "schema": {"type": "string", "enum": list(OFFERED.values())},
                "description": "How the judgement is told; stands above Accept",
            },
            {
                "name": "base",
                "in": "query",
                "schema": {"type": "string"},
                "description": "What relative IRIs are read against; else the address of the request",
            },
        ],
        "responses": {
            "200": {
                "description": "The judgement, be it good or bad",
                "content": {media_type: {} for media_type in OFFERED},
            }
        },
    },
)
async def validate(request: Request) -> Response:
    """Say whether a graph conforms to our shapes, or to shapes that come in a second field."""
    media_type = chosen(request, request.query_params.get("format"), OFFERED)
    if content_type(request) in {MULTIPART, FORM}:
        data, shapes, shown = await _fields(request)
    else:
        data, shapes, shown = await _body(request), None, {}
    judgement = await run_in_threadpool(desk(request).judge.judge, data, shapes)
    return _answer(request, judgement, media_type, own=shapes is None, shown=shown)


async def _body(request: Request) -> Document:
    named = content_type(request)
    return Document(
        content=await read_body(request), media_type=_readable(named, "the body"), base=_base(request)
    )


async def _fields(request: Request) -> tuple[Document, Document | None, dict[str, str]]:
    """Read `data` and `shapes` from a form: as files with their types or names, or as text."""
    limit = desk(request).body_limit
    named = request.headers.get("content-length", "")
    if not named.isdigit() or int(named) > 2 * limit:
        message = f"a form needs a Content-Length of at most {2 * limit} bytes, found {named or 'none'}"
        raise TooLarge(message)
    try:
        fields = await request.form(max_files=2, max_fields=MOST_FIELDS, max_part_size=limit)
    except HTTPException as error:
        raise BadRequest(str(error.detail)) from error
    try:
        data = await _field(request, fields, "data")
        shapes = await _field(request, fields, "shapes")
        shown = {name: fields[name] for name in FIELDS if isinstance(fields.get(name), str)}
    finally:
        await fields.close()
    if data is None:
        message = "the form has no field `data` with the graph"
        raise BadRequest(message)
    return data, shapes, {name: str(value) for name, value in shown.items()}


async def _field(request: Request, fields: FormData, name: str) -> Document | None:
    value = fields.get(name)
    asked = str(fields.get(f"{name}_format") or fields.get(f"{name}-format") or "")
    if isinstance(value, UploadFile):
        content = await value.read()
        sent = (value.content_type or "").partition(";")[0].strip()
        known = media_type_of(sent) if sent != "text/plain" else None
        # curl and browsers send what they do not know as bytes or plain text; the name tells more.
        found = asked or known or (value.filename or "") or sent
    elif value:
        content, found = str(value).encode(), asked or TURTLE
    else:
        return None
    if not content.strip():
        return None if name == "shapes" else Document(content=b"", media_type=TURTLE, base=_base(request))
    return Document(content=content, media_type=_readable(found, f"the field `{name}`"), base=_base(request))


def _readable(named: str, where: str) -> str:
    media_type = media_type_of(named)
    if media_type is None:
        expected = ", ".join([*GRAPH_FORMATS, *sorted(OTHER_NAMES)])
        message = f"{where} is {named or 'of no named type'}; expected one of {expected}"
        raise UnsupportedType(message)
    return media_type


def _base(request: Request) -> str:
    """Give what relative IRIs are read against (RFC 3986, 5.1.3: the address that was asked)."""
    return request.query_params.get("base") or str(request.url.replace(query=""))


def _answer(
    request: Request, judgement: Judgement, media_type: str, *, own: bool, shown: dict[str, str]
) -> Response:
    headers = {"cache-control": "no-store"}
    if wants_page(media_type):
        page = render(
            request,
            "validate.html",
            it=judgement,
            own=own,
            data=shown.get("data", ""),
            shapes=shown.get("shapes", ""),
            words=in_words(judgement.findings),
        )
        return whole(request, page, HTML, headers=headers)
    if media_type == JSON:
        return whole(request, as_json(_row(judgement, own=own)), JSON, headers=headers)
    if media_type == TEXT:
        return whole(request, _words(judgement), TEXT, headers=headers)
    return whole(request, write_triples(judgement.report, media_type, PREFIXES), media_type, headers=headers)


def _row(judgement: Judgement, *, own: bool) -> dict[str, Any]:
    return {
        "conforms": judgement.conforms,
        "shapes": "ours" if own else "given",
        "triples": judgement.triples,
        "count": judgement.count,
        "findings": [asdict(one) for one in judgement.findings],
    }


def _words(judgement: Judgement) -> str:
    verdict = "conforms" if judgement.conforms else "does not conform"
    lines = [f"The graph of {judgement.triples} triples {verdict}."]
    lines += in_words(judgement.findings)
    if judgement.count > len(judgement.findings):
        lines.append(f"{judgement.count - len(judgement.findings)} more; the report in RDF has all of them.")
    return "\n".join([*lines, ""])
