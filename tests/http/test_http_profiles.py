from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from prov.model import ProvDocument
from pyld import jsonld
from rdflib import RDF, Graph, Namespace

ROOT = Path(__file__).parent.parent.parent
SCHEMA_TERMS = set((ROOT / "ontology" / "pinned" / "schema.txt").read_text("utf-8").split())
OA_TERMS = set((ROOT / "ontology" / "pinned" / "oa.txt").read_text("utf-8").split())
PROV_TERMS = set((ROOT / "ontology" / "pinned" / "prov.txt").read_text("utf-8").split())
PROV = Namespace("http://www.w3.org/ns/prov#")
ANNO = "http://www.w3.org/ns/anno.jsonld"
LISTS = {
    "article": "/articles",
    "claim": "/claims",
    "party": "/parties",
    "conflict": "/conflicts",
    "dispute": "/disputes",
}
ANNOTATION_KEYS = {
    "@context": None, "id": "@id", "type": "@type", "motivation": "motivatedBy", "body": "hasBody",
    "target": "hasTarget", "source": "hasSource", "selector": "hasSelector", "purpose": "hasPurpose",
    "value": "bodyValue", "format": None, "exact": "exact", "prefix": "prefix", "suffix": "suffix",
    "start": "start", "end": "end", "label": None, "total": None, "first": None, "items": None,
    "partOf": None, "startIndex": None, "next": None, "prev": None,
}  # fmt: skip
"""Keys of the annotation context that are used, with the term of the vocabulary where it is OA's own."""


def idents(client: Any, kind: str) -> list[str]:
    found = [one["id"] for one in client.get(LISTS[kind]).json()["items"]]
    assert found
    return found


def face(client: Any, path: str, **headers: str) -> Any:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/ld+json"
    return answer.json()


def keys_and_types(value: Any) -> tuple[set[str], set[str]]:
    keys: set[str] = set()
    types: set[str] = set()
    if isinstance(value, dict):
        keys |= {key for key in value if not key.startswith("@")}
        found = value.get("@type", value.get("type", []))
        types |= {found} if isinstance(found, str) else set(found)
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        inner = keys_and_types(one)
        keys |= inner[0]
        types |= inner[1]
    return keys, types


def embedded(page: str) -> Any:
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found)


@pytest.mark.parametrize("kind", LISTS)
def test_a_page_holds_its_thing_in_the_terms_of_schema_org(client: Any, kind: str) -> None:
    for ident in idents(client, kind):
        told = embedded(client.get(f"/{kind}/{ident}.html").text)
        assert told == face(client, f"/{kind}/{ident}?_profile=schema")
        keys, types = keys_and_types(told)
        assert keys
        assert types
        assert keys | types <= SCHEMA_TERMS
        local = {**told, "@context": {"@vocab": "http://schema.org/"}}
        assert len(jsonld.to_rdf(local, {"format": "application/n-quads"}).splitlines()) > 1


def test_a_dispute_is_a_page_about_what_each_source_says_now(client: Any) -> None:
    for dispute in client.get("/disputes?limit=200").json()["items"]:
        told = face(client, f"/dispute/{dispute['id']}?_profile=schema")
        assert [one["@id"] for one in told["about"]] == [side["claim"]["iri"] for side in dispute["sides"]]
        assert told["mainEntity"] == {"@id": dispute["iri"]}


def test_the_words_of_an_article_cannot_end_the_script(fresh_client: Any) -> None:
    text = "Quake </script><b>\n\nA quake came, Ann </script> Lee said."
    headers = {"authorization": "Bearer good", "content-type": "text/plain"}
    ident = fresh_client.post(
        "/articles?headline=a%3C/script%3E%3Cb%3E", content=text, headers=headers
    ).json()["article"]
    page = fresh_client.get(f"/article/{ident}.html").text
    assert embedded(page)["headline"] == "a</script><b>"


def test_a_quotation_is_one_and_reported_speech_is_none(client: Any) -> None:
    kinds = {}
    for claim in client.get("/claims?limit=200").json()["items"]:
        told = face(client, f"/claim/{claim['id']}?_profile=schema")
        kinds.setdefault(claim["quotation"], []).append("Quotation" in told["@type"])
    assert all(kinds["direct"])
    assert not any(kinds["indirect"] + kinds["none"])


