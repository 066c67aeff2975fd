"""Step 9, times: the time that a claim is about, relative to publication."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from schemas import AsOf, TimePrecision

_DAYS = {
    d: i for i, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_MONTHS = {
    m: i + 1
    for i, m in enumerate(
        "january february march april may june july august september october november december".split()
    )
}
_MONTHS |= {m[:3]: i for m, i in list(_MONTHS.items())} | {"sept": 9}
_MONTH_RE = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?"
_DAY_RE = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_NUM = {
    w: i + 1 for i, w in enumerate("one two three four five six seven eight nine ten".split())
} | {"a": 1, "an": 1, "few": 3, "several": 4, "couple of": 2}
_PARTS = {
    "morning": (5, 12),
    "afternoon": (12, 18),
    "evening": (17, 23),
    "night": (18, 30),
    "midday": (11, 13),
    "noon": (11, 13),
    "dawn": (3, 8),
    "midnight": (22, 26),
    "overnight": (-6, 8),
    "sunrise": (4, 8),
    "sunset": (17, 21),
    "breakfast": (6, 10),
    "lunchtime": (11, 14),
    "lunch": (11, 14),
    "tonight": (18, 30),
    "small hours": (0, 5),
    "early hours": (0, 6),
}
_PART_RE = r"(?:morning|afternoon|evening|night|midday|noon|dawn|midnight|overnight|sunrise|sunset|breakfast|lunchtime|lunch|small hours|early hours)"
_EXPRESSION = re.compile(
    rf"""
    \b(?:
    (?P<iso>\d{{4}}-\d\d-\d\d\b)
  | (?P<dm>(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<dm_m>{_MONTH_RE})(?:,?\s+(?P<dm_y>(?:19|20)\d\d))?)
  | (?P<md>(?P<md_m>{_MONTH_RE})\s+(?P<md_d>[0-2]?\d|3[01])(?:st|nd|rd|th)?\b(?![:.,]\d)(?:,?\s+(?P<md_y>(?:19|20)\d\d))?)
  | (?P<my>(?P<my_m>(?:january|february|march|april|may|june|july|august|september|october|november|december)),?\s+(?:of\s+)?(?P<my_y>(?:19|20)\d\d|last\s+year|this\s+year))
  | (?P<m>(?:in|since|of|until|from|last|early|late|mid-?|end\s+of|middle\s+of|by)\s+(?P<m_m>january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+(?:[0-2]?\d|3[01])\b(?![:.,]\d)|,?\s+(?:(?:of\s+)?(?:19|20)\d\d\b|this\s+year))(?:\s+last\s+year)?)
  | (?P<today>(?:today|tonight|this\s+(?:very\s+)?(?:{_PART_RE}|day)|earlier\s+in\s+the\s+day|at\s+this\s+hour|now|at\s+present|currently|so\s+far|up\s+to\s+now)\b)
  | (?P<yesterday>(?:yesterday|last\s+night|overnight)\b)
  | (?P<before>the\s+(?:day|night|evening)\s+before\b|a\s+day\s+earlier\b|the\s+previous\s+day\b)
  | (?P<weekday>(?:(?P<w_pre>last|late|early|this|next|previous|the\s+night\s+(?:of|to|from)|since|until|by|on)\s+)?(?P<w_d>{_DAY_RE})(?:\s+(?P<w_p>{_PART_RE}))?\b)
  | (?P<ago>(?P<ago_n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|an|few|several|couple\s+of)\s+(?P<ago_u>hour|day|week|month|year)s?\s+(?:ago|earlier|before)\b)
  | (?P<past>(?:in\s+|over\s+|during\s+|for\s+)?the\s+(?:past|last)\s+(?:(?P<past_n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|few)\s+)?(?P<past_u>hour|day|week|month|year)s?\b)
  | (?P<lastu>(?:last|this|earlier\s+this|the\s+previous)\s+(?P<lu>week|month|year|summer|winter|spring|autumn)\b)
  | (?P<weekend>(?:over|at|on|during|last|this)\s+(?:the\s+|last\s+|this\s+)?weekend\b)
  | (?P<ordinal>(?:on|of|since|until|by)\s+the\s+(?P<ord_d>\d{{1,2}})(?:st|nd|rd|th)\b(?=\s*(?:[.,;:)"”]|$|\s(?:at|and|but|as|when|after|before|has|had|was|were|the)\b)))
  | (?P<decade>the\s+(?P<dec>(?:19|20)\d0)s\b)
  | (?P<year>(?:in|since|of|back\s+in|until|from)\s+(?P<y>(?:19|20)\d\d)\b)
    )
    """,
    re.X,
)
_CLOCK = re.compile(
    r"\b(?:(?P<h>\d{1,2})(?:[:.h](?P<mi>\d\d))\s*(?P<ap>a\.?m\.?|p\.?m\.?)?|(?P<h2>\d{1,2})\s*(?P<ap2>a\.?m\b\.?|p\.?m\b\.?|o['’]clock)"
    r"|(?P<hw>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s+o['’]clock|\s+in\s+the\s+(?P<hwp>morning|afternoon|evening)))",
    re.I,
)
_PART_AFTER = re.compile(
    rf"\s*(?:at\s+|towards\s+|by\s+|in\s+the\s+)?(?:late\s+|early\s+)?({_PART_RE})\b", re.I
)
_PART_BEFORE = re.compile(rf"\b({_PART_RE})\s+(?:of|on|to|hours of)\s+(?:the\s+)?$", re.I)
_PART_ALONE = re.compile(
    rf"\b(?:at|before|by|since|until|about|towards|shortly after|around)\s+({_PART_RE})\b", re.I
)
_AHEAD = re.compile(
    r"\b(?:will|would|might|may|could|due|expected|planned|scheduled|until)\b", re.I
)
"""Words after which a month to come is meant: "might resume in September"."""
_DATED = re.compile(
    r"\b(?:images?|imagery|pictures?|photos?|photographs?|footage|videos?|data|figures|report|statement|note)\s+from\s+$",
    re.I,
)
"""Before a date: "satellite images from 31 October" are of that day."""
_TO_CLOCK = re.compile(r"\s*(?:to|until|till|and|[-–])\s*$")
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?(?:\w+\s+)?$|\bever since\b", re.I)
_UNTIL = re.compile(r"\b(?:until|till|up to|through|by|as of|before)\s+(?:\w+\s+){0,2}$", re.I)
_WORD_HOURS = {
    w: i + 1
    for i, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split())
}


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of a sentence and the interval that it names."""

    start: int
    end: int
    as_of: AsOf
    past_event: bool
    """Months or years ago: background, not news."""


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _span(
    start: datetime, length: timedelta, precision: TimePrecision, text: str, **kw: bool
) -> AsOf:
    return AsOf(
        start=start, end=start + length - timedelta(seconds=1), precision=precision, text=text, **kw
    )


def default_as_of(published: datetime) -> AsOf:
    """Without any time expression: the day of publication, as a stand-in."""
    return _span(_day(published), timedelta(days=1), TimePrecision.PUBLICATION, "")


def _weekday(published: datetime, day: int, later: bool = False) -> datetime:
    base = _day(published)
    back = (base.weekday() - day) % 7
    if later:
        return base + timedelta(days=(day - base.weekday()) % 7 or 7)
    return base - timedelta(days=back)


def _safe(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _nearest_year(published: datetime, month: int, day: int) -> datetime | None:
    """The year that puts a day and month nearest to publication, the past preferred."""
    best = None
    for year in (published.year, published.year - 1, published.year + 1):
        moment = _safe(year, month, day)
        if moment and (best is None or abs(moment - published) < abs(best - published)):
            best = moment
    return best


def _lower(text: str) -> str:
    """The text in small letters, each in its place."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(ch if len(ch.lower()) > 1 else ch.lower() for ch in text)


def time_expressions(text: str, published: datetime) -> list[TimeExpression]:
    """All time expressions of a sentence, in order, resolved against the time of publication (UTC)."""
    found: list[TimeExpression] = []
    for match in _EXPRESSION.finditer(_lower(text)):
        as_of = _resolve(match, text, published)
        if as_of is None:
            continue
        lead = text[max(0, match.start() - 24) : match.start()]
        head = match.group()
        since = (bool(_SINCE.search(lead)) and not _DATED.search(lead)) or head.startswith(
            ("since", "from")
        )
        until = bool(_UNTIL.search(lead)) or head.startswith(("until", "by ", "so far", "up to"))
        after = text[match.end() : match.end() + 24]
        as_of = _with_clock(text, match, as_of)
        part = _PART_AFTER.match(after) or _PART_BEFORE.search(lead)
        if part and as_of.precision in (TimePrecision.DAY,):
            as_of = _part(as_of, part.group(1).casefold())
        if since or until:
            as_of = as_of.model_copy(update={"open_end": since, "open_start": until and not since})
        past = (published - as_of.end) > timedelta(days=20) and not since
        found.append(TimeExpression(match.start(), match.end(), as_of, past))
    if not found:
        clock = _first_clock(text)
        part_of_day = _PART_ALONE.search(text)
        day = _span(_day(published), timedelta(days=1), TimePrecision.DAY, "")
        if clock:
            as_of = _clocked(clock, day)
            if as_of is not None:
                since = bool(re.search(r"\bsince\s+(?:\w+\s+)?$", text[: clock.start()], re.I))
                found.append(
                    TimeExpression(
                        clock.start(),
                        clock.end(),
                        as_of.model_copy(update={"open_end": since}),
                        False,
                    )
                )
        elif part_of_day:
            as_of = _part(day, part_of_day.group(1).casefold())
            word = part_of_day.group().casefold()
            as_of = as_of.model_copy(
                update={
                    "open_end": word.startswith("since"),
                    "open_start": word.startswith(("by", "until")),
                }
            )
            found.append(TimeExpression(part_of_day.start(), part_of_day.end(), as_of, False))
    return found


def _first_clock(text: str) -> re.Match[str] | None:
    """The first time of the clock, hours of a timetable ("from 8 p.m. to 6 a.m.") left out."""
    clocks = list(_CLOCK.finditer(text))
    for one, other in itertools.pairwise(clocks):
        if _TO_CLOCK.fullmatch(text, one.end(), other.start()):
            return None
    return clocks[0] if clocks else None


def _part(day: AsOf, part: str) -> AsOf:
    hours = _PARTS.get(part)
    if hours is None:
        return day
    start = day.start + timedelta(hours=hours[0])
    return AsOf(
        start=start,
        end=day.start + timedelta(hours=hours[1]),
        precision=TimePrecision.PART_OF_DAY,
        text=day.text if day.text.casefold().endswith(part) else f"{day.text} {part}".strip(),
        open_start=day.open_start,
        open_end=day.open_end,
    )


def _clocked(match: re.Match[str], day: AsOf) -> AsOf | None:
    g = match.groupdict()
    hour = int(g["h"] or g["h2"] or _WORD_HOURS.get((g["hw"] or "x").casefold(), 99))
    minute = int(g["mi"] or 0)
    half = (g["ap"] or g["ap2"] or "").casefold()
    if (half.startswith("p") and hour < 12) or (
        (g["hwp"] or "").casefold() in ("afternoon", "evening") and hour < 12
    ):
        hour += 12
    if hour > 23 or minute > 59:
        return None
    start = day.start + timedelta(hours=hour, minutes=minute)
    return AsOf(
        start=start,
        end=start + timedelta(minutes=59),
        precision=TimePrecision.HOUR,
        text=f"{day.text} {match.group()}".strip(),
        open_start=day.open_start,
        open_end=day.open_end,
    )


def _with_clock(text: str, match: re.Match[str], as_of: AsOf) -> AsOf:
    if as_of.precision is not TimePrecision.DAY:
        return as_of
    for clock in _CLOCK.finditer(text):
        if abs(clock.start() - match.end()) < 22 or abs(match.start() - clock.end()) < 22:
            clocked = _clocked(clock, as_of)
            if clocked is not None:
                return clocked
    return as_of


def _resolve(match: re.Match[str], text: str, published: datetime) -> AsOf | None:
    g = match.groupdict()
    word = " ".join(text[match.start() : match.end()].split())
    day = timedelta(days=1)
    today = _day(published)
    if g["iso"]:
        moment = _safe(*(int(x) for x in g["iso"].split("-")))
        return _span(moment, day, TimePrecision.DAY, word) if moment else None
    for kind in ("dm", "md"):
        if g[kind]:
            month = _MONTHS[g[f"{kind}_m"].strip(".")]
            number = int(g[f"{kind}_d"])
            year = g[f"{kind}_y"]
            moment = (
                _safe(int(year), month, number) if year else _nearest_year(published, month, number)
            )
            return _span(moment, day, TimePrecision.DAY, word) if moment else None
    if g["my"] or g["m"]:
        month = _MONTHS[g["my_m"] or g["m_m"]]
        if word.casefold() == "may" or (
            g["m"]
            and not re.match(
                r"(?:in|since|of|until|from|last|early|late|mid|end|middle|by)", word, re.I
            )
        ):
            return None
        stated = g["my_y"]
        if stated and stated.isdigit():
            year_n = int(stated)
        elif (stated and "last" in stated) or "last year" in word:
            year_n = published.year - 1
        else:
            ahead = _AHEAD.search(text, 0, match.start()) is not None
            year_n = published.year - (month > published.month and not ahead)
        last = monthrange(year_n, month)[1]
        return AsOf(
            start=datetime(year_n, month, 1, tzinfo=UTC),
            end=datetime(year_n, month, last, 23, 59, 59, tzinfo=UTC),
            precision=TimePrecision.MONTH,
            text=word,
        )
    if g["today"]:
        low = word.casefold()
        base = _span(today, day, TimePrecision.DAY, word)
        part = low.split()[-1]
        if low == "tonight":
            return _part(base, "night")
        return _part(base, part) if part in _PARTS else base
    if g["yesterday"]:
        low = word.casefold()
        if "night" in low:
            return AsOf(
                start=today - timedelta(hours=6),
                end=today + timedelta(hours=8),
                precision=TimePrecision.PART_OF_DAY,
                text=word,
            )
        return _span(today - day, day, TimePrecision.DAY, word)
    if g["before"]:
        return _span(today - day, day, TimePrecision.DAY, word)
    if g["weekday"]:
        pre = g["w_pre"] or ""
        ahead = pre == "next" or (
            bool(
                re.search(
                    r"\b(?:next|due|will|until|scheduled|planned|tomorrow)\b[^.]{0,40}$",
                    text[: match.start()],
                    re.I,
                )
            )
            and "said" not in text[: match.start()]
        )
        moment = _weekday(published, _DAYS[g["w_d"]], later=ahead)
        base = _span(moment, day, TimePrecision.DAY, word)
        if pre.startswith("the night"):
            return _part(base, "night")
        if g["w_p"]:
            return _part(base, g["w_p"])
        return base
    if g["ago"]:
        number = (
            _NUM.get(g["ago_n"]) or int(g["ago_n"])
            if g["ago_n"].isdigit() or g["ago_n"] in _NUM
            else 1
        )
        return _back(published, number, g["ago_u"], word)
    if g["past"]:
        n = g["past_n"] or "1"
        number = int(n) if n.isdigit() else _NUM.get(n, 1)
        hours = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}[
            g["past_u"]
        ] * number
        return AsOf(
            start=published - timedelta(hours=hours),
            end=published,
            precision=TimePrecision.DAY,
            text=word,
        )
    if g["lastu"]:
        unit = g["lu"]
        this = "this" in word.casefold()
        if unit == "week":
            return AsOf(
                start=today - timedelta(days=published.weekday() + (0 if this else 7)),
                end=published if this else today - timedelta(days=published.weekday()),
                precision=TimePrecision.WEEK,
                text=word,
            )
        if unit == "month":
            first = today.replace(day=1)
            return AsOf(
                start=first if this else (first - day).replace(day=1),
                end=published if this else first,
                precision=TimePrecision.MONTH,
                text=word,
            )
        year_n = published.year if this else published.year - 1
        return AsOf(
            start=datetime(year_n, 1, 1, tzinfo=UTC),
            end=min(published, datetime(year_n, 12, 31, 23, 59, tzinfo=UTC)),
            precision=TimePrecision.YEAR,
            text=word,
        )
    if g["weekend"]:
        saturday = _weekday(published, 5)
        return _span(saturday, 2 * day, TimePrecision.DAY, word)
    if g["ordinal"]:
        return _last_dated(published, int(g["ord_d"]), word)
    if g["decade"]:
        year_n = int(g["dec"])
        return AsOf(
            start=datetime(year_n, 1, 1, tzinfo=UTC),
            end=datetime(year_n + 9, 12, 31, 23, 59, 59, tzinfo=UTC),
            precision=TimePrecision.YEAR,
            text=word,
        )
    if g["year"]:
        year_n = int(g["y"])
        return AsOf(
            start=datetime(year_n, 1, 1, tzinfo=UTC),
            end=datetime(year_n, 12, 31, 23, 59, 59, tzinfo=UTC),
            precision=TimePrecision.YEAR,
            text=word,
        )
    return None


def _last_dated(published: datetime, number: int, text: str) -> AsOf | None:
    """ "On the 25th": the last day of that number before publication."""
    year, month = published.year, published.month
    if number > published.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    moment = _safe(year, month, number)
    return _span(moment, timedelta(days=1), TimePrecision.DAY, text) if moment else None


def _back(published: datetime, number: int, unit: str, text: str) -> AsOf:
    today = _day(published)
    if unit == "hour":
        start = published - timedelta(hours=number)
        return AsOf(
            start=start, end=start + timedelta(hours=1), precision=TimePrecision.HOUR, text=text
        )
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[unit] * number
    precision = {
        "day": TimePrecision.DAY,
        "week": TimePrecision.DAY,
        "month": TimePrecision.MONTH,
        "year": TimePrecision.YEAR,
    }[unit]
    slack = {"day": 0, "week": 1, "month": 10, "year": 180}[unit]
    start = today - timedelta(days=days + slack)
    return AsOf(
        start=start,
        end=today - timedelta(days=days - slack) + timedelta(hours=23, minutes=59),
        precision=precision,
        text=text,
    )
