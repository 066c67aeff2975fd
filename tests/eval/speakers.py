"""Are claims laid in the right mouths? ``python -m tests.eval.speakers [--misses] [FILE ...]``.

Reads labelled clusters and prints, group by group, how many of the labelled mentions that some claim
overlaps have a claim by the right speaker: of what somebody is cited with, and of what the outlet
says itself. ``--misses`` lists the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from contraflow.places.fold import fold
from contraflow.reading.reader import Reader
from contraflow.settings import Settings
from schemas import Claim, Speaker
from tests.eval import passages
from tests.eval import score as scorer
from tests.eval.run import _plain, articles_of, cluster_parser, groups_of

_ALIKE = 80
"""Rapidfuzz's token set ratio from which on two names are one: words left out, in another order."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A labelled mention that claims overlap, and who makes them."""

    where: str
    speaker: str
    """Who the label says it is."""
    cited: bool
    """Whether that is somebody else than the outlet."""
    got: Sequence[Speaker]
    quote: str

    @property
    def right(self) -> bool:
        """Whether one of the claims is by that speaker."""
        return any(self._is(speaker) for speaker in self.got)

    @property
    def outlet_alone(self) -> bool:
        """Whether all of the claims are the outlet's own."""
        return all(speaker.is_outlet for speaker in self.got)

    def _is(self, speaker: Speaker) -> bool:
        if not self.cited and speaker.is_outlet:
            return True
        party = speaker.party.name if speaker.party is not None else ""
        names = [name for name in (speaker.name, speaker.role, party) if name]
        return passages.alike(self.speaker, names) or any(
            fuzz.token_set_ratio(fold(self.speaker), fold(name)) >= _ALIKE for name in names
        )


def read(path: Path, reader: Reader) -> Iterator[Mention]:
    """The labelled mentions of a cluster that claims overlap.

    Claims at the right place count before others, and of these the ones on the label's aspect.
    """
    cluster = scorer.load_cluster(path)
    gold = scorer.Gold(cluster)
    for article in articles_of(cluster):
        claims = reader.read(article).claims
        overlapping: dict[str, list[tuple[tuple[bool, bool], Claim]]] = defaultdict(list)
        for claim, plain in zip(claims, _plain(claims), strict=True):
            for prop in gold.props_at(plain):
                fits = gold.place_ok(plain["place"], prop)
                same = plain["aspect"] == gold.props[prop]["aspect"]
                overlapping[prop].append(((fits, same), claim))
        for prop, found in overlapping.items():
            best = max(rank for rank, _ in found)
            chosen = [claim for rank, claim in found if rank == best]
            speaker = gold.props[prop]["speaker"]
            yield Mention(
                f"{article.id} {prop}",
                speaker,
                not passages.alike(speaker, (article.source,)),
                [claim.speaker for claim in chosen],
                chosen[0].quote,
            )


def main() -> None:
    """Print the figures."""
    options = cluster_parser(__doc__, "the mentions by others").parse_args()
    reader = Reader(Settings())
    for name, files in groups_of(options.files).items():
        mentions = [mention for path in files for mention in read(path, reader)]
        for cited, whose in ((True, "somebody is cited with"), (False, "the outlet says itself")):
            those = [mention for mention in mentions if mention.cited is cited]
            right = sum(mention.right for mention in those)
            told = sum(not mention.right and mention.outlet_alone for mention in those)
            print(
                f"{name}: of {len(those)} mentions of what {whose}, {right}"
                f" ({right / max(1, len(those)):.3f}) are by the right speaker"
                + (f", {told} by the outlet alone" if cited else "")
            )
        for mention in mentions if options.misses and name != "unseen" else ():
            if not mention.right:
                got = sorted({speaker.name for speaker in mention.got})
                print(f"  {mention.where}: {got} for {mention.speaker}: {mention.quote}")


if __name__ == "__main__":
    main()
