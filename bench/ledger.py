"""The ledger's speed and memory on synthetic claims: ``python -m bench.ledger [--claims N]``.

Three streams, all on one core and in a store in memory:

* *wide*: claims over 20,000 places, many of them about a few (Zipf), for claims a second, the 99th
  percentile of one claim, and memory;
* *hot*: 100,000 claims about one place over 90 days, for what one costs after 10^3 to 10^5;
* *burst*: as many claims about one place on one day, the worst case, which the blocks' cap bounds.

Twelve parties answer the same questions through 400 outlets; nine claims of ten repeat the answer
that prevails at the time, which changes every ten days, the tenth dissents. Times are CPU seconds,
so that other work on the machine does not count. Building the claims is not timed.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from contraflow.axes import AXES, Axis
from contraflow.ledger import Ledger, MemoryStore, mention_id
from schemas import (
    AsOf,
    Claim,
    Modality,
    Numbers,
    Parties,
    Party,
    Place,
    PlacePrecision,
    Polarity,
    Speaker,
    States,
    TimePrecision,
)

START = datetime(2031, 1, 1, tzinfo=UTC)
PARTIES = [f"state:A{c}/military" for c in "ABCDEF"] + [f"org:group {n}" for n in range(6)]
OUTLETS = [f"Outlet {n}" for n in range(400)]
OWN = (
    "other.statement",
    "other.deed",
)  # claims on the one are seldom compared, on the other there are none
ROWS = [row for row in AXES.values() if row.name not in OWN]
OBJECTS = ("bridge", "airport", "helicopter", "tank")


def _value(row: Axis, question: str, rng: random.Random) -> Numbers | Parties | States:
    """The prevailing answer to a question, or now and then another."""
    pick = rng.random() if rng.random() < 0.1 else random.Random(question).random()
    if row.kind == "numbers":
        low = float((0, 3, 12, 15, 40)[int(pick * 5)])
        return Numbers(low=low, high=low, unit="people")
    names = row.states or ("state:AA", "state:AB", "org:group 1")
    members, complement = (names[int(pick * len(names))],), False
    if row.kind == "parties":
        return Parties(members=members, complement=complement)
    return States(members=members, complement=complement)


def _referent(row: Axis, rng: random.Random) -> str:
    if row.name.startswith("movement."):
        return rng.choice(PARTIES[:4])
    if row.name.startswith(("damage.", "status.")):
        return rng.choice(OBJECTS)
    return ""


def claims(count: int, places: int, days: float, rng: random.Random) -> Iterator[Claim]:
    """Synthetic claims in order of publication."""
    weights = [1 / (n + 10) for n in range(places)]
    cumulative, total = [], 0.0
    for weight in weights:
        total += weight
        cumulative.append(total)
    records = [
        Place(
            id=f"geonames:{n}",
            name=f"Place {n}",
            surface=f"Place {n}",
            country="AA",
            precision=PlacePrecision.LOCALITY,
        )
        for n in range(places)
    ]
    for number in range(count):
        place = rng.choices(records, cum_weights=cumulative)[0]
        row = rng.choice(ROWS)
        published = START + timedelta(days=days * number / count)
        day = published.replace(hour=0, minute=0, second=0, microsecond=0)
        stated = rng.random() < 0.5
        back = timedelta(days=rng.choice((0, 0, 1, 2))) if stated else timedelta(0)
        outlet, party = rng.choice(OUTLETS), rng.choice(PARTIES)
        quote = f"{party} said at {number} that the {row.name} was such and such in {place.name}"
        referent = _referent(row, rng)
        question = f"{place.id} {row.name} {referent} {int(days * number / count / 10)}"
        article = f"article-{number // 3}"
        yield Claim(
            claim_id="",
            mention_id=mention_id(article, "text", (0, number), row.name, referent, place.id),
            article_id=article,
            source=outlet,
            published_at=published,
            span=(0, len(quote)),
            quote=quote,
            place=place,
            aspect=row.aspect,
            axis=row.name,
            referent=referent,
            value=_value(row, question, rng),
            predicate="say",
            speaker=Speaker(name=party, party=Party(id=party, name=party)),
            modality=rng.choice((Modality.ASSERTED, Modality.ASSERTED, Modality.HEDGED)),
            polarity=Polarity.AFFIRMED,
            as_of=AsOf(
                start=day - back,
                end=day - back + timedelta(hours=23, minutes=59),
                precision=TimePrecision.DAY if stated else TimePrecision.PUBLICATION,
            ),
            confidence=0.9,
        )


def _resident_mib() -> float:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize() / 2**20


class _Weighed(MemoryStore):
    """A store that knows how much was written to it: what a changelog has to take."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def set(self, key: str, value: bytes) -> None:
        self.written += len(key) + len(value)
        super().set(key, value)


