"""What requests may ask and what some answers look like, for FastAPI and for the OpenAPI pages.

Annotations are read at run time here, so nothing of this module hides behind TYPE_CHECKING.
"""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Depends
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.requests import Request

from app.domain.claim import Quotation, Stance
from app.domain.conflict import ConflictKind, Strength
from app.domain.view import ClaimFilter, ConflictFilter

LARGEST_PAGE = 200
HARMLESS = ("_", "utm_", "fbclid", "gclid")
"""How parameters begin that browsers, scripts and links in circulation add; they ask for nothing."""


def _empty_is_none(value: Any) -> Any:
    """Read the empty string, which a form sends for a field left empty, as nothing."""
    return None if value == "" else value


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Write the JSON schema of a model with all in its place, so that it can stand anywhere."""
    schema = model.model_json_schema()
    parts = schema.pop("$defs", {})

    def put(node: Any) -> Any:
        if isinstance(node, list):
            return [put(one) for one in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return put(parts[node["$ref"].rpartition("/")[2]])
        return {key: put(value) for key, value in node.items()}

    found: dict[str, Any] = put(schema)
    return found


def only(model: type[BaseModel], *more: str) -> Any:
    """Make the dependency that refuses a parameter which is neither in the model nor one of the others.

    To pass over `q=` where it is called `text=` would give everything, as if all of it matched.
    """
    known = (*model.model_fields, *more)

    def check(request: Request) -> None:
        unknown = [
            name for name in request.query_params if name not in known and not name.startswith(HARMLESS)
        ]
        if unknown:
            message = f"is not known here; known are {', '.join(known)}"
            raise RequestValidationError([{"loc": ("query", name), "msg": message} for name in unknown])

    return Depends(check)


Empty = BeforeValidator(_empty_is_none)
Text = Annotated[str, Field(max_length=2000)]
"""No longer than an address may be."""
Words = Annotated[Text | None, Empty]


class Paging(BaseModel):
    """Where in a list to begin, and how much of it to show."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many to show", examples=[20])] = 20
    cursor: Annotated[Words, Field(description="The `next` of the page before")] = None


class TextQuery(Paging):
    """A list that can be narrowed by words."""

    text: Annotated[Words, Field(description="Words that must stand in the name or headline")] = None


class ClaimQuery(Paging):
    """Which claims to list; everything that is given must hold."""

    text: Annotated[Words, Field(description="Words in the claim", examples=["districts"])] = None
    party: Annotated[Words, Field(description="Id, IRI or name of who says it")] = None
    article: Annotated[Words, Field(description="Id or IRI of the article")] = None
    about: Annotated[Words, Field(description="Id, IRI or name of what it is about, or what is counted")] = (
        None
    )
    place: Annotated[Words, Field(description="Id, IRI or name of the place it speaks of")] = None
    since: Annotated[date | None, Empty, Field(description="First day of publication")] = None
    until: Annotated[date | None, Empty, Field(description="Last day of publication")] = None
    kind: Annotated[Quotation | None, Empty, Field(description="How the words are given")] = None
    stance: Annotated[Stance | None, Empty, Field(description="What the party does with them")] = None

    def filter(self) -> ClaimFilter:
        """Say it in the archive's words."""
        return ClaimFilter(
            text=self.text,
            party=self.party,
            article=self.article,
            about=self.about,
            place=self.place,
            since=self.since.isoformat() if self.since else None,
            until=self.until.isoformat() if self.until else None,
            kind=self.kind,
            stance=self.stance,
        )


class ConflictQuery(Paging):
    """Which conflicts to list; everything that is given must hold."""

    text: Annotated[Words, Field(description="Words in the explanation")] = None
    party: Annotated[Words, Field(description="Id, IRI or name of one of the parties")] = None
    article: Annotated[Words, Field(description="Id or IRI of one of the articles")] = None
    kind: Annotated[ConflictKind | None, Empty, Field(description="What they disagree about")] = None
    strength: Annotated[Strength | None, Empty, Field(description="How surely both cannot stand")] = None
    status: Annotated[
        Literal["open", "confirmed", "rejected", "any"] | None,
        Empty,
        Field(description="What people made of it; without it, all but what they rejected"),
    ] = None

    def filter(self) -> ConflictFilter:
        """Say it in the archive's words."""
        return ConflictFilter(
            text=self.text,
            party=self.party,
            article=self.article,
            kind=self.kind,
            strength=self.strength,
            status=self.status,
        )


class Metadata(BaseModel):
    """What the sender knows of an article that its body may not say; `origin` is where it was found."""

    headline: Annotated[Words, Field(examples=["Flood in Marrow Bay"])] = None
    publisher: Annotated[Words, Field(examples=["The Harbour Post"])] = None
    url: Words = None
    published: Annotated[date | None, Empty, Field(examples=["2021-07-09"])] = None
    origin: Words = None
    language: Annotated[Words, Field(examples=["en"])] = None

    def given(self) -> dict[str, Any]:
        """Give only what was said."""
        return {name: value for name, value in self if value is not None}


class ProblemDocument(BaseModel):
    """An error as RFC 9457 draws it; some sorts of problem have further members."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str
    instance: str
