"""Step 7, times: the time that a claim is about, relative to publication."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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
_FEASTS = {
    "new year": (1, 1),
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
}
_PART_RE = r"(?:morning|afternoon|evening|night|midday|noon|dawn|midnight|overnight|sunrise|sunset|breakfast|lunchtime|lunch|small hours|early hours)"
_EVENT_RE = (
    "eruption|earthquake|quake|flood|flooding|war|attack|bombing|massacre|cyclone|hurricane|typhoon|storm|disaster|collapse"
    "|crash|fire|blaze|explosion|blast|invasion|coup|uprising|tsunami|outbreak|epidemic|siege|riot|landslide|mutiny|strike"
)
_NO_NAME = (
    "in|on|at|of|by|to|for|from|with|when|after|before|a|an|the|and|or|was|were|is|has|had|people"
)
"""Words of no event's name: "the 1987 Xtown ferry disaster"."""
_EXPRESSION = re.compile(
    rf"""
    \b(?:
    (?P<iso>\d{{4}}-\d\d-\d\d\b)
  | (?P<dm>(?P<dm_d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<dm_m>{_MONTH_RE})(?:,?\s+(?P<dm_y>(?:19|20)\d\d))?)
  | (?P<md>(?P<md_m>{_MONTH_RE})\s+(?P<md_d>[0-2]?\d|3[01])(?:st|nd|rd|th)?\b(?![:.,]\d)(?:,?\s+(?P<md_y>(?:19|20)\d\d))?)
  | (?P<feast>(?:on|since|until|by|at|before|after)\s+(?P<feast_n>new\s+year(?:['’]s\s+(?:day|eve))?|christmas(?:\s+(?:day|eve))?|boxing\s+day)\b)
  | (?P<my>(?P<my_m>(?:january|february|march|april|may|june|july|august|september|october|november|december)),?\s+(?:of\s+)?(?P<my_y>(?:19|20)\d\d|last\s+year|this\s+year))
  | (?P<m>(?:(?:in|since|of|until|from|last|early|late|mid|end\s+of|middle\s+of|by)\s+|mid-)(?P<m_m>january|february|march|april|may|june|july|august|september|october|november|december)\b(?!\s+(?:[0-2]?\d|3[01])\b(?![:.,]\d)|,?\s+(?:(?:of\s+)?(?:19|20)\d\d\b|this\s+year))(?:\s+last\s+year)?)
  | (?P<today>(?:today|tonight|this\s+(?:very\s+)?(?:{_PART_RE}|day)|earlier\s+in\s+the\s+day|at\s+this\s+hour|now|at\s+present|currently|so\s+far|up\s+to\s+now)\b)
  | (?P<yesterday>(?:yesterday|last\s+night|overnight)\b)
  | (?P<before>the\s+(?:day|night|evening)\s+before\b|a\s+day\s+earlier\b|the\s+previous\s+day\b)
  | (?P<weekday>(?:(?P<w_pre>last|late|early|this|next|previous|the\s+night\s+(?:of|to|from)|since|until|by|on)\s+)?(?P<w_d>{_DAY_RE})(?:\s+(?P<w_p>{_PART_RE}))?\b)
  | (?P<ago>(?P<ago_n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|a|an|few|several|couple\s+of)\s+(?P<ago_u>hour|day|week|month|year)s?\s+(?:ago|earlier|before)\b)
  | (?P<past>(?:in\s+|over\s+|during\s+|for\s+)?the\s+(?:past|last)\s+(?:(?P<past_n>\d+|one|two|three|four|five|six|seven|eight|nine|ten|few)\s+)?(?P<past_u>hour|day|week|month|year)s?\b)
  | (?P<lastu>(?:last|this|earlier\s+this|the\s+previous|(?:start|beginning)\s+of\s+(?:the|this))\s+(?P<lu>week|month|year|summer|winter|spring|autumn)\b)
  | (?P<weekend>(?:over|at|on|during|last|this)\s+(?:the\s+|last\s+|this\s+)?weekend\b)
  | (?P<ordinal>(?:on|of|since|until|by)\s+the\s+(?P<ord_d>\d{{1,2}})(?:st|nd|rd|th)\b(?=\s*(?:[.,;:)"”]|$|\s(?:at|and|but|as|when|after|before|has|had|was|were|the)\b)))
  | (?P<decade>the\s+(?P<dec>(?:19|20)\d0)s\b)
  | (?P<year>(?:in|since|of|back\s+in|until|from)\s+(?P<y>(?:19|20)\d\d)\b)
  | (?P<event>(?P<event_y>(?:19|20)\d\d)(?=\s+(?:(?!(?:{_NO_NAME})\b)[\w’'-]+\s+){{0,3}}(?:{_EVENT_RE})s?\b))
    )
    """,
    re.X,
)
_MARKS = frozenset(
    {*_DAYS, *_MONTHS}
    | set("today tonight this earlier now present currently far yesterday last overnight".split())
    | set("before previous ago past weekend new christmas boxing start beginning".split())
)
"""Words of which every time expression without a figure has one."""
_WORD = re.compile(r"[a-z]+")
_FIGURE = re.compile(r"\d")
_HOURS_OF = frozenset({"clock", "morning", "afternoon", "evening"})
"""Words of which every time of the clock without a figure has one."""
_PART_WORDS = frozenset(word for part in _PARTS for word in part.split())
_RUN = re.compile(r"\w+")
_OPENERS = frozenset(
    {*_DAYS, *_MONTHS, *_NUM, "couple"}
    | set("a an at back by during earlier early end for from in last late mid middle next".split())
    | set("before after start beginning".split())
    | set("now of on over overnight previous since so the this today tonight until up".split())
    | set("currently yesterday".split())
)
"""Words with which time expressions begin, but for those that begin with a figure."""
_ALONE = frozenset({*_DAYS, *_MONTHS, "today", "tonight", "now", "currently", "yesterday"}) | {
    "overnight"
}
"""Those of them that are one, or begin one, whatever follows."""
_SECONDS = frozenset(
    {
        *_DAYS,
        *_MONTHS,
        *(f"{unit}{s}" for unit in ("hour", "day", "week", "month", "year") for s in ("", "s")),
    }
    | {part.split()[0] for part in _PARTS}
    | set("summer winter spring autumn weekend last past previous this of in to far very".split())
    | set("new christmas boxing present".split())
)
"""Words of which each other one has one second, but for "the" and figures."""
_CLOCK = re.compile(
    r"\b(?=[\defnost])(?:(?P<h>\d{1,2})(?:[:.h](?P<mi>\d\d))\s*(?P<ap>a\.?m\.?|p\.?m\.?)?|(?P<h2>\d{1,2})\s*(?P<ap2>a\.?m\b\.?|p\.?m\b\.?|o['’]clock)"
    r"|(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)\s+(?:hours|hrs)\b"
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
_FARTHEST = timedelta(hours=13)
"""How far clocks in the east are ahead of UTC: an hour later than that is yesterday's, or to come."""
_AHEAD = re.compile(
    r"\b(?:will|would|might|may|could|due|expected|planned|scheduled|until)\b", re.I
)
"""Words after which a month to come is meant: "might resume in September"."""
_TO_COME = re.compile(
    r"\b(?:next|due|(?<!own )(?<!free )will|until|scheduled|planned|tomorrow)\b[^.]{0,40}$", re.I
)
"""Before a weekday: the next one is meant."""
_SCHEDULED = re.compile(
    r"\b(?:re-?opens?|opens|resumes?|restarts?|starts?|begins?|ends?|expires?|closes|runs? out|takes? effect"
    r"|comes? into (?:force|effect)|goes? back)\b[^.;:]{0,30}$",
    re.I,
)
"""Before a day: what a timetable says in the present tense, "schools reopen on Monday"."""
_SCHEDULED_AFTER = re.compile(
    r"[^.;:“”\"]{0,90}?\b(?:will|shall|is to|are to|is due|are due)\b", re.I
)
"""After a day that opens a sentence: "From Monday at six the crossing will shut"."""
_SAID = re.compile(
    r"\b(?:said|told|announced|declared|wrote|warned|reported|added|was|were|had|did|saw|heard)\b",
    re.I,
)
"""What tells of days gone by."""
_GOING_TO = re.compile(r"\b(?:will|would|shall|going to|cannot|can't|expect\w*|hope\w*)\b", re.I)
_LASTED = re.compile(
    r"\b(?:went on|lasted|continued|raged|dragged on|kept|worked|fought|waited|slept|stood|held|sat|stayed|remained"
    r"|blocked|occupied|burned|burnt|searched|dug|ran|played|danced|shelled|fired|resisted|hid|lay|burning|fighting)\b[^.]{0,30}\buntil\b[^.]{0,20}$",
    re.I,
)
"""Before a weekday: what was over by then."""
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}
_DATED = re.compile(
    r"\b(?:images?|imagery|pictures?|photos?|photographs?|footage|videos?|data|figures|report|statement|note)\s+from\s+$",
    re.I,
)
"""Before a date: "satellite images from 31 October" are of that day."""
_TO_CLOCK = re.compile(r"\s*(?:to|until|till|and|[-–])\s*$")
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?(?:\w+\s+)?$|\bever since\b", re.I)
_UNTIL = re.compile(
    r"\b(?:until|till|up to|through|by|as of"
    r"|before(?!\s+(?:dawn|daybreak|sunrise|first light|midday|noon|dusk|sunset|nightfall|midnight)\s))"
    r"\s+(?:\w+\s+){0,2}$",
    re.I,
)
"""What was so up to a time; "before dawn on Friday" is when it came about."""
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
    lower = _lower(text)
    figure = _FIGURE.search(lower) is not None
    words = set(_WORD.findall(lower))
    for match in _expressions(lower) if figure or not _MARKS.isdisjoint(words) else ():
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
        if figure or not _HOURS_OF.isdisjoint(words):
            as_of = _with_clock(text, match, as_of)
        part = _PART_AFTER.match(after) or _PART_BEFORE.search(lead)
        if part and as_of.precision in (TimePrecision.DAY,):
            as_of = _part(as_of, part.group(1).casefold())
        if since and match.lastgroup == "m":
            as_of = _from_then_on(as_of, f"{lead}{head}")
        if since or until:
            as_of = as_of.model_copy(update={"open_end": since, "open_start": until and not since})
        past = (published - as_of.end) > timedelta(days=20) and not since
        if found and found[-1].as_of.open_end and as_of.start <= published:
            found[-1] = _up_to(found[-1], as_of, text[found[-1].end : match.end()])
        found.append(TimeExpression(match.start(), match.end(), as_of, past))
    if not found:
        clock = _first_clock(text) if figure or not _HOURS_OF.isdisjoint(words) else None
        part_of_day = _PART_ALONE.search(text) if not _PART_WORDS.isdisjoint(words) else None
        if clock or part_of_day:
            day = _span(_day(published), timedelta(days=1), TimePrecision.DAY, "")
        if clock:
            as_of = _clocked(clock, day)
            ahead = _AHEAD.search(text, max(0, clock.start() - 40), clock.start()) is not None
            if as_of is not None and as_of.start > published + _FARTHEST and not ahead:
                # "since ten in the evening", told in the morning
                before = _day(published) - timedelta(days=1)
                as_of = _clocked(clock, _span(before, timedelta(days=1), day.precision, ""))
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
            if as_of.end < published and _GOING_TO.search(text, 0, part_of_day.start()):
                as_of = as_of.model_copy(  # "nobody will put it out before dawn"
                    update={n: getattr(as_of, n) + timedelta(days=1) for n in ("start", "end")}
                )
            word = part_of_day.group().casefold()
            as_of = as_of.model_copy(
                update={
                    "open_end": word.startswith("since"),
                    "open_start": word.startswith(("by", "until")),
                }
            )
            found.append(TimeExpression(part_of_day.start(), part_of_day.end(), as_of, False))
    return found


