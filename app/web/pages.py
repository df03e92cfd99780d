"""Pages for people: the templates, and how one is filled."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.web import wording
from app.web.answers import address

if TYPE_CHECKING:
    from starlette.requests import Request

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


def environment() -> Environment:
    """Set up the templates: everything is escaped, and a name that is not given is an error."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "together": wording.together,
        "said": wording.said_as,
        "question": wording.conflict_question,
        "dispute_question": wording.dispute_question,
        "dispute_rows": wording.dispute_rows,
        "plain": wording.plain_number,
        "sentence": wording.sentence,
        "day": wording.day_words,
        "moment": wording.moment_words,
        "time": wording.time_words,
        "bounds": wording.bounds_words,
    }
    pages.globals |= {
        "plural": wording.plural,
        "QUOTATION": wording.QUOTATION,
        "STANCE": wording.STANCE,
        "ACT": wording.ACT,
        "CERTAINTY": wording.CERTAINTY,
        "CONFLICT": wording.CONFLICT,
        "STRENGTH": wording.STRENGTH,
        "PARTY": wording.PARTY,
        "FIELD": wording.FIELD,
        "ACTS": wording.ACTS,
    }
    return pages


def render(request: Request, template: str, **context: Any) -> str:
    """Fill a template; `at` gives the address of a path of this service."""
    pages: Environment = request.app.state.pages
    return pages.get_template(template).render(
        at=lambda path: address(request, path), path=request.url.path, **context
    )
