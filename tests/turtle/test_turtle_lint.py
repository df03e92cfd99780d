"""The lint finds what is wrong with hand-written Turtle and queries, and finding nothing is a fault too."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import ROOT
from app.rdf.lint import faults, fix, main, read_pinned, written

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """PREFIX schema: <http://schema.org/>

<http://example.org/town>
    a schema:Place ;
    schema:name "Town" ;
.
"""
EXAMPLES = "ontology/examples"
EXAMPLE = "ontology/examples/claim.ttl"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Copy what the lint looks at."""
    for folder in ("ontology", "seeds/queries"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for folder in ("shapes", "shapes/examples", "seeds"):  # one small file each, to be quick
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "small.ttl").write_text(SMALL, encoding="utf-8")
    (tmp_path / "app/queries").mkdir(parents=True)
    (tmp_path / "app/queries/small.rq").write_text(
        "# What is there?\nSELECT * { ?s ?p ?o }\n", encoding="utf-8"
    )
    return tmp_path


def found(project: Path, start: str = "") -> list[str]:
    return [str(fault) for fault in faults(project) if str(fault).startswith(start)]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_misspelt_term_of_a_standard_is_named(project: Path) -> None:
    change(project / EXAMPLE, "schema:appearance", "schema:apearance")
    assert f"{EXAMPLE}: uses <http://schema.org/apearance>, which its vocabulary does not have" in found(
        project
    )


def test_a_misspelt_term_of_ours_is_named(project: Path) -> None:
    change(project / EXAMPLE, "ws:claimedBy", "ws:claimBy")
    assert any("ns#claimBy>" in fault for fault in found(project, EXAMPLE))


def test_the_https_form_of_schema_org_is_named(project: Path) -> None:
    change(project / EXAMPLE, "<http://schema.org/>", "<https://schema.org/>")
    assert any("write http, not https" in fault for fault in found(project, EXAMPLE))


def test_a_vocabulary_that_is_not_pinned_is_named(project: Path) -> None:
    path = project / EXAMPLE
    path.write_text(
        path.read_text(encoding="utf-8") + "<http://a.example/> <http://b.example/p> 1 .\n", encoding="utf-8"
    )
    assert any("<http://b.example/p> of a vocabulary that is not pinned" in fault for fault in found(project))


def test_a_class_of_a_vocabulary_that_is_not_pinned_is_named(project: Path) -> None:
    path = project / EXAMPLE
    path.write_text(
        path.read_text(encoding="utf-8") + "<http://a.example/> a <http://b.example/C> .\n", encoding="utf-8"
    )
    assert any("<http://b.example/C> of a vocabulary that is not pinned" in fault for fault in found(project))


@pytest.mark.parametrize(
    ("text", "told"), [("<a> <b>", ""), ("<a> <b> <c> .\n<d> ] <e> .\n", "line 2"), ("<a> b:c 1 .", "b:")]
)
def test_broken_turtle_is_named(project: Path, text: str, told: str) -> None:
    (project / EXAMPLE).write_text(text, encoding="utf-8")
    broken = [fault for fault in found(project) if fault.startswith(f"{EXAMPLE}: is not Turtle:")]
    assert len(broken) == 1
    assert told in broken[0]


def test_a_file_without_triples_is_named(project: Path) -> None:
    (project / EXAMPLE).write_text("", encoding="utf-8")
    assert f"{EXAMPLE}: holds no triples" in found(project)


