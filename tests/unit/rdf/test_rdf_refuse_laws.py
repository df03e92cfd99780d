"""Laws of the refusal, with the store's own parser as the judge of what is a call."""

from __future__ import annotations

import re

import pyoxigraph
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import QueryRefused
from app.rdf.refuse import keywords, refuse

FORBIDDEN_WORDS = ("SERVICE", "service", "LOAD <http://x>", "INSERT", "DROP ALL")
PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
WORDS = st.builds("{}{}{}".format, PLAIN, st.sampled_from(FORBIDDEN_WORDS), PLAIN)
BEFORE = (
    "",
    " ",
    "\n",
    "?s ?p ?o .",
    "?s ?p 1.",
    "?s ?p true",
    "?s ?p 'a'@en .",
    "?s ?p x:",
    "{} ",
    "#c\n",
    "x:",
    "#",
)
CALLS = (
    "SERVICE",
    "service",
    "Service SILENT",
    "\\u0053ERVICE",
    "SER\\U00000056ICE",
    "SERVICE#c\n",
    "SERVICE:",
    "x:SERVICE",
    "'SERVICE",
)
AFTER = ("<urn:x>{}", " <urn:x> { ?s ?p ?o }", "?s{}", "x:y{}", ":y{}", "<urn:x>'{}", "")
PREFIXES = "PREFIX x: <urn:x:> PREFIX : <urn:x> PREFIX SERVICE: <urn:s> "


def calls(query: str) -> bool:
    """Tell whether the store would call another server: it complains of the name before it does."""
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode
    store.add(pyoxigraph.Quad(node("urn:a"), node("urn:b"), node("urn:c")))
    try:
        for _ in store.query(query):  # type: ignore[union-attr] - only SELECT comes here
            pass
    except SyntaxError:
        return False
    except (OSError, RuntimeError) as error:
        return bool(re.search("URI scheme|authority|service name", str(error)))
    return False


def test_the_judge_knows_a_call() -> None:
    assert calls("SELECT * { SERVICE <urn:x> {} }")
    assert not calls("SELECT * { ?s ?p ?o }")
    assert not calls("SELECT * {")


@given(
    before=st.lists(st.sampled_from(BEFORE), max_size=3),
    call=st.sampled_from(CALLS),
    after=st.lists(st.sampled_from(AFTER), min_size=1, max_size=2),
)
def test_whatever_the_store_would_take_for_a_call_is_refused(
    before: list[str], call: str, after: list[str]
) -> None:
    query = f"{PREFIXES}SELECT * {{ {''.join(before)}{call}{''.join(after)} }}"
    if calls(query):
        with pytest.raises(QueryRefused, match="SERVICE is not allowed"):
            refuse(query)


@given(letters=st.lists(st.sampled_from(("{}", "\\u{:04x}", "\\U{:08X}")), min_size=7, max_size=7))
def test_a_keyword_may_be_spelt_with_escapes_and_is_refused_all_the_same(letters: list[str]) -> None:
    spelt = "".join(
        form.format(letter if form == "{}" else ord(letter))
        for form, letter in zip(letters, "SeRvIcE", strict=True)
    )
    with pytest.raises(QueryRefused):
        refuse(f"SELECT * {{ {spelt} <http://x.example/> {{}} }}")


def quoted(words: str, mark: str) -> str:
    inside = words.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return mark + inside.replace(mark[0], "\\" + mark[0]) + mark


@given(words=WORDS, mark=st.sampled_from(("'", '"', "'''", '"""')))
def test_a_string_may_say_what_it_likes(words: str, mark: str) -> None:
    query = f"SELECT * {{ ?s ?p {quoted(words, mark)} }}"
    assume(not re.search(r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}", query))
    refuse(query)
    assert keywords(query) == ["SELECT"]


@given(words=WORDS, end=st.sampled_from("\n\r"))
def test_a_comment_may_say_what_it_likes(words: str, end: str) -> None:
    query = f"SELECT * {{ ?s ?p ?o }} # {' '.join(words.split())}{end}LIMIT 1"
    assume("\\" not in words)
    refuse(query)
    assert keywords(query) == ["SELECT", "LIMIT"]


@given(words=st.text("SERVICEserviceLOADload/?#&=:.-_~%20", max_size=20))
def test_an_iri_may_say_what_it_likes(words: str) -> None:
    query = f"SELECT * {{ ?s <http://x.example/SERVICE{words}> ?o }}"
    refuse(query)
    assert keywords(query) == ["SELECT"]


@given(
    name=st.from_regex(r"(SERVICE|load|Insert)[A-Za-z0-9_]{0,5}", fullmatch=True), mark=st.sampled_from("?$")
)
def test_a_variable_may_be_called_what_it_likes(name: str, mark: str) -> None:
    query = f"SELECT {mark}{name} {{ ?s ?p {mark}{name} }}"
    refuse(query)
    assert keywords(query) == ["SELECT"]