_FROM_TO = re.compile(r"\s*(?:until|till|up to|to)\b", re.I)


def _up_to(begun: TimeExpression, end: AsOf, between: str) -> TimeExpression:
    """ "From Wednesday night until this morning": what is told of was over by then."""
    if _FROM_TO.match(between) is None or end.start <= begun.as_of.start:
        return begun
    closed = begun.as_of.model_copy(update={"end": end.start, "open_end": False})
    return replace(begun, as_of=closed)


_LATE_IN_IT = re.compile(r"\b(?:(?:end|close) of|late)\b", re.I)
_MIDWAY = re.compile(r"\b(?:mid|middle of)\b", re.I)


def _from_then_on(month: AsOf, words: str) -> AsOf:
    """The month that something has gone on since, from its middle or end where that is said."""
    days = 23 if _LATE_IN_IT.search(words) else 12 if _MIDWAY.search(words) else 0
    return month.model_copy(update={"start": month.start + timedelta(days=days)})


def _expressions(lower: str) -> Iterator[re.Match[str]]:
    """The time expressions of a sentence in small letters, tried where a word may begin one."""
    end = 0
    runs = list(_RUN.finditer(lower))
    words = [run.group() for run in runs]
    words += ("", "")
    for i, run in enumerate(runs):
        word = words[i]
        if not (word[0].isdigit() or word in _ALONE):
            if word not in _OPENERS:
                continue
            second = words[i + 1] if words[i + 1] != "the" else words[i + 2]
            if second not in _SECONDS and not second[:1].isdigit():
                continue
        start = run.start()
        if start >= end and (match := _EXPRESSION.match(lower, start)) is not None:
            end = match.end()
            yield match


