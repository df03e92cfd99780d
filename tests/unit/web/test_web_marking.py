from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.view import ClaimView, PassageView, ThingView
from app.web.marking import mark, number_claims
from app.web.quoting import Role, quote

THING = ThingView(id="x", iri="http://x/x", name="X")


def passage(text: str, start: int, end: int) -> PassageView:
    return PassageView(
        iri=f"http://x/passage/{start}-{end}",
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - 40) : start],
        suffix=text[end : end + 40],
    )


def claim(ident: str, *passages: PassageView, source: PassageView | None = None) -> ClaimView:
    return ClaimView(
        id=ident,
        iri=f"http://x/claim/{ident}",
        text=" ... ".join(one.exact for one in passages),
        party=THING,
        on_behalf_of=None,
        article=THING,
        published=None,
        text_version="t",
        passages=passages,
        source=source,
        cue=(),
        quotation="indirect",
        stance="asserts",
        certainty="certain",
        confidence=1.0,
    )


@st.composite
def texts_with_claims(draw: st.DrawFn) -> tuple[str, tuple[ClaimView, ...]]:
    text = draw(st.text(st.sampled_from("ab é\n😀“"), min_size=2, max_size=60))
    places = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    spans = draw(st.lists(st.lists(places, min_size=1, max_size=3), max_size=5))
    return text, tuple(
        claim(f"c{number}", *(passage(text, start, end) for start, end in one))
        for number, one in enumerate(spans)
    )


@given(texts_with_claims())
def test_the_pieces_of_a_paragraph_are_its_words(story: tuple[str, tuple[ClaimView, ...]]) -> None:
    text, claims = story
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(piece.text for piece in one.pieces) for one in mark(text, claims)] == lines


@given(texts_with_claims())
def test_each_character_is_marked_for_exactly_the_claims_that_cover_it(
    story: tuple[str, tuple[ClaimView, ...]],
) -> None:
    text, claims = story
    place = 0
    for paragraph in mark(text, claims):
        first = "".join(piece.text for piece in paragraph.pieces)
        place = text.index(first, place)
        for piece in paragraph.pieces:
            for offset in range(place, place + len(piece.text)):
                covering = {one.id for one in claims if any(p.start <= offset < p.end for p in one.passages)}
                assert {note.claim.id for note in piece.notes} == covering
            place += len(piece.text)


@given(texts_with_claims())
def test_each_claim_with_words_has_one_anchor_and_one_number(
    story: tuple[str, tuple[ClaimView, ...]],
) -> None:
    text, claims = story
    paragraphs = mark(text, claims)
    marked = {n.claim.id for p in paragraphs for piece in p.pieces for n in piece.notes}
    begun = [note.claim.id for paragraph in paragraphs for piece in paragraph.pieces for note in piece.begins]
    ended = [note.claim.id for paragraph in paragraphs for piece in paragraph.pieces for note in piece.ends]
    noted = [note.claim.id for paragraph in paragraphs for note in paragraph.notes]
    assert sorted(begun) == sorted(marked)
    assert sorted(ended) == sorted(marked)
    assert sorted(noted) == sorted(marked)


def test_claims_are_numbered_in_the_order_of_the_text() -> None:
    text = "one two three"
    late, early = claim("a", passage(text, 8, 13)), claim("b", passage(text, 0, 3))
    assert [(note.number, note.claim.id) for note in number_claims([late, early])] == [(1, "b"), (2, "a")]


def test_of_two_claims_in_one_place_the_closer_one_comes_first() -> None:
    text = "the barrier failed at dawn"
    wide, close = claim("wide", passage(text, 0, 26)), claim("close", passage(text, 12, 18))
    pieces = mark(text, [wide, close])[0].pieces
    assert [note.claim.id for note in pieces[1].notes] == ["close", "wide"]


@given(texts_with_claims())
def test_a_quote_holds_all_words_of_the_claim(story: tuple[str, tuple[ClaimView, ...]]) -> None:
    text, claims = story
    for one in claims:
        quoted = "".join(bit.text for bit in quote(one, text) if bit.role is Role.CONTENT)
        covered = sorted({o for p in one.passages for o in range(p.start, p.end)})
        assert quoted == "".join(text[offset] for offset in covered)


def test_a_quote_shows_the_source_beside_the_words() -> None:
    text = "Intro.\n“We will,” said the mayor on Monday.\nEnd."
    one = claim("c", passage(text, 8, 15), source=passage(text, 23, 32))
    bits = quote(one, text)
    assert [(bit.text, bit.role.value) for bit in bits] == [
        ("“", "around"),
        ("We will", "content"),
        (",” said ", "around"),
        ("the mayor", "source"),
        (" on Monday.", "around"),
    ]


def test_a_long_paragraph_is_cut_at_words_and_says_so() -> None:
    text = "word " * 200 + "the claim" + " tail" * 200
    start = text.index("the claim")
    bits = quote(claim("c", passage(text, start, start + 9)), text)
    assert bits[0].text == "… "
    assert bits[1].text.startswith("word ")
    assert bits[-2].text.endswith(" tail")
    assert bits[-1].text == " …"
    assert sum(len(bit.text) for bit in bits) < 600


def test_without_the_text_a_quote_has_what_the_passages_carry() -> None:
    text = "Some words before it said more than forty houses went away in the night, they say."
    bits = quote(claim("c", passage(text, 26, 51)), None)
    assert [bit.text for bit in bits if bit.role is Role.CONTENT] == [text[26:51]]
    assert bits[0].text == "words before it said "


def test_a_claim_without_passages_is_quoted_by_its_own_text() -> None:
    assert [bit.role for bit in quote(claim("c"), "text")] == [Role.CONTENT]
