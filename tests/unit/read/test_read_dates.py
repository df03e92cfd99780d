from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Malformed
from app.read.dates import read_date
from app.read.language import detect_language, language_tag
from app.read.record import is_url, split_names

DAY = date(2021, 7, 9)
NAIVE = datetime.fromisoformat("2021-07-09T10:30")
EAST = timezone(timedelta(hours=4, minutes=30))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2021-07-09", DAY),
        ("20210709", DAY),
        (" 9 July 2021 ", DAY),
        ("9 Jul 2021", DAY),
        ("July 9, 2021", DAY),
        ("Jul. 9th, 2021", DAY),
        ("Friday, 9 July 2021", DAY),
        ("Fri 9 JULY 2021", DAY),
        ("9\u00a0July 2021", DAY),
        ("2021-07-09T10:30:00Z", datetime(2021, 7, 9, 10, 30, tzinfo=UTC)),
        ("2021-07-09T10:30:00.123456789Z", datetime(2021, 7, 9, 10, 30, 0, 123456, tzinfo=UTC)),
        ("2021-07-09T10:30+04:30", datetime(2021, 7, 9, 10, 30, tzinfo=EAST)),
        ("2021-07-09 10:30:00 +0430", datetime(2021, 7, 9, 10, 30, tzinfo=EAST)),
        ("2021-07-09 10:30", NAIVE.replace(hour=10)),
        ("Fri, 09 Jul 2021 10:30:00 GMT", datetime(2021, 7, 9, 10, 30, tzinfo=UTC)),
        ("Fri, 9 Jul 2021 10:30:00 +0430", datetime(2021, 7, 9, 10, 30, tzinfo=EAST)),
        ("9 July 2021 at 10:30", NAIVE.replace(hour=10)),
        ("July 9, 2021, 10:30 p.m.", NAIVE.replace(hour=22)),
        ("July 9, 2021, 13:30 pm", NAIVE.replace(hour=13)),
        ("July 9, 2021 12:05 AM UTC", datetime(2021, 7, 9, 0, 5, tzinfo=UTC)),
    ],
)
def test_dates_are_read_as_outlets_write_them(words: str, found: date | datetime) -> None:
    assert read_date(words, origin="") == found


@pytest.mark.parametrize("words", [None, "", "  "])
def test_nothing_is_no_date(words: str | None) -> None:
    assert read_date(words, origin="") is None


@pytest.mark.parametrize(
    "words",
    [
        "yesterday", "9 July", "31 February 2021", "2021-02-31", "07/09/2021", "1625817600",
        "32 July 2021 10:30",
        "9 July 2021 at 25:00", "12:30", "1 Jan 2021 10:30 +99999999999999999999",
        "Fri, 99 Jul 2021 10:30:00 GMT", "9 July 2021" * 50,
    ],
)  # fmt: skip
def test_what_is_no_date_is_quoted(words: str) -> None:
    with pytest.raises(Malformed) as caught:
        read_date(words, origin="a.txt")
    assert repr(words[:40])[:-1] in str(caught.value)
    assert "expected one like 2021-07-09" in str(caught.value)
    assert len(str(caught.value)) < 300


@given(
    st.datetimes(min_value=datetime.fromisoformat("1900-01-01"), timezones=st.sampled_from([None, UTC, EAST]))
)
def test_every_iso_date_comes_back(moment: datetime) -> None:
    assert read_date(moment.isoformat(), origin="") == moment
    assert read_date(moment.date().isoformat(), origin="") == moment.date()
    assert read_date(f"{moment:%d} {moment:%B} {moment.year:04}", origin="") == moment.date()


@pytest.mark.parametrize(
    ("words", "tag"),
    [
        ("EN", "en"),
        ("en_gb", "en-GB"),
        ("en_US.UTF-8", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de-1996", "de-1996"),
        ("English", None),
        ("und", None),
        ('en" onload', None),
        ("", None),
        (None, None),
    ],
)
def test_language_tags_are_spelled_one_way(words: str | None, tag: str | None) -> None:
    assert language_tag(words) == tag


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said exactly ten houses burned in Zenda on the day.", "en"),
        ("Der Bürgermeister sagte, zehn Häuser seien abgebrannt, und niemand sei verletzt.", "de"),
        ("Le maire a dit que dix maisons avaient brûlé et que personne n’était blessé.", "fr"),
        ("El alcalde dijo que diez casas se quemaron y que nadie resultó herido.", "es"),
        ("Мэр сказал, что сгорели сорок домов.", "ru"),
        ("市长说有十座房子被烧毁", "zh"),
        ("العاصمة كابول", "ar"),
        ("Zenda burns", "en"),
        ("12 345", "en"),
        ("", "en"),
        ("🔥🔥🔥 " * 20 + "1 2 3", "en"),
        ("Qala-i-Naw, Badghis, Herat, Balkh, Kunduz, Takhar, Badakhshan", "en"),
    ],
)
def test_a_text_counts_as_english_unless_another_language_is_likely(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("by: Ann Lee, Bo Li and Cy Roe", ("Ann Lee", "Bo Li", "Cy Roe")),
        ("Ann Lee, Bo Li, and Cy Roe", ("Ann Lee", "Bo Li", "Cy Roe")),
        ("Ann Lee & Bo Li", ("Ann Lee", "Bo Li")),
        ("Byron Hill", ("Byron Hill",)),
        ("Marks and Spencer", ("Marks and Spencer",)),
        ("Reuters", ("Reuters",)),
        (" ; ", ()),
        (None, ()),
    ],
)
def test_bylines_are_taken_apart_where_they_hold_names(words: str | None, names: tuple[str, ...]) -> None:
    assert split_names(words) == names


@pytest.mark.parametrize(
    "address",
    [None, "", "a", "/a", "ftp://a.example", "https://", "https://a b", "https://a.example/<x>", "http://["],
)
def test_addresses_that_cannot_stand_in_a_graph_are_none(address: str | None) -> None:
    assert not is_url(address)