def test_a_denial_is_told_as_one(client: Any) -> None:
    claims = client.get("/claims?limit=200").json()["items"]
    denial = next(one for one in claims if one["stance"] == "denies")
    words = f"{denial['party']['name']} denies: {denial['text']}"
    assert face(client, f"/claim/{denial['id']}?_profile=schema")["name"] == words
    assert face(client, f"/claim/{denial['id']}?_profile=oa")["body"][1]["value"] == words


@pytest.mark.parametrize(
    ("accept", "followed"),
    [
        ("<http://schema.org/>", "http://schema.org/"),
        ("http://schema.org/;q=0.5, <http://www.w3.org/ns/prov#>;q=0.9", "http://www.w3.org/ns/prov#"),
        ("<http://schema.org/>;q=0.9, <http://nobody.example/>", "http://schema.org/"),
        (f"<{ANNO}>", ANNO),
    ],
)
def test_a_profile_is_negotiated(client: Any, accept: str, followed: str) -> None:
    path = f"/claim/{idents(client, 'claim')[0]}"
    answer = client.get(path, headers={"accept-profile": accept, "accept": "application/ld+json"})
    assert answer.headers["content-profile"] == f"<{followed}>"
    assert f'<{followed}>; rel="profile"' in answer.headers["link"]
    assert "Accept-Profile" in answer.headers["vary"]
    assert client.get(answer.headers["content-location"]).content == answer.content


def test_a_profile_that_we_have_not_leaves_the_choice_to_us(client: Any) -> None:
    path = f"/claim/{idents(client, 'claim')[0]}"
    for accept in (
        "<http://nobody.example/>",
        "",
        ";;;",
        "<http://schema.org/>;q=x",
        "<http://schema.org/>;q=0",
    ):
        answer = client.get(path, headers={"accept-profile": accept})
        assert answer.status_code == 200
        assert "content-profile" not in answer.headers
    assert client.get(f"{path}?_profile=nobody").status_code == 400
    assert client.get("/claim/never?_profile=schema").status_code == 404
    assert client.get(f"{path}?_profile=schema", headers={"accept": "text/turtle"}).status_code == 406


def test_our_own_profile_is_all_that_is_stored(client: Any) -> None:
    path = f"/claim/{idents(client, 'claim')[0]}"
    ours = client.get(f"{path}?_profile=ws", headers={"accept": "text/turtle"})
    assert ours.content == client.get(f"{path}.ttl").content
    assert ours.headers["content-profile"] == "<https://w3id.org/whosaid/ns#>"


@pytest.mark.parametrize("kind", LISTS)
def test_all_profiles_are_listed_and_answer(client: Any, kind: str) -> None:
    path = f"/{kind}/{idents(client, kind)[0]}"
    listed = client.get(f"{path}?_profile=alt").json()
    assert len(listed["profiles"]) >= 2
    for one in listed["profiles"]:
        for media_type in one["formats"]:
            answer = client.get(one["address"], headers={"accept": media_type})
            assert answer.status_code == 200
            assert answer.headers["content-profile"] == f"<{one['profile']}>"
    links = client.get(f"{path}.ttl").headers["link"]
    for address in re.findall(r'<([^>]+)>; rel="alternate"; profile=', links):
        assert client.get(address).status_code == 200


def test_an_annotation_is_one_by_the_model(client: Any) -> None:
    """Web Annotation Data Model, section 3.1: context, id, type, at least one target; 4.2: selectors."""
    for claim in client.get("/claims?limit=200").json()["items"]:
        told = face(client, f"/claim/{claim['id']}?_profile=oa")
        assert told["@context"] == ANNO
        assert told["type"] == "Annotation"
        assert told["id"].startswith(claim["iri"])
        assert told["target"]
        for target, passage in zip(told["target"], claim["passages"], strict=True):
            position, quote = target["selector"]
            assert (position["type"], position["start"], position["end"]) == (
                "TextPositionSelector", passage["start"], passage["end"],
            )  # fmt: skip
            assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", passage["exact"])
            source = client.get(target["source"].replace("http://example.org/kg", "") + ".nt")
            assert source.status_code == 200
        check_annotation_terms(told)


