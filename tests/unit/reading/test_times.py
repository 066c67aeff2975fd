"""Which moment a time expression names, relative to publication."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from contraflow.reading.when.times import time_expressions

PUBLISHED = datetime(2019, 6, 14, 12, tzinfo=UTC)  # a Friday


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("In May, 21 people died.", "2019-05-01", "2019-05-31"),
        ("In May, 2016 the bridge fell.", "2016-05-01", "2016-05-31"),
        ("In the 1987 Porto Rey ferry disaster 40 people died.", "1987-01-01", "1987-12-31"),
        ("In March 3,000 people fled.", "2019-03-01", "2019-03-31"),
        ("In December 40 people died.", "2018-12-01", "2018-12-31"),
        ("On Christmas Eve 40 people died.", "2018-12-24", "2018-12-24"),
        ("Talks might resume in September.", "2019-09-01", "2019-09-30"),
        ("The 2016 flood left nine dead.", "2016-01-01", "2016-12-31"),
        ("She died on the 9th.", "2019-06-09", "2019-06-09"),
        ("She died on the 25th.", "2019-05-25", "2019-05-25"),
        ("Clashes over the weekend left three dead.", "2019-06-08", "2019-06-09"),
        # timetables tell of days to come in the present tense, and so does a day before "will"
        ("Schools reopen on Monday.", "2019-06-17", "2019-06-17"),
        ("From Monday the crossing will shut.", "2019-06-17", "2019-06-17"),
        ("Classes start on the 20th.", "2019-06-20", "2019-06-20"),
        ("Schools stay shut until the 3rd.", "2019-07-03", "2019-07-03"),
        ("He said on Monday that the crossing will shut.", "2019-06-10", "2019-06-10"),
        ("They saw the gates open on Monday.", "2019-06-10", "2019-06-10"),
        ("The crowd held the square until Monday.", "2019-06-10", "2019-06-10"),
        ("Nobody will put it out before dawn.", "2019-06-15", "2019-06-15"),
        ("At 0640 hours a mine went off.", "2019-06-14", "2019-06-14"),
    ],
)
def test_span(text: str, start: str, end: str) -> None:
    (found,) = time_expressions(text, PUBLISHED)
    assert (found.as_of.start.date().isoformat(), found.as_of.end.date().isoformat()) == (
        start,
        end,
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The power was off from Tuesday night until this morning.", "06-11", "06-14"),
        ("The port was closed from Saturday to Monday.", "06-08", "06-10"),
        ("The men left of their own will on Tuesday.", "06-11", "06-11"),
    ],
)
def test_what_was_over(text: str, start: str, end: str) -> None:
    as_of = time_expressions(text, PUBLISHED)[0].as_of
    assert (f"{as_of.start:%m-%d}", f"{as_of.end:%m-%d}") == (start, end)
    assert not as_of.open_end


def test_the_past_year_is_no_day() -> None:
    (deed,) = time_expressions("The port was shelled in the past year.", PUBLISHED)
    (state,) = time_expressions("The port has been shut for the past month.", PUBLISHED)
    assert deed.as_of.precision.value == "year"
    assert not deed.as_of.open_end
    assert state.as_of.open_end


def test_the_date_of_a_picture_is_no_beginning() -> None:
    (since,) = time_expressions("The road is closed from 9 June.", PUBLISHED)
    (picture,) = time_expressions("Satellite images from 9 June show craters.", PUBLISHED)
    assert since.as_of.open_end
    assert not picture.as_of.open_end


@pytest.mark.parametrize(
    "text",
    [
        "A curfew is in force from 8 p.m. to 6 a.m.",
        "The 25th Brigade left the town.",
        "Footage (0:14) shows the strike.",
        "2016 people fled the flood.",
    ],
)
def test_no_moment(text: str) -> None:
    assert time_expressions(text, PUBLISHED) == []


def test_before_dawn_is_when_it_happened_and_before_a_day_is_until_then() -> None:
    (dawn,) = time_expressions("They stormed it before dawn on Thursday.", PUBLISHED)
    assert not dawn.as_of.open_start
    (until,) = time_expressions("They had left before Thursday.", PUBLISHED)
    assert until.as_of.open_start