def _run(
    stream: Iterator[Claim], store: _Weighed, marks: tuple[int, ...] = ()
) -> tuple[list[float], Ledger]:
    """Feed a stream; the seconds each claim took. Prints the cost of the last before each mark."""
    ledger = Ledger(store)
    took: list[float] = []
    weighed = [0]
    for claim in stream:
        began = time.process_time()
        ledger.add(claim)
        took.append(time.process_time() - began)
        weighed.append(store.written)
        if len(took) in marks:
            window = sorted(took[-min(len(took), 1000) :])
            mean = sum(window) / len(window)
            written = (weighed[-1] - weighed[-1 - len(window)]) / len(window)
            print(
                f"  after {len(took):>7,} claims: mean {mean * 1e6:6.0f} µs,"
                f" median {window[len(window) // 2] * 1e6:6.0f} µs,"
                f" 99th percentile {window[int(len(window) * 0.99)] * 1e6:6.0f} µs a claim,"
                f" {written / 1000:4.1f} kB written (last {len(window):,})",
                flush=True,
            )
    return took, ledger


def _summary(took: list[float], ledger: Ledger) -> None:
    ordered = sorted(took)
    stats = ledger.stats
    print(
        f"  {len(took) / sum(took):,.0f} claims a second,"
        f" mean {sum(took) / len(took) * 1e6:.0f} µs,"
        f" 99th percentile {ordered[int(len(ordered) * 0.99)] * 1e6:.0f} µs a claim"
    )
    print(
        f"  {stats.claims:,} merged claims, {stats.alerts:,} alerts,"
        f" {stats.alert_updates:,} revisions, {stats.uncompared:,} positions past the cap"
    )


def main() -> None:
    """Run the three streams and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims of the wide stream")
    parser.add_argument("--places", type=int, default=20_000)
    parser.add_argument("--hot", type=int, default=100_000, help="claims of the hot place")
    parser.add_argument("--only", choices=("hot", "burst", "wide"), help="one stream alone")
    options = parser.parse_args()
    for name, days in (("hot", 90.0), ("burst", 1.0)):
        if options.only in (None, name):
            _one_place(name, options.hot, days)
    if options.only in (None, "wide"):
        _wide(options.claims, options.places)


def _one_place(name: str, count: int, days: float) -> None:
    print(f"{name}: {count:,} claims about one place within {days:g} days")
    marks = (1_000, 10_000, 30_000, 50_000, 100_000, 1_000_000)
    _summary(*_run(claims(count, 1, days, random.Random(2)), _Weighed(), marks))


def _wide(count: int, places: int) -> None:
    gc.collect()
    before = _resident_mib()
    print(f"wide: {count:,} claims over {places:,} places, 90 days")
    store = _Weighed()
    took, ledger = _run(claims(count, places, 90, random.Random(1)), store)
    _summary(took, ledger)
    stored = sum(len(key) + len(value) for key, value in store.items())
    grown = _resident_mib() - before
    per = 1_000_000 / len(took)
    print(
        f"  {store.written / len(took) / 1000:.1f} kB written a claim;"
        f" store {stored / 2**20 * per:,.0f} MiB, process {grown * per:,.0f} MiB"
        f" a million claims ({len(store):,} keys)"
    )


if __name__ == "__main__":
    main()
