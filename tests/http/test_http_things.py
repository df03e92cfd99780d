from __future__ import annotations

import html
import re
from typing import Any

import pytest

FORMATS = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle; charset=utf-8",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
SHOWN = ["article", "claim", "party", "conflict", "refusal"]
LISTS = {
    "article": "/articles",
    "claim": "/claims",
    "party": "/parties",
    "conflict": "/conflicts",
    "refusal": "/quarantine",
}
TABLED = ["text", "passage", "mention", "quantity", "time", "step", "run", "place", "compared"]


def first(client: Any, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(LISTS[kind]).json()["items"][0]
    return found


def ident(client: Any, world: Any, kind: str) -> str:
    """Find one thing of a kind by the way a linked-data client would: from the things that name it."""
    if kind in LISTS:
        return str(first(client, kind)["id"])
    for iri in world.some_iris():
        parsed = world.iris.parse(iri)
        if parsed and parsed[0] == kind:
            return str(parsed[1])
    raise AssertionError(kind)


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED])
@pytest.mark.parametrize(("suffix", "media_type"), FORMATS.items())
def test_every_kind_of_thing_answers_in_every_format(
    client: Any, world: Any, kind: str, suffix: str, media_type: str
) -> None:
    path = f"/{kind}/{ident(client, world, kind)}"
    by_suffix = client.get(f"{path}.{suffix}")
    by_accept = client.get(path, headers={"accept": media_type.partition(";")[0]})
    by_name = client.get(f"{path}?format={suffix}")
    for answer in (by_suffix, by_accept, by_name):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == media_type
        assert answer.headers["content-location"] == f"{path}.{suffix}"
    assert by_suffix.content == by_accept.content == by_name.content


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED])
def test_a_thing_names_its_other_formats(client: Any, world: Any, kind: str) -> None:
    path = f"/{kind}/{ident(client, world, kind)}"
    links = client.get(f"{path}.ttl").headers["link"]
    alternates = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', links)
    assert len(alternates) == len(FORMATS) - 1
    for address, media_type in alternates:
        assert client.get(address).headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED])
def test_a_thing_is_said_to_be_of_the_classes_that_its_triples_name(
    client: Any, world: Any, kind: str
) -> None:
    path = f"/{kind}/{ident(client, world, kind)}"
    turtle = client.get(f"{path}.nt")
    rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    iri = re.escape(world.iris.iri(*path.strip("/").split("/")))
    classes = set(re.findall(f"^<{iri}> <{rdf_type}> <([^>]+)>", turtle.text, re.MULTILINE))
    assert classes
    for suffix in FORMATS:
        links = client.get(f"{path}.{suffix}").headers["link"]
        assert set(re.findall(r'<([^>]+)>; rel="type"', links)) == classes


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED])
def test_a_page_names_its_other_formats_in_its_head(client: Any, world: Any, kind: str) -> None:
    path = f"/{kind}/{ident(client, world, kind)}"
    head = client.get(f"{path}.html").text.partition("</head>")[0]
    for suffix, media_type in FORMATS.items():
        if suffix != "html":
            named = media_type.partition(";")[0]
            assert f'<link rel="alternate" type="{named}" href="{path}.{suffix}">' in head


def test_the_page_of_the_vocabulary_names_its_other_formats_in_its_head(client: Any) -> None:
    head = client.get("/ns.html").text.partition("</head>")[0]
    assert re.findall(r'<link rel="alternate"[^>]+href="([^"]+)"', head) == [
        f"/ns.{suffix}" for suffix in ("jsonld", "ttl", "nt", "rdf")
    ]


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED])
def test_triples_speak_of_the_thing_under_its_own_iri(client: Any, world: Any, kind: str) -> None:
    name = ident(client, world, kind)
    assert f"<{world.iris.iri(kind, name)}>" in client.get(f"/{kind}/{name}.nt").text


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED, "graph"])
@pytest.mark.parametrize("suffix", ["", ".html", ".ttl"])
def test_what_is_not_there_is_not_found(client: Any, kind: str, suffix: str) -> None:
    answer = client.get(f"/{kind}/nothing{suffix}")
    assert answer.status_code == 404
    assert answer.json()["type"] == "/problems#not-found"


@pytest.mark.parametrize("kind", ["claim", "place"])
@pytest.mark.parametrize("name", ["a%20b", "%3Cx%3E", "a%22b", "%00", "a..b", "%F0%9F%98%80", "x" * 300])
def test_what_cannot_be_an_id_is_not_found(client: Any, kind: str, name: str) -> None:
    assert client.get(f"/{kind}/{name}").status_code == 404
    assert client.get(f"/{kind}/{name}.ttl").status_code == 404


@pytest.mark.parametrize("kind", SHOWN)
def test_the_address_below_a_list_leads_to_the_thing(client: Any, kind: str) -> None:
    name = first(client, kind)["id"]
    answer = client.get(f"{LISTS[kind]}/{name}?format=json", follow_redirects=False)
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/{kind}/{name}?format=json"


@pytest.mark.parametrize("kind", SHOWN)
def test_the_json_of_a_thing_is_the_item_of_its_list(client: Any, kind: str) -> None:
    item = first(client, kind)
    shown = client.get(f"/{kind}/{item['id']}").json()
    assert shown["iri"] == item["iri"]
    assert {name: shown[name] for name in item if name != "versions"} == {
        name: value for name, value in item.items() if name != "versions"
    }


def plain(page: str) -> str:
    return html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", page))


def test_the_page_of_an_article_shows_its_words_in_order_and_nothing_between(client: Any) -> None:
    article = client.get(f"/article/{first(client, 'article')['id']}").json()
    page = client.get(f"/article/{article['id']}.html").text
    shown = re.findall(r'<div class="paragraph">\s*<p>(.*?)</p>', page, re.DOTALL)
    written = [line for line in article["versions"][0]["text"].split("\n") if line.strip()]
    assert [plain(paragraph) for paragraph in shown] == written