def _first_clock(text: str) -> re.Match[str] | None:
    """The first time of the clock, hours of a timetable ("from 8 p.m. to 6 a.m.") left out."""
    # the fourteenth second of a film, "(0:14)", is no time of the day
    clocks = [m for m in _CLOCK.finditer(text) if not m.group().startswith("0:")]
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
    hour = int(g["h"] or g["h2"] or g["h4"] or _WORD_HOURS.get((g["hw"] or "x").casefold(), 99))
    minute = int(g["mi"] or g["m4"] or 0)
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
    """The interval of an expression, by the alternative of the pattern that found it."""
    word = " ".join(text[match.start() : match.end()].split())
    return _KINDS[match.lastgroup or ""](_Found(match, text, word, published))


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression, its sentence, its words as written, and when the article was published."""

    match: re.Match[str]
    text: str
    word: str
    published: datetime

    def __getitem__(self, group: str) -> str:
        found: str | None = self.match[group]
        return found or ""

    @property
    def today(self) -> datetime:
        """The beginning of the day of publication."""
        return _day(self.published)

    @property
    def before(self) -> str:
        """The sentence up to the expression."""
        return self.text[: self.match.start()]

    def is_scheduled(self) -> bool:
        """Whether the sentence tells of a day to come as timetables do."""
        if _SCHEDULED.search(self.before) is not None and _SAID.search(self.before) is None:
            return True
        if len(self.before) > 12:
            return False
        plan = _SCHEDULED_AFTER.match(self.text, self.match.end())
        return plan is not None and _SAID.search(f"{self.before}{plan.group()}") is None

    def on(self, moment: datetime | None, days: int = 1) -> AsOf | None:
        """A whole day, or several."""
        if moment is None:
            return None
        return _span(moment, timedelta(days=days), TimePrecision.DAY, self.word)

    def years(self, first: int, last: int) -> AsOf:
        """Whole years."""
        return AsOf(
            start=datetime(first, 1, 1, tzinfo=UTC),
            end=datetime(last, 12, 31, 23, 59, 59, tzinfo=UTC),
            precision=TimePrecision.YEAR,
            text=self.word,
        )


def _iso(f: _Found) -> AsOf | None:
    return f.on(_safe(*(int(x) for x in f["iso"].split("-"))))


def _date(f: _Found, kind: str) -> AsOf | None:
    """ "12 May 2020", "May 12": without a year the nearest."""
    month, day = _MONTHS[f[f"{kind}_m"].strip(".")], int(f[f"{kind}_d"])
    year = f[f"{kind}_y"]
    return f.on(_safe(int(year), month, day) if year else _nearest_year(f.published, month, day))


def _feast(f: _Found) -> AsOf | None:
    """ "Since New Year", "on Christmas Eve": feasts of one date, the nearest."""
    words = f["feast_n"].casefold().replace("’", "'").split()
    month, day = _FEASTS[" ".join(words)]
    return f.on(_nearest_year(f.published, month, day))


def _month(f: _Found, name: str, year: str) -> AsOf:
    """ "In May", "May 2020", "May last year": without a year the last, or the next if it is ahead."""
    month = _MONTHS[name]
    if year.isdigit():
        number = int(year)
    elif "last" in year or "last year" in f.word:
        number = f.published.year - 1
    else:
        until = f.word.casefold().startswith("until")
        ahead = until or _AHEAD.search(f.text, 0, f.match.start()) is not None
        number = f.published.year - (month > f.published.month and not ahead)
        number += until and month < f.published.month
    return AsOf(
        start=datetime(number, month, 1, tzinfo=UTC),
        end=datetime(number, month, monthrange(number, month)[1], 23, 59, 59, tzinfo=UTC),
        precision=TimePrecision.MONTH,
        text=f.word,
    )


def _this_day(f: _Found) -> AsOf | None:
    low = f.word.casefold()
    day = _span(f.today, timedelta(days=1), TimePrecision.DAY, f.word)
    return _part(day, "night" if low == "tonight" else low.split()[-1])


def _yesterday(f: _Found) -> AsOf | None:
    if "night" not in f.word.casefold():
        return f.on(f.today - timedelta(days=1))
    return AsOf(
        start=f.today - timedelta(hours=6),
        end=f.today + timedelta(hours=8),
        precision=TimePrecision.PART_OF_DAY,
        text=f.word,
    )


def _on_weekday(f: _Found) -> AsOf | None:
    lead = f["w_pre"]
    ahead = (
        lead == "next"
        or f.is_scheduled()
        or (_TO_COME.search(f.before) is not None and "said" not in f.before)
    )
    if lead != "next" and (
        _DAYS[f["w_d"]] == f.published.weekday() or _LASTED.search(f.before) is not None
    ):
        ahead = False  # "gunfire went on until noon on Friday"
    moment = _weekday(f.published, _DAYS[f["w_d"]], later=ahead)
    day = _span(moment, timedelta(days=1), TimePrecision.DAY, f.word)
    part = "night" if lead.startswith("the night") else f["w_p"]
    return _part(day, part) if part else day


def _ago(f: _Found) -> AsOf | None:
    n = f["ago_n"]
    return _back(f.published, int(n) if n.isdigit() else _NUM.get(n, 1), f["ago_u"], f.word)


def _past(f: _Found) -> AsOf | None:
    """ "In the last three days": up to publication; "for the past month": still so."""
    n = f["past_n"] or "1"
    unit = f["past_u"].casefold()
    hours = _HOURS[unit] * (int(n) if n.isdigit() else _NUM.get(n, 1))
    return AsOf(
        start=f.published - timedelta(hours=hours),
        end=f.published,
        precision=_LONG_UNITS.get(unit, TimePrecision.DAY),
        text=f.word,
        open_end=f.word.casefold().startswith("for"),
    )


_LONG_UNITS = {"month": TimePrecision.MONTH, "year": TimePrecision.YEAR}


def _last_unit(f: _Found) -> AsOf | None:
    """ "Last week", "this month", "earlier this year"."""
    unit, this = f["lu"], re.search(r"\bthis\b|\bof the\b", f.word, re.I) is not None
    if unit == "week":
        monday = f.today - timedelta(days=f.published.weekday())
        return AsOf(
            start=monday if this else monday - timedelta(days=7),
            end=f.published if this else monday,
            precision=TimePrecision.WEEK,
            text=f.word,
        )
    if unit == "month":
        first = f.today.replace(day=1)
        return AsOf(
            start=first if this else (first - timedelta(days=1)).replace(day=1),
            end=f.published if this else first,
            precision=TimePrecision.MONTH,
            text=f.word,
        )
    year = f.published.year if this else f.published.year - 1
    return AsOf(
        start=datetime(year, 1, 1, tzinfo=UTC),
        end=min(f.published, datetime(year, 12, 31, 23, 59, tzinfo=UTC)),
        precision=TimePrecision.YEAR,
        text=f.word,
    )


def _of_another_year(f: _Found) -> AsOf | None:
    """ "The 2018 eruption", told of years later."""
    year = int(f["event_y"])
    return f.years(year, year) if year < f.published.year else None


_KINDS: dict[str, Callable[[_Found], AsOf | None]] = {
    "iso": _iso,
    "feast": lambda f: _feast(f),
    "dm": lambda f: _date(f, "dm"),
    "md": lambda f: _date(f, "md"),
    "my": lambda f: _month(f, f["my_m"], f["my_y"]),
    "m": lambda f: _month(f, f["m_m"], ""),
    "today": _this_day,
    "yesterday": _yesterday,
    "before": lambda f: f.on(f.today - timedelta(days=1)),
    "weekday": _on_weekday,
    "ago": _ago,
    "past": _past,
    "lastu": _last_unit,
    "weekend": lambda f: f.on(_weekday(f.published, 5), days=2),
    "ordinal": lambda f: _dated(f),
    "decade": lambda f: f.years(int(f["dec"]), int(f["dec"]) + 9),
    "year": lambda f: f.years(int(f["y"]), int(f["y"])),
    "event": _of_another_year,
}
"""How each alternative of the pattern is read."""


def _dated(f: _Found) -> AsOf | None:
    """ "On the 25th": the last day of that number, or the next where the text looks ahead."""
    ahead = f.word.casefold().startswith("until") or f.is_scheduled()
    ahead = ahead or _TO_COME.search(f.before) is not None
    ahead = ahead and _LASTED.search(f"{f.before}until ") is None
    published = f.published
    if ahead:
        later = published.replace(day=1) + timedelta(
            days=32 if published.day >= int(f["ord_d"]) else 0
        )
        published = _day(later).replace(day=monthrange(later.year, later.month)[1])
    return _last_dated(published, int(f["ord_d"]), f.word)


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