def test_a_comment_below_the_head_is_named_since_formatting_would_lose_it(project: Path) -> None:
    path = project / EXAMPLE
    path.write_text(path.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    assert found(project, EXAMPLE) == [
        f"{EXAMPLE}: has a comment below its head; the stable format keeps none"
    ]


def test_a_hash_in_an_iri_or_a_string_is_no_comment(project: Path) -> None:
    path = project / EXAMPLE
    path.write_text(
        written(path.read_text(encoding="utf-8") + '<http://a.example/#x> schema:name "No. #1" .\n'),
        encoding="utf-8",
    )
    assert found(project, EXAMPLE) == []


def test_another_order_is_named_and_mended(project: Path) -> None:
    path = project / EXAMPLE
    tidy = path.read_text(encoding="utf-8")
    change(path, "ws:confidence 0.93 ;\n", "")
    change(
        path,
        "ws:certainty ws:certainty-certain ;\n",
        "ws:confidence 0.93 ; ws:certainty ws:certainty-certain ;\n",
    )
    assert found(project, EXAMPLE) == [f"{EXAMPLE}: is not in the stable format; run `make format`"]
    assert list(fix(project)) == [EXAMPLE]
    assert path.read_text(encoding="utf-8") == tidy
    assert list(fix(project)) == []


def test_a_term_without_an_example_is_named(project: Path) -> None:
    (project / "ontology/examples/decision.ttl").unlink()
    assert [fault for fault in found(project) if fault.endswith("is used by no example")] == [
        "ws:Decision: is used by no example",
        "ws:decides: is used by no example",
        "ws:decision: is used by no example",
        "ws:judgedPair: is used by no example",
        "ws:overrules: is used by no example",
    ]


def test_a_term_without_a_label_is_named(project: Path) -> None:
    change(project / "ontology/core.ttl", '    rdfs:label "acting for"@en ;\n', "")
    assert found(project) == ["ws:actingFor: has no <http://www.w3.org/2000/01/rdf-schema#label>"]


def test_a_term_that_the_code_does_not_know_is_named(project: Path) -> None:
    change(project / "ontology/core.ttl", "ws:actingFor\n", "ws:standingFor\n")
    names = found(project)
    assert "ws:standingFor: is defined in the ontology and unknown to the code" in names
    assert "ws:actingFor: is used by the code and not defined in the ontology" in names


def test_a_scheme_whose_concepts_no_example_uses_is_named(project: Path) -> None:
    for path in (project / "ontology/examples").glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("ws:precision-", "ws:stance-"), encoding="utf-8")
    assert "ws:scheme-precision: is used by no example" in found(project)


def test_a_term_that_the_code_knows_and_no_vocabulary_has_is_named(project: Path) -> None:
    pinned = project / "ontology/pinned/oa.txt"
    pinned.write_text(pinned.read_text(encoding="utf-8").replace("hasSelector\n", ""), encoding="utf-8")
    assert found(project, "app/rdf/vocabulary.py") == [
        (
            "app/rdf/vocabulary.py: uses <http://www.w3.org/ns/oa#hasSelector>, "
            "which its vocabulary does not have"
        )
    ]


@pytest.mark.parametrize("folder", ["ontology", EXAMPLES, "shapes", "shapes/examples", "seeds"])
def test_a_folder_with_nothing_to_check_is_a_fault(project: Path, folder: str) -> None:
    for path in (project / folder).glob("*.ttl"):
        path.unlink()
    assert f"{folder}: holds no Turtle file to check" in found(project)


@pytest.mark.parametrize("folder", ["app/queries", "seeds/queries"])
def test_a_folder_without_queries_is_a_fault(project: Path, folder: str) -> None:
    for path in (project / folder).glob("*.rq"):
        path.unlink()
    assert f"{folder}: holds no query to check" in found(project)


def test_a_misspelt_term_in_a_query_is_named(project: Path) -> None:
    change(project / "seeds/queries/01-districts.rq", "schema:appearance", "schema:apearance")
    assert found(project) == [
        (
            "seeds/queries/01-districts.rq: uses <http://schema.org/apearance>, "
            "which its vocabulary does not have"
        )
    ]


def test_names_in_strings_iris_and_comments_of_a_query_are_not_terms(project: Path) -> None:
    path = project / "seeds/queries/01-districts.rq"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + '# ws:nothing\n# FILTER("ws:nothing" = <urn:ws:nothing>)\n', encoding="utf-8")
    assert found(project) == []


def test_a_query_without_its_question_is_named(project: Path) -> None:
    path = project / "seeds/queries/01-districts.rq"
    path.write_text(path.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert found(project) == ["seeds/queries/01-districts.rq: does not begin with its question as a comment"]


def test_the_command_says_what_is_wrong_and_ends_with_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / EXAMPLE
    change(path, "ws:confidence 0.93 ;\n", "ws:confidence 0.93 ; ")
    assert main([str(project)]) == 1
    assert "not in the stable format" in capsys.readouterr().out
    assert main(["--fix", str(project)]) == 0
    assert capsys.readouterr().out == f"{EXAMPLE}: written anew\n"
    assert main([str(project)]) == 0
    assert capsys.readouterr().out == ""


def test_a_namespace_inside_another_is_looked_up_first(project: Path) -> None:
    namespaces = list(read_pinned(project / "ontology/pinned"))
    inner, outer = "http://groundedannotationframework.org/grasp/factuality#", "http://schema.org/"
    assert namespaces.index(inner) < namespaces.index(outer)
