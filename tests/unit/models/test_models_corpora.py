"""Annotated articles become tags and links that the decoder turns back into the same attributions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.models.decode import spans
from app.models.tags import TAGS
from app.train.corpora import NO_LINK, Example, polnear, propbank

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "“We will rebuild,” Mayor Ilse Brandt said on Monday, adding that the quay was safe. "
    "It rained. Reports say so."
)


def place(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def attribution(source: str, cue: str, *content: str, **more: str) -> dict[str, Any]:
    spans = {"source": [place(source)] if source else [], "cue": [place(cue)]}
    return {**spans, "content": [place(part) for part in content], **more}


def write(
    folder: Path, corpus: str, *attributions: dict[str, Any], text: str = TEXT, genre: str = "weblog"
) -> None:
    (folder / corpus).mkdir()
    row = {"id": "one", "text": text, "attributions": attributions, "meta": {"genre": genre}}
    (folder / corpus / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


def words(example: Example, place: range) -> str:
    return TEXT[example.units[place.start].start : example.units[place.stop - 1].end]


def test_spans_become_tags_and_back(tmp_path: Path) -> None:
    write(
        tmp_path,
        "polnear",
        attribution("Mayor Ilse Brandt", "said", "“We will rebuild,”"),
        attribution("Mayor Ilse Brandt", "adding", "that the quay was safe"),
    )
    (example,) = polnear(tmp_path, "train")
    found = {
        role: [words(example, place) for place in places] for role, places in spans(example.tags).items()
    }
    assert found == {
        "source": ["Mayor Ilse Brandt"],
        "cue": ["said", "adding"],
        "content": ["“We will rebuild,”", "that the quay was safe"],
    }
    assert all(example.known)


def test_contents_link_to_their_cue_and_cues_to_a_shared_source(tmp_path: Path) -> None:
    write(
        tmp_path,
        "polnear",
        attribution("Mayor Ilse Brandt", "said", "“We will rebuild,”"),
        attribution("Mayor Ilse Brandt", "adding", "that the quay was safe"),
    )
    (example,) = polnear(tmp_path, "train")
    found = spans(example.tags)
    assert [example.links[span.start] for span in found["content"]] == [cue.start for cue in found["cue"]]
    assert {example.links[cue.start] for cue in found["cue"]} == {found["source"][0].start}


def test_a_cue_without_source_links_to_nobody(tmp_path: Path) -> None:
    write(tmp_path, "polnear", attribution("", "adding", "that the quay was safe"))
    (example,) = polnear(tmp_path, "train")
    assert example.links[spans(example.tags)["cue"][0].start] == NO_LINK


def test_of_propbank_only_the_sentences_with_speech_are_known(tmp_path: Path) -> None:
    write(tmp_path, "ewt-propbank", attribution("Reports", "say", "so", roleset="say.01"))
    (example,) = propbank(tmp_path, weight=0.5)
    known = [unit.word for unit, known in zip(example.units, example.known, strict=True) if known]
    assert known == ["Reports", "say", "so", "."]
    assert example.weight == 0.5


def test_of_propbank_first_persons_and_thoughts_are_left_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        "ewt-propbank",
        attribution("Reports", "say", "so", roleset="know.01"),
        attribution("We", "said", "rebuild", roleset="say.01"),
    )
    assert propbank(tmp_path, weight=0.5) == []


def test_by_is_no_part_of_a_source(tmp_path: Path) -> None:
    text = "It was reported by Ann Lee that ice melts."
    given = {
        "source": [place("by Ann Lee", text)],
        "cue": [place("reported", text)],
        "content": [place("ice melts", text)],
        "roleset": "report.01",
    }
    write(tmp_path, "ewt-propbank", given, text=text)
    (example,) = propbank(tmp_path, weight=1.0)
    assert [TAGS[tag] for tag in example.tags] == [
        "O",
        "O",
        "B-cue",
        "O",
        "B-source",
        "I-source",
        "O",
        "B-content",
        "I-content",
        "O",
    ]