def test_the_page_of_an_article_marks_every_claim_where_it_stands(client: Any) -> None:
    article = first(client, "article")["id"]
    page = client.get(f"/article/{article}.html").text
    claims = client.get(f"/claims?article={article}&limit=200").json()["items"]
    assert claims
    for claim in claims:
        assert page.count(f'id="claim-{claim["id"]}"') == 1
        assert f'href="/claim/{claim["id"]}"' in page
        assert html.escape(claim["party"]["name"]) in page


def test_a_version_can_be_asked_for_and_one_that_is_not_there_is_not_found(client: Any) -> None:
    article = client.get(f"/article/{first(client, 'article')['id']}").json()
    for version in article["versions"]:
        page = client.get(f"/article/{article['id']}.html?version={version['id']}").text
        assert ("This is an older version" in page) == (not version["current"])
    assert client.get(f"/article/{article['id']}.html?version=none").status_code == 404


def test_the_page_of_a_version_is_found_again_where_it_says_that_it_lies(client: Any) -> None:
    path = f"/article/{first(client, 'article')['id']}"
    version = client.get(path).json()["versions"][0]["id"]
    answer = client.get(f"{path}?version={version}&x=1", headers={"accept": "text/html"})
    assert answer.headers["content-location"] == f"{path}.html?version={version}"
    assert client.get(answer.headers["content-location"]).content == answer.content


def test_the_page_of_a_claim_shows_words_source_and_conflicts(client: Any) -> None:
    claims = client.get("/claims?limit=200").json()["items"]
    claim = next(one for one in claims if one["conflicts"] and one["source"])
    page = client.get(f"/claim/{claim['id']}.html").text
    assert f"<mark>{html.escape(claim['passages'][0]['exact'], quote=False)}</mark>" in page
    assert html.escape(claim["source"]["exact"], quote=False) in page
    assert f'href="/conflict/{claim["conflicts"][0]}"' in page


def test_the_page_of_a_party_lists_what_it_says(client: Any) -> None:
    claim = first(client, "claim")
    page = client.get(f"/party/{claim['party']['id']}.html").text
    assert f'href="/claim/{claim["id"]}"' in page


def test_the_page_of_a_conflict_shows_both_sides_and_why(client: Any) -> None:
    conflict = first(client, "conflict")
    page = client.get(f"/conflict/{conflict['id']}.html").text
    shown = plain(page)
    assert conflict["explanation"][1:] in shown
    for side in ("first", "second"):
        assert conflict[side]["passages"][0]["exact"] in shown
        assert f'href="/article/{conflict[side]["article"]["id"]}#claim-{conflict[side]["id"]}"' in page
    for compared in conflict["differs"]:
        assert compared["first"] in shown


def test_a_graph_answers_at_its_iri(client: Any, world: Any) -> None:
    iri = next(iri for iri in world.some_iris() if iri.startswith(f"{world.iris.base}graph/article/"))
    path = iri.removeprefix(world.iris.base)
    assert client.get(f"/{path}.nt").status_code == 200
    assert client.get(f"/{path}", headers={"accept": "text/html"}).text.count("<tr>") > 2


@pytest.mark.parametrize("kind", [*SHOWN, *TABLED])
def test_the_links_of_a_page_stay_in_this_service_whatever_the_base_is(
    client: Any, world: Any, kind: str
) -> None:
    page = client.get(f"/{kind}/{ident(client, world, kind)}.html").text
    assert f'href="{world.iris.base}' not in page
    for address in re.findall(r'href="(/[^"#]*)', page):
        assert client.get(html.unescape(address)).status_code == 200, address


@pytest.mark.parametrize("suffix", ["html", "ttl", "jsonld", "nt", "rdf"])
def test_the_vocabulary_answers_in_every_format(client: Any, suffix: str) -> None:
    by_suffix = client.get(f"/ns.{suffix}")
    by_accept = client.get("/ns", headers={"accept": FORMATS[suffix].partition(";")[0]})
    assert by_suffix.headers["content-type"] == by_accept.headers["content-type"] == FORMATS[suffix]
    assert by_suffix.content == by_accept.content


def test_every_term_of_the_vocabulary_has_its_anchor(client: Any) -> None:
    terms = client.app.state.desk.ontology.terms()
    page = client.get("/ns.html").text
    assert terms
    for term in terms:
        assert f'id="{term.name}"' in page


def test_the_json_ld_context_is_served(client: Any) -> None:
    answer = client.get("/ns/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert "@context" in answer.json()


def test_a_vocabulary_in_no_known_format_is_not_acceptable(client: Any) -> None:
    assert client.get("/ns.docx").status_code == 406


def test_every_term_leads_to_the_examples_that_use_it(client: Any) -> None:
    page = client.get("/ns.html").text
    addresses = set(re.findall(r'href="(/ns/examples/[^"]+)"', page))
    assert len(addresses) > 10
    for address in addresses:
        answer = client.get(address)
        assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
        assert "ws:" in answer.text
    claim = page.partition('id="Claim"')[2].partition("</article>")[0]
    assert "/ns/examples/claim.ttl" in claim
    assert client.get("/ns/examples/never.ttl").status_code == 404


def test_the_vocabulary_says_what_it_is(client: Any) -> None:
    links = client.get("/ns").headers["link"]
    assert '<https://w3id.org/whosaid/ns#>; rel="canonical"' in links
    assert 'rel="describedby"' in links
    assert '<http://www.w3.org/2002/07/owl#Ontology>; rel="type"' in links
