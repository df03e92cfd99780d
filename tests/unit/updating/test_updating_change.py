from __future__ import annotations

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from app.store.embedded import EmbeddedStore
from app.updating.change import read_triples, replacing
from app.updating.tags import Tag, tag_of

NODES = st.sampled_from([ox.NamedNode("a:s"), ox.NamedNode("a:t"), ox.BlankNode("x"), ox.BlankNode("y")])
TRIPLES = st.frozensets(st.builds(ox.Triple, NODES, st.just(ox.NamedNode("a:p")), NODES), max_size=6)


def canonical(triples: frozenset[ox.Triple]) -> frozenset[str]:
    dataset = ox.Dataset(ox.Quad(one.subject, one.predicate, one.object) for one in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(str(quad) for quad in dataset)


@given(TRIPLES, TRIPLES)
def test_a_change_leads_from_what_was_to_what_is_to_be(
    before: frozenset[ox.Triple], after: frozenset[ox.Triple]
) -> None:
    store = EmbeddedStore(None)
    first = replacing("a:g", frozenset(), before).as_update()
    if first:
        store.update(first)
    stored = read_triples(store.graph("a:g"))
    assert canonical(stored) == canonical(before)
    change = replacing("a:g", stored, after)
    if change.removed or change.added:
        store.update(change.as_update())
    assert canonical(read_triples(store.graph("a:g"))) == canonical(after)


@given(
    st.lists(st.sampled_from([b"<a:s> <a:p> 1 .", b"<a:s> <a:p> 2 .", b"<a:t> <a:p> 1 ."]), unique=True),
    st.data(),
)
def test_a_tag_does_not_depend_on_order_or_pieces(lines: list[bytes], data: st.DataObject) -> None:
    text = b"\n".join(data.draw(st.permutations(lines)))
    cut = data.draw(st.integers(0, len(text)))
    tag = Tag()
    tag.take(text[:cut])
    tag.take(text[cut:])
    assert tag.value() == tag_of(b"\n".join(lines))
    assert (tag.value() is None) == (not lines)
