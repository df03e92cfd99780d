"""Places that no gazetteer knows, told by the words around them, here or elsewhere in the text."""

from __future__ import annotations

import pytest

from app.extract.places import find_places


def named(text: str) -> list[str]:
    return [mention.name for mention in find_places(text)]


def test_a_name_once_told_to_be_a_place_is_one_throughout() -> None:
    assert named("Brellin was calm. Shops opened in Brellin. Many love Brellin.") == ["Brellin"] * 3


def test_a_name_that_is_never_told_to_be_a_place_is_none() -> None:
    assert named("Brellin was calm. Many love Brellin.") == []


def test_people_flee_places() -> None:
    assert named("Thousands fled Brellin.") == ["Brellin"]


@pytest.mark.parametrize(
    "told",
    [
        "The rebels captured Brellin",
        "Troops were in full control of Brellin",
        "They held the whole of Brellin",
    ],
)
def test_what_is_held_is_a_place_where_the_text_speaks_of_a_town(told: str) -> None:
    assert named(f"{told}. Guns were heard in the east of the town.") == ["Brellin"]
    assert named(f"{told}.") == []


def test_a_surname_stays_a_person() -> None:
    assert named("Mr Brellin lives in the town. Reporters surrounded Brellin.") == []
