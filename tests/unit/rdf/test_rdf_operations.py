from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import QuerySyntax
from app.rdf.operations import Operation, only, operations, using, with_dataset

BASE = "http://b/c/"


def read(text: str) -> Operation:
    (one,) = operations(text, base=BASE)
    return one


@pytest.mark.parametrize(
    ("text", "writes", "reads"),
    [
        ("INSERT DATA { GRAPH <a:g> { <s> <p> 1 } }", {"a:g"}, set()),
        ("INSERT DATA { <s> <p> 1 GRAPH <g> { <s> <p> 1 } <s> <p> 2 }", {"", "http://b/c/g"}, set()),
        ("PREFIX : <a:> DELETE DATA { GRAPH :g\\-1 { :s :p 1 } }", {"a:g-1"}, set()),
        ("DELETE WHERE { GRAPH <a:g> { ?s ?p ?o } }", {"a:g"}, {"a:g"}),
        ("DELETE { ?s ?p ?o } WHERE { GRAPH <a:h> { ?s ?p ?o } }", {""}, {"a:h"}),
        ("WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", {"a:g"}, {"a:g"}),
        (
            "INSERT { GRAPH <a:g> {} } USING <a:h> USING NAMED <a:i> WHERE { GRAPH ?x {} }",
            {"a:g"}, {"a:h", "a:i"},
        ),
        ("CLEAR DEFAULT", {""}, set()),
        ("DROP SILENT GRAPH <g>", {"http://b/c/g"}, set()),
        ("CREATE GRAPH <a:\\u0062>", {"a:b"}, set()),
        ("MOVE <a:g> TO DEFAULT", {"a:g", ""}, {"a:g"}),
        ("COPY GRAPH <a:g> TO GRAPH <a:h>", {"a:h"}, {"a:g"}),
        ("ADD DEFAULT TO <a:h>", {"a:h"}, {""}),
        ("LOAD <a:d> INTO GRAPH <a:g>", {"a:g"}, set()),
        ("LOAD SILENT <a:d>", {""}, set()),
    ],
)  # fmt: skip
def test_an_operation_says_which_graphs_it_writes_and_reads(
    text: str, writes: set[str], reads: set[str]
) -> None:
    one = read(text)
    assert (one.writes, one.reads) == (writes, reads)
    assert not one.everywhere


@pytest.mark.parametrize("text", ["CLEAR ALL", "DROP SILENT NAMED", "CLEAR NAMED"])
def test_some_operations_write_everywhere(text: str) -> None:
    assert read(text).everywhere


def test_a_graph_that_is_a_variable_is_found_by_the_pattern() -> None:
    one = read("INSERT { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH <a:g> { ?s ?p ?o ; <a:in> ?g } }")
    assert (one.asks, one.anywhere) == (("?g",), False)
    assert read("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }").anywhere
    assert read("INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }").reads_default
    assert not read("INSERT { GRAPH <a:g> { ?s ?p ?o } } WHERE { GRAPH <a:h> { ?s ?p ?o } }").reads_default


def test_a_relative_name_under_a_base_of_another_kind_may_be_any_graph() -> None:
    assert read("BASE <urn:x:> CLEAR GRAPH <g>").everywhere
    assert not read("BASE <urn:x:> CLEAR GRAPH <a:g>").everywhere


def test_the_prologue_of_all_before_counts_for_an_operation() -> None:
    text = (
        "PREFIX x: <a:> CLEAR GRAPH x:g ; PREFIX x: <b:> BASE <http://e/> CLEAR GRAPH x:g ; CLEAR GRAPH <h>"
    )
    assert [next(iter(one.writes)) for one in operations(text, base=BASE)] == ["a:g", "b:g", "http://e/h"]


def test_one_operation_stands_where_it_stood() -> None:
    text = "PREFIX x: <a:>\nCLEAR ALL ;\n  # ; DROP ALL\n  DROP GRAPH x:g ; CLEAR DEFAULT"
    second = operations(text, base=BASE)[1]
    alone = only(text, second)
    assert alone.splitlines()[0] == "PREFIX x: <a:>"
    assert alone.splitlines()[3] == "  DROP GRAPH x:g"


def test_the_dataset_of_a_request_goes_before_the_pattern() -> None:
    text = "INSERT { GRAPH <a:g> { ?s ?p ?o } } { ?s ?p ?o }"
    one = read(text)
    assert only(text, one, using(text, one, ["a:u"], ["a:n"])) == (
        "INSERT { GRAPH <a:g> { ?s ?p ?o } }  USING <a:u> USING NAMED <a:n> { ?s ?p ?o }"
    )
    assert using(text, one, [], []) is None
    short = "DELETE WHERE { ?s ?p ?o }"
    assert only(short, read(short), using(short, read(short), ["a:u"], [])) == (
        "DELETE { ?s ?p ?o } USING <a:u> WHERE { ?s ?p ?o }"
    )
    assert using("CLEAR ALL", read("CLEAR ALL"), ["a:u"], []) is None


def test_the_dataset_of_a_request_is_all_that_is_read() -> None:
    one = with_dataset(read("INSERT { <s> ?p ?o } WHERE { ?s ?p ?o . GRAPH ?g {} }"), ("a:u",), ("a:n",))
    assert one.names_dataset
    assert (one.reads, one.anywhere) == ({"a:u", "a:n"}, False)
    clear = read("CLEAR ALL")
    assert with_dataset(clear, ("a:u",), ()) == clear


def test_words_in_strings_comments_and_names_are_none() -> None:
    text = """PREFIX DROP: <a:> INSERT DATA { GRAPH DROP:ALL {
      <a:;> DROP:p '''; CLEAR ALL''', "}\\"; MOVE" ; # ; DROP ALL
      DROP:DROP "x"@en-DROP } }"""
    assert read(text).writes == {"a:ALL"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("nonsense", 1, 1), ("; CLEAR ALL", 1, 1), ("CLEAR ALL ;\n ;", 2, 2),
        ("CLEAR ALL;\nSELECT * {}", 2, 1), ("LOAD", 1, 1),
    ],
)  # fmt: skip
def test_what_begins_no_operation_is_told_with_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntax) as caught:
        operations(text, base=BASE)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_a_label_stands_in_the_data_of_one_operation_only() -> None:
    with pytest.raises(QuerySyntax, match="_:x"):
        operations("INSERT DATA { _:x <p> 1 } ; INSERT DATA { _:x <p> 2 }", base=BASE)
    template = "INSERT { _:x <p> 1 } WHERE {}"
    assert len(operations(f"{template} ; {template}", base=BASE)) == 2


def test_nothing_is_an_update_without_operations() -> None:
    assert operations("  # nothing\n PREFIX x: <a:>", base=BASE) == ()


@given(st.text(alphabet="{}<>;:?\"'#\\ _aGRAPHWITHINSERTdelete@.\n[(", max_size=60))
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    try:
        found = operations(text, base=BASE)
    except QuerySyntax:
        return
    for one in found:
        assert only(text, one).endswith(text[one.start : one.end])
