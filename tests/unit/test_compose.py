"""The containers cannot be started in a test; what they are told is checked, and the processes run elsewhere.

`tests/http/test_http_process.py` starts the same commands by hand.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.cli import cli
from app.settings import Settings

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def test_there_is_one_service_by_default_and_a_profile_with_two_on_one_server() -> None:
    profiles = {name: one.get("profiles", []) for name, one in SERVICES.items()}
    assert profiles == {"whosaid": [], "store": ["remote"], "first": ["remote"], "second": ["remote"]}


@pytest.mark.parametrize("name", SERVICES)
def test_every_container_is_shut_in(name: str) -> None:
    service = SERVICES[name]
    assert service["build"] == "."
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    written = [volume.partition(":")[2] for volume in service.get("volumes", [])]
    written += [folder.partition(":")[0] for folder in service["tmpfs"]]
    assert {"/tmp", "/data"} >= set(written)
    assert "/data" in written


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_is_published_beyond_loopback(name: str) -> None:
    for port in SERVICES[name].get("ports", []):
        assert port.startswith("127.0.0.1:"), port
    assert name != "store" or "ports" not in SERVICES[name]


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "store"])
def test_every_service_runs_a_command_with_settings_that_exist(name: str) -> None:
    program, command = SERVICES[name]["command"]
    assert program == "whosaid"
    assert command in {one.name or one.callback.__name__ for one in cli.registered_commands if one.callback}
    known = {option.metadata["variable"] for option in fields(Settings)}
    assert set(SERVICES[name]["environment"]) <= known


def test_both_instances_name_the_server_and_one_base() -> None:
    first, second = (SERVICES[name]["environment"] for name in ("first", "second"))
    assert first == second
    assert first["WHOSAID_STORE_URL"] == "http://store:7878/"
    assert "http://localhost:8000/" in first["WHOSAID_BASE_IRI"]
    for name in ("first", "second"):
        assert SERVICES[name]["depends_on"] == {"store": {"condition": "service_healthy"}}
    assert SERVICES["store"]["command"][:2] == ["oxigraph", "serve"]
    assert SERVICES["store"]["command"][-1].endswith(":7878")


def test_volumes_are_declared() -> None:
    used = {volume.partition(":")[0] for one in SERVICES.values() for volume in one.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


def test_every_container_says_whether_it_is_well() -> None:
    assert "HEALTHCHECK" in DOCKERFILE
    assert "/readyz" in DOCKERFILE
    assert "healthcheck" in SERVICES["store"]


def test_the_image_runs_as_nobody_in_particular_from_locked_dependencies() -> None:
    steps = re.findall(r"(?m)^([A-Z]+) ((?:.*\\\n)*.*)", DOCKERFILE)
    users = [said for step, said in steps if step == "USER"]
    assert users == ["whosaid"]
    runs = " ".join(said for step, said in steps if step == "RUN")
    assert "--require-hashes -r requirements.lock" in runs
    copied = {said.split()[0] for step, said in steps if step == "COPY"}
    assert {"app", "ontology", "shapes", "seeds"} <= copied
    variables = dict(re.findall(r"(WHOSAID_\w+|PORT)=(\S+)", DOCKERFILE))
    assert variables == {"WHOSAID_DATA": "/data", "WHOSAID_HOST": "0.0.0.0", "PORT": "8000"}
