"""What the owner of the store may have done by the running service; all of it needs the scope `admin`.

The command line comes here while a service owns the store's folder.
"""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel
from starlette.responses import StreamingResponse

from app.domain.view import CheckView
from app.rows import back_up, quarantine_rows
from app.transfer import load
from app.web.answers import as_json
from app.web.desk import desk, needs
from app.web.negotiation import JSON, N_QUADS
from app.web.problems import BadRequest

router = APIRouter(
    prefix="/admin",
    tags=["admin"],
    dependencies=[Depends(needs("admin"))],
)


class QuarantineAct(BaseModel):
    """List what is kept out, or try it again."""

    retry: bool = False


class BackupAct(BaseModel):
    """Copy the embedded store to a new folder on the machine of the service."""

    to: Path


class LoadAct(BaseModel):
    """Take dumps in, from files on the machine of the service."""

    files: list[Path]


class Rebuilt(BaseModel):
    """How many article versions were compared anew."""

    versions: int


@router.post("/check", response_model=CheckView)
def check(request: Request) -> Response:
    """Hold the whole store against texts, shapes, digests and rules."""
    return Response(as_json(desk(request).service.check()), media_type=JSON)


@router.post("/rebuild")
def rebuild(request: Request) -> Rebuilt:
    """Drop all that is derived, conflicts and the full text index, and work it out again from the claims."""
    here = desk(request)
    versions = sum(1 for _ in here.service.rebuild(now=here.clock()))
    here.search.rebuild()
    return Rebuilt(versions=versions)


@router.post("/quarantine")
def quarantine(request: Request, act: QuarantineAct) -> dict[str, list[dict[str, Any]]]:
    """List all that is kept out; with `retry`, try each again and tell what came of it."""
    here = desk(request)
    return {"rows": quarantine_rows(here.parts, retry=act.retry, now=here.clock())}


@router.post("/backup")
def backup(request: Request, act: BackupAct) -> dict[str, str]:
    """Copy the embedded store, hot, to a new folder on the machine of the service."""
    if not act.to.is_absolute():
        message = f"to is {str(act.to)!r}; expected an absolute path"
        raise BadRequest(message)
    back_up(desk(request).parts, act.to)
    return {"to": str(act.to)}


@router.post("/load")
def load_dumps(request: Request, act: LoadAct) -> dict[str, Any]:
    """Take dumps in from files on the machine of the service; what does not conform stays out."""
    for path in act.files:
        if not path.is_absolute():
            message = f"files has {str(path)!r}; expected absolute paths"
            raise BadRequest(message)
    here = desk(request)
    return asdict(load(here.parts, act.files, now=here.clock()))


@router.get("/dump", response_class=StreamingResponse)
def dump(request: Request) -> Response:
    """Give the whole store as N-Quads."""
    return StreamingResponse(desk(request).parts.store.dump(), media_type=N_QUADS)