def check_annotation_terms(told: Any) -> None:
    keys, types = keys_and_types(told)
    assert keys <= ANNOTATION_KEYS.keys()
    assert {term for key in keys if (term := ANNOTATION_KEYS[key]) and term[0] != "@"} <= OA_TERMS
    assert {one for one in types if not one.endswith(("Page", "Collection"))} <= OA_TERMS
    assert {told.get("motivation", "describing")} <= OA_TERMS


def test_the_annotations_of_an_article_are_a_collection_in_pages(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.links.PAGE_SIZE", 2)
    article = max(client.get("/articles").json()["items"], key=lambda one: one["claims"])
    path = f"/article/{article['id']}/annotations"
    whole = face(client, path)
    assert whole == face(client, f"/article/{article['id']}?_profile=oa")
    assert (whole["type"], whole["total"], whole["id"]) == (
        "AnnotationCollection", article["claims"], f"{article['iri']}/annotations",
    )  # fmt: skip
    assert whole["first"]["type"] == "AnnotationPage"
    seen, address = [], f"{path}?page=0"
    while address:
        page = face(client, address)
        assert page["partOf"] == {"id": whole["id"], "total": whole["total"]}
        assert page["startIndex"] == len(seen)
        assert ("prev" in page) == bool(seen)
        seen += [one["id"] for one in page["items"]]
        check_annotation_terms(page)
        following = page.get("next")
        address = following.replace("http://example.org/kg", "") if following else None
    assert len(seen) == len(set(seen)) == article["claims"] > 2
    assert client.get(f"{path}?page=99").status_code == 404
    assert client.get(f"{path}?page=-1").status_code == 400
    assert client.get("/article/never/annotations").status_code == 404


def test_the_collection_of_an_article_without_claims_is_empty(fresh_client: Any) -> None:
    headers = {"authorization": "Bearer good", "content-type": "text/plain"}
    ident = fresh_client.post("/articles", content="Rain\n\nRain.", headers=headers).json()["article"]
    told = face(fresh_client, f"/article/{ident}/annotations")
    assert "items" not in told
    assert told["total"] == len(told.get("first", {}).get("items", ()))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # it reads with what rdflib will drop
def test_the_provenance_of_a_claim_is_prov(client: Any) -> None:
    """It is read by PROV's own model, and says who, from which text, by which run of which reader."""
    for ident in idents(client, "claim"):
        path = f"/claim/{ident}?_profile=prov"
        turtle = client.get(path, headers={"accept": "text/turtle"}).text
        graph = Graph().parse(data=turtle, format="turtle")
        terms = {str(term) for triple in graph for term in triple if str(term).startswith(str(PROV))}
        assert {term.removeprefix(str(PROV)) for term in terms} <= PROV_TERMS
        assert {PROV.Entity, PROV.Agent, PROV.Activity, PROV.SoftwareAgent} <= set(
            graph.objects(None, RDF.type)
        )
        document = ProvDocument.deserialize(content=turtle, format="rdf", rdf_format="turtle")
        kinds = {type(record).__name__ for record in document.get_records()}
        assert {"ProvEntity", "ProvAgent", "ProvActivity", "ProvDerivation", "ProvAttribution"} <= kinds
        assert {"ProvGeneration", "ProvUsage", "ProvAssociation", "ProvSpecialization"} <= kinds


@pytest.mark.parametrize("kind", LISTS)
def test_the_head_of_an_answer_says_what_it_is_about(client: Any, world: Any, kind: str) -> None:
    ident = idents(client, kind)[0]
    for suffix in ("", ".html", ".ttl"):
        links = client.get(f"/{kind}/{ident}{suffix}").headers["link"]
        assert f'<{world.iris.iri(kind, ident)}>; rel="canonical"' in links
        assert f'</{kind}/{ident}.ttl>; rel="describedby"; type="text/turtle"' in links
        assert '</.well-known/void>; rel="http://rdfs.org/ns/void#inDataset"' in links
        assert '; rel="type"' in links
