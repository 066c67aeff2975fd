"""Measures the gazetteer and the place resolver: load time, memory, lookups and articles a second.

Run from the checkout, on an idle machine: ``python bench/places.py [FOLDER OF TEXTS]``. Without a
folder it reads the articles in ``seeds/``. Times are CPU time of this process.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from contraflow.places import Gazetteer, PlaceResolver

ROUNDS = 20
NAMES = ("Nikolayev", "Deir al-Zour", "Springfield", "Zorbavalle", "San José", "Al-Hasakah")


def _memory_mib() -> float:
    """Peak resident memory of this process in MiB (Linux counts KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("seeds")
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        raise SystemExit(f"no .txt files in {folder}")
    Gazetteer.load()  # builds the index when it is missing
    before = _memory_mib()
    start = time.process_time()
    gazetteer = Gazetteer.load()
    print(f"load            {1e3 * (time.process_time() - start):8.1f} ms, {len(gazetteer)} places")

    start = time.process_time()
    for name in NAMES * 2000:
        gazetteer._exact.get(name.casefold())
    per = (time.process_time() - start) / (len(NAMES) * 2000)
    print(f"index lookups   {1 / per:8.0f} a second, uncached")
    start = time.process_time()
    for number in range(200):
        gazetteer.fuzzy(f"Kramatursk{chr(97 + number % 26)}{number // 26}", ["UA", "RU"])
    print(f"fuzzy lookups   {200 / (time.process_time() - start):8.0f} a second, uncached")

    resolver = PlaceResolver(gazetteer)
    for label, rounds in (("first round", 1), ("warm", ROUNDS)):
        start = time.process_time()
        found = 0
        for _ in range(rounds):
            for text in texts:
                toponyms = resolver.toponyms(text)
                found += len(resolver.resolve(toponyms, text=text))
        spent = time.process_time() - start
        count = rounds * len(texts)
        words = sum(len(text.split()) for text in texts) * rounds
        print(
            f"{label:15} {1e3 * spent / count:8.2f} ms an article of {words / count:.0f} words, "
            f"{found / count:.1f} places"
        )
    print(f"memory          {_memory_mib():8.0f} MiB peak, {_memory_mib() - before:.0f} since load")


if __name__ == "__main__":
    main()
