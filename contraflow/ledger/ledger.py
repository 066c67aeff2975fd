"""The ledger: takes claims one by one, merges repeats, raises and updates alerts.

``add`` is a pure function of the store's content and the claim, apart from the clock that stamps
``detected_at``. Verdicts are functions of pairs of claims and ids are hashes of what they name, so
the final set of alerts is a function of the set of claims: arrival order, replays, restarts and
crashes between two writes cannot change it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import TypeVar

import msgspec
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from contraflow.ledger import alerts as alerting
from contraflow.ledger import backing, blocks, candidates, cells, gate, merge
from contraflow.ledger.alerts import AlertState, Evidence, SideState
from contraflow.ledger.backing import Backing
from contraflow.ledger.candidates import Block
from contraflow.ledger.cells import Cell
from contraflow.ledger.config import LedgerConfig
from contraflow.ledger.decoded import Decoded
from contraflow.ledger.entailment import positions_of
from contraflow.ledger.exclusion import exclusion
from contraflow.ledger.foreseen import adds_nothing, foresee, foreseen
from contraflow.ledger.identity import (
    STATE_EPOCH_DAYS,
    alert_id,
    claim_key,
    digest,
    edge_of,
    epoch_of,
    id_of_key,
    value_key,
)
from contraflow.ledger.independence import MIN_WORDS, Sources, folded, quotations
from contraflow.ledger.merge import ClaimState
from contraflow.ledger.packed import Packed
from contraflow.ledger.paraphrase import Wording, coarse, same_proposition, wording_of
from contraflow.ledger.position import Position, Span
from contraflow.ledger.positions import (
    Entry,
    Taken,
    content,
    day_of,
    insert,
    new_entry,
    rank,
    taken,
)
from contraflow.ledger.sides import claim_party, same_side
from contraflow.ledger.store import MemoryStore, Store, day_number
from contraflow.ledger.timeline import DAY
from contraflow.ledger.verdict import Clash, Kind, Rivalry, clash_now
from contraflow.recent import Recent
from contraflow.settings import Settings
from schemas import Alert, AlertStatus, Claim, Mention, MergedClaim
from schemas.base import Record, changed, sharing, trusted


class LedgerResult(BaseModel):
    """What one claim brought about."""

    model_config = ConfigDict(frozen=True)

    claim_id: str
    """Final id of the claim that the mention joined."""
    merged: MergedClaim | None
    """The claim's new state; None for a known mention, which changes nothing."""
    superseded: tuple[MergedClaim, ...] = ()
    """Claims known under another id so far that turned out to be this one, each naming it."""
    alerts: tuple[Alert, ...] = ()
    """Revisions to publish, in order; none for a known mention."""
    replayed: bool = False
    """The mention was known already: nothing changed."""
    visiting: bool = False
    """It was taken in away from its home alone, where it is neither merged nor told of."""
    held_back: int = 0
    """Alerts found but held back for want of confidence, counted when first found."""
    uncompared: int = 0
    """Positions not taken in because their block was full."""
    compared: int = 0
    """Positions whose times were looked at, to hold this claim against them."""


@dataclass(slots=True)
class LedgerStats:
    """Counts since the ledger was made."""

    mentions: int = 0
    replays: int = 0
    claims: int = 0
    alerts: int = 0
    alert_updates: int = 0
    alerts_resolved: int = 0
    held_back: int = 0
    uncompared: int = 0


class _Known(msgspec.Struct, array_like=True, frozen=True, gc=False):
    claim_id: str
    claim_key: str


class _Quoted(msgspec.Struct, array_like=True, frozen=True, gc=False):
    text: str
    axis: str
    number: str
    claim_key: str


@dataclass(slots=True)
class _Change:
    """What is being decided for one claim."""

    claim: Claim
    state: ClaimState
    claim_key: str
    cell: Cell
    """Where it is decided."""
    evidence_key: str
    published: float
    touched: dict[str, AlertState] = field(default_factory=dict)
    """Alerts that this mention bears on, by key."""
    changed: set[str] = field(default_factory=set)
    """Keys of those with something new to tell."""
    grown: dict[str, frozenset[str]] = field(default_factory=dict)
    """Sides of alerts, by the store key of who is behind them, that may have more sources, be they
    news to a reader or not: store keys of the claims with these sources."""
    joined: set[str] = field(default_factory=set)
    """Keys of those with more claims."""
    mixed: set[str] = field(default_factory=set)
    """Sides of alerts that rested on one claim so far, and rest on another beside it now."""
    told_before: tuple[int, int] = (0, 0)
    """What there was to tell of the claim's sources before this mention (``Sources.told``)."""
    group: _Group | None = None
    """The claims that are one with it, once they are settled and were asked for."""
    blocks: dict[str, Block | None] = field(default_factory=dict)
    """The blocks met so far, by key."""
    conceding: tuple[Position, bool] | None = None
    """Of the position for which it was asked last whether somebody concedes (``_some_concede``)."""
    claims: dict[str, ClaimState | None] = field(default_factory=dict)
    """The claims asked for so far, by key, itself among them."""
    backings: dict[str, Backing | None] = field(default_factory=dict)
    """Who stands behind the sides and united claims asked for so far, by key; None where there is
    no record of it."""
    added: dict[tuple[bytes, frozenset[str]], tuple[Backing, bool, bytes]] = field(
        default_factory=dict
    )
    """What came of adding the sources of some claims to a record of who stands behind a side, whether
    that was more, and how it is stored: many sides have the same claims, and equal records."""
    linked: dict[str, ClaimState] = field(default_factory=dict)
    """Other claims with alerts or twins that they did not have, by key."""
    united: list[ClaimState] = field(default_factory=list)
    """Claims that this mention brings under another id than they were known by."""
    same: bool = False
    """The mention shows its claim to be one with others."""
    united_taken: bool = False
    """The sources of the united claim have taken in what this mention brings."""
    held_back: int = 0
    uncompared: int = 0
    compared: int = 0
    evidence_stored: bool = False
    again: bool = False
    """A crash cut off the first attempt: some of its writes were done."""

    def grow(self, side: str, claims: Iterable[str]) -> None:
        """Note that some claims may have sources that a side of an alert does not have yet."""
        known = self.grown.get(side)
        self.grown[side] = frozenset(claims) if known is None else known.union(claims)


class _Told(msgspec.Struct, frozen=True, gc=False):
    """With which mentions a claim was last told of, and when it had how many."""

    state: ClaimState
    known: int
    mentions: tuple[Mention, ...]


class _Group:
    """Claims that are one, as they were told of last: most mentions of one change no other.

    What is remembered of each stands beside its stored form, so whoever else changes the store
    cannot make it stale.
    """

    __slots__ = ("_sides", "mentions", "parts", "stored", "twins")

    def __init__(self, twins: tuple[str, ...]) -> None:
        self.twins = twins
        self.stored: list[bytes | None] = [None] * len(twins)
        self.parts: list[merge.Part | None] = [None] * len(twins)
        """What they come to; None for one that is forgotten by now."""
        self.mentions: tuple[Mention, ...] = ()
        """Those that they are told of with; none where one came that was not told."""
        self._sides: tuple[str, ...] | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        """The sides of alerts that one of them stands on, each once."""
        if self._sides is None:
            each = (part.sides for part in self.parts if part is not None)
            self._sides = tuple(dict.fromkeys(chain.from_iterable(each)))
        return self._sides

    def put(self, number: int, part: merge.Part | None, stored: bytes | None) -> None:
        """Take in how one of them is now."""
        known = self.parts[number]
        if (part and part.count) != (known and known.count):
            self.mentions = ()
        if (part and part.sides) != (known and known.sides):
            self._sides = None
        self.parts[number], self.stored[number] = part, stored


class _Recorded(msgspec.Struct, frozen=True, gc=False):
    """What all records of an alert share that has the same evidence, and what that was made of."""

    made_of: tuple[str, Evidence, Evidence, str, str]
    """Its type, the evidence of its sides, and the ids of the claims that these are mentions of."""
    told: alerting.Told


_known_decoder = msgspec.msgpack.Decoder(_Known)
_wordings_decoder = msgspec.msgpack.Decoder(list[Wording])
_keys_decoder = msgspec.msgpack.Decoder(list[str])
_quotes_decoder = msgspec.msgpack.Decoder(list[_Quoted])
_held_decoder = msgspec.msgpack.Decoder(list[int])
_times_decoder = msgspec.msgpack.Decoder(list[Taken])
Stored = TypeVar("Stored")
_encode = msgspec.msgpack.Encoder().encode

_OPEN, _UPDATED, _RESOLVED = (
    AlertStatus.OPEN.value,
    AlertStatus.UPDATED.value,
    AlertStatus.RESOLVED.value,
)
SAME_QUOTATION = 90.0
"""Similarity (0 to 100) from which two quotations of one speaker are one."""
_YOUNG = 50_000
"""Objects that may come before the collector looks among them for what is used no more."""
_MAX_QUOTES = 48
_MAX_WORDINGS = 48
_MAX_TWINS = 24


def _now() -> datetime:
    return datetime.now(UTC)


class Ledger:
    """Merges claims and finds contradictions, over a store. Not shared between threads."""

    def __init__(
        self,
        store: Store | None = None,
        settings: Settings | LedgerConfig | None = None,
        *,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self.store: Store = MemoryStore() if store is None else store
        self.config = (
            LedgerConfig(min_confidence=settings.min_confidence)
            if isinstance(settings, Settings)
            else settings or LedgerConfig()
        )
        self.stats = LedgerStats()
        self._clock = clock
        self._claims = Decoded(merge.encode, merge.decode, kept=16384)
        self._alerts = Decoded(alerting.encode, alerting.decode, kept=14336)
        self._blocks = Decoded(Block.encode, candidates.decode, kept=2048)
        self._rivalries = Recent[str, candidates.Rivalries](2048)
        self._held = Decoded[list[int]](_encode, _held_decoder.decode, kept=2048)
        self._times = Decoded[list[Taken]](_encode, _times_decoder.decode, kept=12288)
        self._backings = Decoded(Backing.encode, backing.decode, kept=8192)
        self._wholes = Decoded(merge.dump_claim, self._load_whole, kept=12288)
        self._parts = Recent[tuple[object, ...], Record](8192)
        self._fresh: tuple[str, bytes, Claim] | None = None
        """The mention that was stored last, whole, until somebody asks for it."""
        self._wordings = Decoded[list[Wording]](_encode, _wordings_decoder.decode, kept=1024)
        self._records = Recent[str, _Recorded](12288)
        self._told = Recent[str, _Told](6144)
        self._groups = Recent[str, _Group](4096)
        # What is kept in memory has no cycles, and lives on through many collections: to walk what
        # came lately that often took a tenth of the time in a crowded place.
        young, *older = gc.get_threshold()
        if 0 < young < _YOUNG:
            gc.set_threshold(_YOUNG, *older)

    # -- the one operation ----------------------------------------------------------------------

    def add(self, claim: Claim, route: str | None = None) -> LedgerResult:
        """Take in one mention of a claim. A known mention changes nothing (see ``replayed``).

        It goes into all of the claim's cells, or into that of one of its :func:`cells.routes`.
        """
        if route is not None:
            return self._add_in(claim, cells.cell_of(claim, route))
        ways = cells.cells_of(claim)
        results = [self._add_in(claim, cell) for cell in ways]
        if not all(result.replayed for result in results):
            # a crash between two cells: what the first one brought about was never told
            results = [
                (self._recall_in(claim, cell) or result) if result.replayed else result
                for cell, result in zip(ways, results, strict=True)
            ]
        return _taken_together(results)

    def _add_in(self, claim: Claim, cell: Cell) -> LedgerResult:
        known_key = _known_key(claim, cell)
        raw = self.store.get(known_key)
        if raw is not None:
            self.stats.replays += cell.home
            known = _known_decoder.decode(raw)
            state = self._claim_state(known.claim_key, None)
            claim_id = merge.final_id(state) if state is not None else known.claim_id
            return LedgerResult(
                claim_id=claim_id, merged=None, replayed=True, visiting=not cell.home
            )
        try:
            return self._take(claim, cell, known_key)
        except BaseException:
            self._forget()  # what changed in memory may not have been stored
            raise

    def _take(self, claim: Claim, cell: Cell, known_key: str) -> LedgerResult:
        evidence_key = cell.key("e", epoch_of(claim) + STATE_EPOCH_DAYS, claim.mention_id)
        state, key, adds_evidence, same, told = self._merge(claim, cell, evidence_key)
        change = _Change(claim, state, key, cell, evidence_key, claim.published_at.timestamp())
        change.claims[key] = state
        change.told_before = told
        # the evidence is written first, and the mention is known by what is written last
        change.again = self.store.get(evidence_key) is not None
        if same:
            self._unite(change, same)
        if state.first == evidence_key:
            self._store_evidence(change)
        self._compare(change)
        if adds_evidence or change.again:
            self._tell_sources(change)
        published = self._publish(change)
        merged = self._merged(state, change) if cell.home else None
        claim_id = merged.claim_id if merged is not None else state.claim_id
        # A claim counts as linked only once the alert with its sources is stored.
        for other_key, other in change.linked.items():
            self._store_claim(other_key, other, change.group)
        self._store_claim(key, state, change.group)
        self.store.set(known_key, _encode(_Known(state.claim_id, key)))
        self.stats.mentions += cell.home
        self.stats.held_back += change.held_back
        self.stats.uncompared += change.uncompared
        return trusted(
            LedgerResult,
            claim_id=claim_id,
            merged=merged,
            superseded=self._superseded(change, claim_id),
            alerts=published,
            replayed=False,
            visiting=not cell.home,
            held_back=change.held_back,
            uncompared=change.uncompared,
            compared=change.compared,
        )

    def _store_claim(self, key: str, state: ClaimState, group: _Group | None) -> None:
        raw = self._claims.dump(key, state)
        self.store.set(key, raw)
        if group is not None and key in group.twins:
            group.stored[group.twins.index(key)] = raw

    def _forget(self) -> None:
        self._claims.clear()
        self._alerts.clear()
        self._blocks.clear()
        self._rivalries.clear()
        self._held.clear()
        self._times.clear()
        self._backings.clear()
        self._wordings.clear()
        self._wholes.clear()
        self._fresh = None
        self._records.clear()
        self._told.clear()
        self._groups.clear()

    def add_all(self, claims: Iterable[Claim]) -> tuple[LedgerResult, ...]:
        """Take in claims one after the other."""
        return tuple(self.add(claim) for claim in claims)

    def recall(self, claim: Claim) -> LedgerResult | None:
        """What a known mention takes part in now, for sending it again; None when not known.

        For callers that may have stored the state and lost the output; those that send first and
        store after need it not.
        """
        recalled = [self._recall_in(claim, cell) for cell in cells.cells_of(claim)]
        if recalled[0] is None:
            return None
        return _taken_together([result for result in recalled if result is not None])

    def _recall_in(self, claim: Claim, cell: Cell) -> LedgerResult | None:
        raw = self.store.get(_known_key(claim, cell))
        if raw is None:
            return None
        known = _known_decoder.decode(raw)
        raw = self.store.get(known.claim_key)
        if raw is None:
            return LedgerResult(claim_id=known.claim_id, merged=None, replayed=True)
        state = self._claims.load(known.claim_key, raw)
        found = ((key, self._load_alert(key)) for key in dict.fromkeys(map(_alert_on, state.sides)))
        merged = self._merged(state, None) if cell.home else None
        return trusted(
            LedgerResult,
            claim_id=merged.claim_id if merged is not None else state.claim_id,
            merged=merged,
            superseded=(),
            alerts=tuple(
                self._record(key, alert, None)
                for key, alert in found
                if alert is not None and alert.revision > 0
            ),
            replayed=True,
            visiting=not cell.home,
            held_back=0,
            uncompared=0,
            compared=0,
        )

    # -- merging --------------------------------------------------------------------------------

    def _merged(self, state: ClaimState, change: _Change | None) -> MergedClaim:
        """The claim as it is told of; ``change`` is None where it is only told of again."""
        claim_id = merge.final_id(state)
        if change is None:
            states = tuple(self._twins(state, None).values())
            parts = [merge.part(twin) for twin in states]
            mentions = merge.mentions_of(states, self.config.max_mentions)
        elif state.twins:
            group = self._group(change)
            parts = [part for part in group.parts if part is not None]
            mentions = group.mentions
        else:
            parts, mentions = [merge.part(state)], self._mentions(claim_id, state, change)
        behind = self._united(state, change)
        return merge.merged_claim(claim_id, parts, mentions, behind, self._evidence)

    def _mentions(self, claim_id: str, state: ClaimState, change: _Change) -> tuple[Mention, ...]:
        """The mentions that a claim is told of with: those of the last time and the one of now."""
        most, last = self.config.max_mentions, self._told.get(claim_id)
        if last is not None and state is last.state and state.count == last.known + 1:
            mentions = merge.with_mention(last.mentions, change.claim, most)
        else:
            mentions = merge.mentions_of((state,), most, () if last is None else last.mentions)
        self._told.put(claim_id, _Told(state, state.count, mentions))
        return mentions

    def _group(self, change: _Change) -> _Group:
        """The claims that are one with the claim of a mention, as this leaves them."""
        if change.group is not None:
            return change.group
        state, most, name = change.state, self.config.max_mentions, merge.least(change.state)
        known = self._groups.get(name)
        last = self._told.get(merge.id_in(name)) if known is None else known
        some: tuple[Mention, ...] = () if last is None else last.mentions
        if known is None or known.twins != state.twins:
            known = _Group(state.twins)
        get, own, before = self.store.get, 0, None
        for number, (key, stored) in enumerate(zip(known.twins, known.stored, strict=True)):
            if key == change.claim_key:
                own, before = number, known.parts[number]
                continue
            raw = get(key)
            if raw != stored or key in change.linked:
                twin = self._claim_state(key, change)
                there = twin is not None and twin.mentions
                known.put(number, merge.part(twin) if twin is not None and there else None, raw)
        told, part = known.mentions, merge.part(state)
        known.put(own, part, None)
        if told and before is not None and part.count == before.count + 1:
            known.mentions = merge.with_mention(told, change.claim, most)
        elif not told or known.mentions is not told:
            found = (self._claim_state(key, change) for key in known.twins)
            states = [twin for twin in found if twin is not None]
            # of claims that became one the mentions were told, of each apart
            known.mentions = merge.mentions_of(states, most, some)
        self._groups.put(name, known)
        change.group = known
        return known

    def _superseded(self, change: _Change, claim_id: str) -> tuple[MergedClaim, ...]:
        """The claims that this mention brought under another id, as they were told of before."""
        return tuple(
            merge.merged_claim(
                state.claim_id,
                [merge.part(state)],
                merge.mentions_of([state], self.config.max_mentions),
                state.sources,
                self._evidence,
                merged_into=claim_id,
            )
            for state in change.united
            if state is not change.state or state.count > 1
        )

    def _twins(self, state: ClaimState, change: _Change | None) -> dict[str, ClaimState]:
        """The claims that are one with a claim, itself among them, by store key."""
        if not state.twins:
            return {"": state}
        found = ((key, self._claim_state(key, change)) for key in state.twins)
        return {key: twin for key, twin in found if twin is not None and twin.mentions}

    def _merge(
        self, claim: Claim, cell: Cell, evidence_key: str
    ) -> tuple[ClaimState, str, bool, set[str], tuple[int, int]]:
        """The claim's state with this mention in it, its store key, whether it brings
        more evidence, the keys of the claims that the mention shows to be the same, and what
        there was to tell of its sources before."""
        names = claim_key(claim)
        own_id = id_of_key(names)
        key = cell.key("c", int(names[-1]), own_id)
        raw = self.store.get(key)
        if raw is None:
            state = merge.begin(own_id)
            self.stats.claims += cell.home
        else:
            state = self._claims.load(key, raw)
        told = state.sources.told
        adds_evidence = merge.join(
            state,
            claim,
            evidence_key,
            max_mentions=self.config.max_mentions,
            max_outlets=self.config.max_outlets,
        )
        same = self._same(claim, cell.route, names, key, raw is None) if cell.home else set()
        return state, key, adds_evidence, same, told

    def _same(
        self, claim: Claim, place: str, names: tuple[str, ...], key: str, is_new: bool
    ) -> set[str]:
        """Keys of the other claims that a mention shows to be the same as the one that it makes."""
        same = self._paraphrases(claim, place, names, key) if is_new else set()
        edge = edge_of(claim)
        if edge is not None:
            same |= self._beyond(edge, names, key)
        quoted = quotations(claim.quote) if not claim.speaker.is_outlet else ()
        if quoted:
            same |= self._same_quotations(claim, place, int(names[-1]), quoted, key)
        if claim.speaker.is_outlet:
            same |= self._same_sentence(claim, names, key)
        return same - {key}

    def _unite(self, change: _Change, same: set[str]) -> None:
        """Make the claim and those that are the same one; their alerts have more to tell."""
        change.same = True
        found = {key: self._claim_state(key, change) for key in (change.claim_key, *same)}
        # many of them may be one already: each group is looked up once
        groups = dict.fromkeys(state.twins for state in found.values() if state is not None)
        for key in chain.from_iterable(groups):
            if key not in found:
                found[key] = self._claim_state(key, change)
        states = {key: state for key, state in found.items() if state is not None}
        twins = tuple(sorted(states))
        least, stored = min(twins, key=merge.id_in), Packed()
        stored.of(twins)
        # a side that rests on one of them has the sources of those that were one with it so far
        lacking: dict[tuple[str, ...], frozenset[str]] = {}
        more = {}
        for key, state in states.items():
            group = () if change.again else state.twins or (key,)
            if group not in lacking:
                lacking[group] = frozenset(twins).difference(group)
            more[key] = lacking[group]
        fresh = {key: state for key, state in states.items() if state.twins != twins}
        renamed = set()
        called: dict[tuple[str, ...], str] = {}
        for key, state in fresh.items():
            if state.twins and state.twins not in called:
                called[state.twins] = merge.final_id(state)
            known_as = called[state.twins] if state.twins else state.claim_id
            merge.unite(state, twins, least, stored)
            if merge.id_in(least) != known_as:
                renamed.add(key)
                if state.claim_id == known_as:
                    change.united.append(state)
            if state is not change.state:
                change.linked[key] = state
        for key, state in states.items():
            for side in state.sides:
                change.grown[side] = change.grown.get(side, more[key]) & more[key]
        sides = (side for state in fresh.values() for side in state.sides) if renamed else ()
        for key in dict.fromkeys(map(_alert_on, sides)):
            alert = self._touch(key, change)
            if alert is not None and any(
                side.evidence.position.claim_key in renamed for side in alert.sides
            ):
                change.changed.add(key)

    def _paraphrases(self, claim: Claim, place: str, names: tuple[str, ...], key: str) -> set[str]:
        """Keys of the claims that say the same in other words; remembers the words of this one.

        Those that give one answer to one question about places of one name are few.
        """
        _, axis, referent, party, answer, firmness, day, epoch = names
        answer = coarse(answer, party)
        where = f"p/{int(epoch):05d}/{place}/{digest(axis, answer, firmness)}"
        raw = self.store.get(where)
        known = self._wordings.load(where, raw) if raw is not None else []
        own = wording_of(claim, referent, day, key)
        if len(known) < _MAX_WORDINGS and all(old.claim_key != key for old in known):
            self.store.set(where, self._wordings.dump(where, [*known, own]))
        return {
            old.claim_key
            for old in known
            if old.claim_key != key and same_proposition(axis, answer, old, own)
        }

    def _beyond(self, edge: int, names: tuple[str, ...], claim_key: str) -> set[str]:
        """Keys of this claim in the windows that meet at an edge, told of in days near to it."""
        key = f"w/{edge:05d}/{digest(*names[:-1])}"
        raw = self.store.get(key)
        known = _keys_decoder.decode(raw) if raw is not None else []
        if claim_key not in known:
            self.store.set(key, _encode([*known, claim_key]))
        return set(known)

    def _quotes_key(self, claim: Claim, place: str, epoch: int) -> str:
        who = digest(claim_party(claim))
        return f"q/{epoch:05d}/{place}/{who}/{blocks.family(claim.axis)}"

    def _quotes(self, key: str) -> list[_Quoted]:
        raw = self.store.get(key)
        return _quotes_decoder.decode(raw) if raw is not None else []

    def _same_quotations(
        self, claim: Claim, place: str, epoch: int, quoted: tuple[str, ...], claim_key: str
    ) -> set[str]:
        """Keys of the claims of the same speaker's party in the same words; remembers these."""
        key = self._quotes_key(claim, place, epoch)
        known = self._quotes(key)
        number = _number_of(claim)
        rivals = [old for old in known if old.axis == claim.axis and old.number == number]
        fresh = [
            _Quoted(text, claim.axis, number, claim_key)
            for text in quoted
            if not any(old.text == text and old.claim_key == claim_key for old in rivals)
        ]
        if fresh and len(known) < _MAX_QUOTES:
            self.store.set(key, _encode([*known, *fresh]))
        return {
            old.claim_key
            for old in rivals
            for text in quoted
            if old.claim_key != claim_key
            and fuzz.ratio(text, old.text, score_cutoff=SAME_QUOTATION)
        }

    def _same_sentence(self, claim: Claim, names: tuple[str, ...], claim_key: str) -> set[str]:
        """The claim that another outlet made first, in its own voice, in this very sentence.

        Two outlets that print one sentence copied it: they answer for it together.
        """
        sentence = folded(claim.quote)
        if sentence.count(" ") + 1 < MIN_WORDS:
            return set()
        place_id, axis, referent, _, *answer = names
        what = digest(place_id, axis, referent, *answer, sentence)
        key = f"s/{int(names[-1]):05d}/{what}"
        raw = self.store.get(key)
        if raw is None:
            self.store.set(key, claim_key.encode())
            return set()
        first = raw.decode()
        known = self._claim_state(first, None)
        return {first} if known is not None and len(known.twins) < _MAX_TWINS else set()

    # -- comparing ------------------------------------------------------------------------------

    def _compare(self, change: _Change) -> None:
        """Hold every position of the claim against those it can meet, then take it in."""
        for position in positions_of(change.claim):
            position = msgspec.structs.replace(position, claim_key=change.claim_key)
            if self._take_in(position, change):
                self._meet(position, change)

    def _take_in(self, position: Position, change: _Change) -> bool:
        """Keep a position at its time. Whether it says something that verdicts have not seen."""
        home, what = blocks.home_key(position, change.cell.route), content(position)
        block = self._block(home, change) or self._new_block(home)
        number = block.find(what)
        if number is None and len(block.entries) >= self.config.max_positions:
            change.uncompared += 1
            return False
        entry = new_entry(home, what) if number is None else block.entries[number]
        day = day_of(position)
        times_key = entry.times_key(day)
        times = self._times_at(times_key)
        outcome = insert(
            times, taken(position, change.evidence_key, change.published), self.config.max_times
        )
        if outcome == "full":
            change.uncompared += 1
            return False
        if outcome == "known" and all(t.mention_id != position.mention_id for t in times):
            return False  # alike to every verdict; else a write repeated after a crash
        self._store_evidence(change)
        if outcome != "known":
            self.store.set(times_key, self._times.dump(times_key, times))
        if number is None:
            number = block.put(entry)
            self.store.set(home, self._blocks.dump(home, block))
        if block.hold(number, day):
            days_key = blocks.days_key(home)
            self.store.set(days_key, self._held.dump(days_key, block.held))
        change.blocks[home] = block
        return True

    def _block(self, key: str, change: _Change) -> Block | None:
        """The block under a key, with the days on which its positions were held."""
        if key not in change.blocks:
            raw, days_key = self.store.get(key), blocks.days_key(key)
            block = None if raw is None else self._blocks.load(key, raw)
            if block is not None:
                if block.rivalries is None:
                    block.rivalries = self._rivalries_of(key)
                held = self.store.get(days_key)
                block.held = [] if held is None else self._held.load(days_key, held)
            change.blocks[key] = block
        return change.blocks[key]

    def _new_block(self, key: str) -> Block:
        block = Block(blocks.first_day(key), [])
        block.rivalries = self._rivalries_of(key)
        return block

    def _rivalries_of(self, key: str) -> candidates.Rivalries:
        """What is known of the pairs of contents that meet in the block under a key, and in those of
        the same matter before and after it."""
        matter = blocks.matter(key)
        known = self._rivalries.get(matter)
        if known is None:
            known = candidates.Rivalries()
            self._rivalries.put(matter, known)
        return known

    def _times_at(self, key: str) -> list[Taken]:
        """The times under a key, the best evidence first."""
        raw = self.store.get(key)
        return [] if raw is None else self._times.load(key, raw)

    def _store_evidence(self, change: _Change) -> None:
        if change.evidence_stored:
            return
        claim = change.claim
        if claim.claim_id != change.state.claim_id:
            claim = changed(claim, claim_id=change.state.claim_id)
        raw = merge.dump_claim(claim)
        self.store.set(change.evidence_key, raw)
        self._fresh = change.evidence_key, raw, claim
        change.evidence_stored = True

    def _meet(self, position: Position, change: _Change) -> None:
        reached = self._reached(position, change)
        if position.concedes:
            self._resolve_own(position, change, reached)
        for found, other, time, kind in self._clashes(position, change, reached, news=True):
            self._raise(found, kind, position, other, time, change)

    def _reached(self, position: Position, change: _Change) -> list[Block]:
        """The blocks whose positions one can meet."""
        keys = blocks.reachable_keys(position, change.cell.route)
        found = (self._block(key, change) for key in keys)
        return [block for block in found if block is not None]

    def _clashes(
        self, position: Position, change: _Change, reached: list[Block], *, news: bool = False
    ) -> Iterator[tuple[Clash, Position, Taken, Kind]]:
        """What a position contradicts, of each claim its best mention; where only ``news`` are
        asked for, without claims of which all mentions would leave their alerts as they are."""
        if not gate.stands(position):
            return
        route = change.cell.route
        what, view = content(position), candidates.view(position)
        for block in reached:
            window = block.window(view)
            for number, rivals in block.rivals_within(what, window):
                entry = block.entries[number]
                times = self._in_view(entry, block.days(number, window), view, change)
                if news and rivals.kinds and not change.again:
                    times = self._open(rivals, position, times, change)
                best: dict[str, tuple[Clash, Position, Taken, Kind]] = {}  # of each claim
                for time in times:
                    other = entry.at(time)
                    if not view.is_seen_from(other):
                        continue
                    found = clash_now(position, other, rivals)
                    if found is None:
                        continue
                    kind = foreseen(rivals, position, time)
                    if kind is None:
                        if not cells.belongs(route, position.spot, other.spot):
                            continue
                        sides = alerting.sides_of(found, position, other)
                        alert = _alert_key(position, other, sides, change.cell)
                        kind = foresee(rivals, position, time, alert, sides, found.confidence)
                    known = best.get(time.claim_key)
                    if known is None or _surer(found, time) < _surer(known[0], known[2]):
                        best[time.claim_key] = (found, other, time, kind)
                yield from best.values()

    def _open(
        self, rivals: Rivalry, position: Position, times: list[Taken], change: _Change
    ) -> list[Taken]:
        """The times of the claims of which some mention may add something to its alert."""
        claims: set[str] = set()
        settled = False
        mine, published, most = change.claim_key, change.published, self.config.max_claims_a_side
        for time in times:
            its = time.claim_key
            if its in claims:
                continue
            kind = foreseen(rivals, position, time)
            alert = None if kind is None else self._touch(kind.alert, change)
            if (
                kind is None
                or alert is None
                or not adds_nothing(kind, alert, (mine, its), (published, time.exact), most)
            ):
                claims.add(its)
            elif not settled:
                if self._some_concede(position, change):
                    return times
                settled = True
        return [time for time in times if time.claim_key in claims] if claims else []

    def _in_view(
        self, entry: Entry, days: Iterable[int], view: candidates.View, change: _Change
    ) -> list[Taken]:
        """The times of an entry that a position sees."""
        seen: list[Taken] = []
        stored, load = self.store.get, self._times.load
        for day in days:
            change.compared += 1
            key = entry.times_key(day)
            raw = stored(key)
            if raw is not None:
                times = load(key, raw)
                if view.covers(day):
                    seen += times
                else:
                    seen += [time for time in times if view.reaches(time.span.end)]
        return seen

    def _some_concede(self, position: Position, change: _Change) -> bool:
        """Whether somebody concedes what a position, or one that it can meet, may have held."""
        asked = change.conceding
        if asked is None or asked[0] is not position:
            keys = blocks.beyond_reach_keys(position, change.cell.route)
            asked = change.conceding = position, any(self._has_conceding(k, change) for k in keys)
        return asked[1]

    def _has_conceding(self, key: str, change: _Change) -> bool:
        """Whether a block has a concession; of most that are asked no more is."""
        block = change.blocks.get(key)
        if block is None:
            raw = self.store.get(key)
            block = None if raw is None else self._blocks.load(key, raw)
        return block is not None and bool(block.conceding)

    # -- alerts ---------------------------------------------------------------------------------

    def _raise(
        self,
        found: Clash,
        kind: Kind,
        position: Position,
        other: Position,
        time: Taken,
        change: _Change,
    ) -> None:
        """Open the alert of a clash, or give a known one better evidence and more sources."""
        key, mine, theirs = kind.alert, kind.side, kind.other_side
        evidence = Evidence(position, change.evidence_key, change.published)
        other_evidence = Evidence(other, time.evidence, time.exact)
        state = self._touch(key, change)
        if state is None:
            sides = sorted(
                (
                    SideState(mine, evidence, (), (0, 0)),
                    SideState(theirs, other_evidence, (), (0, 0)),
                ),
                key=lambda side: side.key,
            )
            state = AlertState(
                alert_id=key.rsplit("/", 1)[1],
                type=found.type,
                sides=(sides[0], sides[1]),
                confidence=found.confidence,
                revision=0,
                status=_OPEN,
                detected_at=self._clock().timestamp(),
                resolution=None,
                cause=change.claim.mention_id,
            )
            change.touched[key] = state
            change.changed.add(key)
            if found.confidence < self.config.min_confidence:
                change.held_back += 1
        elif alerting.is_better(state, found, evidence, other_evidence):
            state.confidence = found.confidence
            state.type = found.type
            for side in state.sides:
                side.evidence = evidence if side.key == mine else other_evidence
            change.changed.add(key)
        self._join_side(state, mine, change.claim_key, key, change)
        self._join_side(state, theirs, other.claim_key, key, change)
        if self._some_concede(position, change):
            for own in (position, other):
                if state.status != _RESOLVED and self._is_conceded(own, change):
                    self._resolve(state, key, own, change)

    def _claim_state(self, key: str, change: _Change | None) -> ClaimState | None:
        if change is None:
            return self._loaded(key, self._claims, None)
        if key in change.claims:
            return change.claims[key]
        return self._loaded(key, self._claims, change.claims)

    def _loaded(
        self, key: str, decoded: Decoded[Stored], asked: dict[str, Stored | None] | None
    ) -> Stored | None:
        """A stored value, if there is one, put among what was asked for in a change."""
        raw = self.store.get(key)
        found = None if raw is None else decoded.load(key, raw)
        if asked is not None:
            asked[key] = found
        return found

    def _join_side(
        self, alert: AlertState, side_key: str, claim_key: str, key: str, change: _Change
    ) -> None:
        """Put a claim on a side of an alert, and the alert among those of the claim."""
        number = int(alert.sides[0].key != side_key)
        side = alert.sides[number]
        joined = claim_key in side.claims
        if not joined and len(side.claims) >= self.config.max_claims_a_side:
            return
        if joined and not change.again:
            return
        claim = self._claim_state(claim_key, change)
        if claim is None:
            return
        its_key = _side_key(key, number)
        if not joined:
            one = claim.twins or (claim_key,)
            if not set(side.claims).issubset(one) and self._kept(its_key, change) is None:
                change.mixed.add(its_key)
                for other_key in side.claims:
                    other = self._claim_state(other_key, change)
                    if other is not None:
                        change.grow(its_key, other.twins or (other_key,))
            side.claims = tuple(sorted((*side.claims, claim_key)))
            change.joined.add(key)
            change.grow(its_key, one)
        # after a crash between the two writes the alert knows the claim, but not the claim the alert
        if its_key not in claim.sides and len(claim.sides) < self.config.max_alerts_a_claim:
            merge.link(claim, its_key)
            if claim is not change.state:
                change.linked[claim_key] = claim

    def _tell_sources(self, change: _Change) -> None:
        """The claim has more sources to tell: so have the sides that it is on, or one with it is."""
        fresh = frozenset((change.claim_key, *(change.state.twins if change.again else ())))
        state = change.state
        for side in self._group(change).sides if state.twins else state.sides:
            change.grow(side, fresh)

    def _kept(self, key: str, change: _Change | None) -> Backing | None:
        """The record of who stands behind the claims of a side of an alert, or behind those that
        are one, if there is one."""
        if change is None:
            return self._loaded(key, self._backings, None)
        if key in change.backings:
            return change.backings[key]
        return self._loaded(key, self._backings, change.backings)

    def _united(self, state: ClaimState, change: _Change | None) -> merge.Behind:
        """Who stands behind a claim and those that are one with it."""
        if not state.twins:
            return state.sources
        key = _united_key(state)
        if change is not None and state is change.state and not change.united_taken:
            change.united_taken = True
            # it has what the others told: each of them saw to that
            fresh = (
                self._twins(state, change) if change.same or change.again else [change.claim_key]
            )
            return self._behind(key, fresh, change)[0]
        return self._kept(key, change) or Backing()

    def _behind_side(self, its_key: str, side: SideState, change: _Change | None) -> merge.Behind:
        """Who stands behind a side of an alert.

        Most sides rest on one claim, and a claim on the sides of many alerts: they have its sources
        and no record of their own.
        """
        kept = self._kept(its_key, change)
        if kept is not None:
            return kept
        if change is not None and change.claim_key in side.claims:
            return self._united(change.state, change)
        states = (self._claim_state(key, change) for key in side.claims)
        state = next((state for state in states if state is not None), None)
        return Backing() if state is None else self._united(state, change)

    def _behind(self, key: str, claims: Collection[str], change: _Change) -> tuple[Backing, bool]:
        """The backing under a key, once it has taken in the sources of some claims, and whether
        that was more."""

        def sources_of(key: str) -> Sources | None:
            state = self._claim_state(key, change)
            return None if state is None else state.sources

        behind, more = self._kept(key, change), False
        before = b"" if behind is None else self.store.get(key) or b""
        alike = before, frozenset(claims)
        done = change.added.get(alike)
        if done is not None:
            behind, more, raw = done
            behind.shared = True
            if more:
                self.store.set(key, raw)
                self._backings.keep(key, raw, behind)
            change.backings[key] = behind
            return behind, more
        if behind is None:
            behind = Backing()
        elif behind.shared:
            behind = behind.copy()
        change.backings[key] = behind
        cap, max_outlets = self.config.max_mentions, self.config.max_outlets
        for its_key in sorted(claims) if len(claims) > 1 else claims:
            sources = sources_of(its_key)
            if sources is not None:
                more |= behind.add(its_key, sources, sources_of, cap=cap, max_outlets=max_outlets)
        raw = b""
        if more:
            raw = self._backings.dump(key, behind)
            self.store.set(key, raw)
        change.added[alike] = behind, more, raw
        return behind, more

    def _resolve_own(self, position: Position, change: _Change, reached: list[Block]) -> None:
        """A concession: resolve the alerts of what the same party held before."""
        for block, number in ((b, n) for b in reached for n in range(len(b.entries))):
            entry = block.entries[number]
            if not _may_concede(position, entry.content):
                continue
            for time in self._all_times(block, number):
                own = entry.at(time)
                if position.published < own.published or not _concedes(position, own):
                    continue
                for *_, kind in self._clashes(own, change, self._reached(own, change)):
                    alert = self._touch(kind.alert, change)
                    if alert is not None:
                        self._resolve(alert, kind.alert, own, change)

    def _all_times(self, block: Block, number: int) -> Iterator[Taken]:
        for day in block.days(number):
            yield from self._times_at(block.entries[number].times_key(day))

    def _is_conceded(self, own: Position, change: _Change) -> bool:
        """Whether its party gave up a position.

        Asked of every position that an alert rests on, and not of those that it shows: these are
        the best so far, which depends on the order in which mentions come.
        """
        for key in blocks.reachable_keys(own, change.cell.route):
            block = self._block(key, change)
            if block is None or not block.conceding:
                continue
            if any(
                _may_concede(block.entries[number].content, own)
                and any(
                    time.published >= own.published
                    and _concedes(block.entries[number].at(time), own)
                    for time in self._all_times(block, number)
                )
                for number in block.conceding
            ):
                return True
        return False

    @staticmethod
    def _resolve(alert: AlertState, key: str, own: Position, change: _Change) -> None:
        if alert.status != _RESOLVED:
            alert.status = _RESOLVED
            alert.resolution = f"{own.party} concedes"
            change.changed.add(key)

    # -- publishing -----------------------------------------------------------------------------

    def _publish(self, change: _Change) -> tuple[Alert, ...]:
        """Store the touched alerts and give those that changed, as new revisions."""
        records = []
        self._take_sources(change)
        cause = change.claim.mention_id
        for key, alert in change.touched.items():
            if key in change.changed:
                visible = alert.revision > 0 or alert.confidence >= self.config.min_confidence
                # a revision that this mention caused was stored before a crash: it stays the same
                if visible and (alert.revision == 0 or alert.cause != cause):
                    self._count(alert)
                    alert.revision += 1
                    if alert.revision > 1 and alert.status == _OPEN:
                        alert.status = _UPDATED
                alert.cause = cause
            if key in change.changed or key in change.joined:
                self.store.set(key, self._alerts.dump(key, alert))
            # an unchanged alert that this mention caused was stored but perhaps never sent
            if alert.revision > 0 and (key in change.changed or alert.cause == cause):
                records.append(self._record(key, alert, change))
        return tuple(records)

    def _take_sources(self, change: _Change) -> None:
        """Have the sides of alerts take in what sources they lack; who has more to tell has changed."""
        before = change.told_before
        if change.state.twins:
            united = self._kept(_united_key(change.state), change)
            before = (0, 0) if united is None else united.told
        # a side that rests on a claim alone has more to tell where the claim has
        now = self._united(change.state, change).told
        news = now != before or change.same or change.again
        stored, joined, mixed = self.store.get, change.joined, change.mixed
        for its_key, claims in change.grown.items():
            if not news and stored(its_key) is None:
                # most rest on one claim, and that has nothing new to tell
                if its_key not in mixed and _alert_on(its_key) not in joined:
                    continue
            kept = self._kept(its_key, change)
            own = kept is not None or its_key in change.mixed
            if own:
                had = None if kept is None or change.again else kept.told
                behind, more = self._behind(its_key, claims, change)
                told = behind.told
                # what it had to tell before was told
                if not (more or change.again) or told == had:
                    continue
            elif not (news or _alert_on(its_key) in change.joined):
                continue
            alert = self._touch(_alert_on(its_key), change)
            if alert is None:
                continue
            side = alert.sides[int(its_key[-1])]
            if not own:
                mine = change.claim_key in side.claims
                told = now if mine else self._behind_side(its_key, side, change).told
            if side.told != told:
                side.told = told
                change.changed.add(_alert_on(its_key))

    def _touch(self, key: str, change: _Change) -> AlertState | None:
        """The alert under a key, if there is one, as this mention leaves it."""
        state = change.touched.get(key)
        if state is None:
            raw = self.store.get(key)
            if raw is None:
                return None
            state = change.touched[key] = self._alerts.load(key, raw)
        return state

    def _count(self, alert: AlertState) -> None:
        if alert.revision == 0:
            self.stats.alerts += 1
        else:
            self.stats.alert_updates += 1
        if alert.status == _RESOLVED:
            self.stats.alerts_resolved += 1

    def _load_alert(self, key: str) -> AlertState | None:
        raw = self.store.get(key)
        return self._alerts.load(key, raw) if raw is not None else None

    def _record(self, key: str, alert: AlertState, change: _Change | None) -> Alert:
        """The alert as it is published; one that has the same evidence as before is only renewed."""
        one, other = alert.sides[0].evidence, alert.sides[1].evidence
        ids = self._told_as(one, change), self._told_as(other, change)
        sources = (
            self._behind_side(_side_key(key, 0), alert.sides[0], change),
            self._behind_side(_side_key(key, 1), alert.sides[1], change),
        )
        made_of = (alert.type, one, other, *ids)
        known = self._records.get(alert.alert_id)
        if known is None or known.made_of != made_of:
            first = merge.under(self._evidence(one.key), ids[0])
            second = merge.under(self._evidence(other.key), ids[1])
            known = _Recorded(made_of, alerting.told(alert, (first, second)))
            self._records.put(alert.alert_id, known)
        return alerting.record(alert, known.told, sources)

    def _told_as(self, evidence: Evidence, change: _Change | None) -> str:
        """The id under which the claim of a side's best mention is told of."""
        state = self._claim_state(evidence.position.claim_key, change)
        return "" if state is None else merge.final_id(state)

    def _evidence(self, key: str) -> Claim:
        raw = self.store.get(key)
        if raw is None:
            raise KeyError(f"evidence {key} is not in the store")
        if self._fresh is not None and self._fresh[:2] == (key, raw):
            # most mentions are never asked for again, so only this one is kept
            self._wholes.keep(key, raw, self._shared(self._fresh[2]))
            self._fresh = None
        return self._wholes.load(key, raw)

    def _load_whole(self, raw: bytes) -> Claim:
        return self._shared(merge.load_claim(raw))

    def _shared(self, claim: Claim) -> Claim:
        """The same claim with its parts as other claims in memory have them: there are far fewer
        places, speakers, days and answers than claims."""
        return sharing(claim, ("place", "value", "speaker", "as_of"), self._parts)


def _known_key(claim: Claim, cell: Cell) -> str:
    return cell.key("m", day_number(claim.published_at), claim.mention_id)


def _side_key(alert_key: str, number: int) -> str:
    """Where it is kept who stands behind a side of the alert under a key."""
    return f"o{alert_key[1:]}/{number}"


def _alert_on(side_key: str) -> str:
    """Where the alert is kept of a side."""
    return f"a{side_key[1:-2]}"


def _united_key(state: ClaimState) -> str:
    """Where it is kept who stands behind a claim and those that are one with it."""
    return f"u{merge.least(state)[1:]}"


def _taken_together(results: list[LedgerResult]) -> LedgerResult:
    """What a claim brought about in all of its cells, its home first."""
    home = results[0]
    if len(results) == 1:
        return home
    return home.model_copy(
        update={
            "alerts": tuple(alert for result in results for alert in result.alerts),
            "replayed": all(result.replayed for result in results),
            "held_back": sum(result.held_back for result in results),
            "uncompared": sum(result.uncompared for result in results),
            "compared": sum(result.compared for result in results),
        }
    )


def _number_of(claim: Claim) -> str:
    return value_key(claim.value, claim.axis) if claim.value.kind == "numbers" else claim.value.kind


def _alert_key(a: Position, b: Position, sides: tuple[str, str], cell: Cell) -> str:
    """Where the alert of two positions is kept."""
    epoch = _alert_epoch(a.span, b.span)
    named = alert_id(cell.route, alerting.where(a, b), epoch, *sides)
    return f"a/{epoch:05d}/{named}"


def _alert_epoch(a: Span, b: Span) -> int:
    """The last day of the window within which the same sides have one dispute, whatever its axes."""
    day = int(max(a.end, b.end) // DAY)
    return (day // STATE_EPOCH_DAYS + 1) * STATE_EPOCH_DAYS - 1


def _surer(found: Clash, time: Taken) -> tuple[float, tuple[float, float, str]]:
    """Order of clashes: the surest first, then that with the best evidence."""
    return -found.confidence, rank(time)


def _may_concede(concession: Position, own: Position) -> bool:
    """Whether a concession gives up what the same party held, their times apart."""
    return (
        concession.concedes
        and not own.concedes
        and same_side(concession.party, own.party)
        and exclusion(concession, own) is not None
    )


def _concedes(concession: Position, own: Position) -> bool:
    """Whether a concession that may give up a position does so at these times and places."""
    return blocks.in_reach(concession, own) and all(
        check(concession, own).passed
        for check in (gate.place, gate.question, gate.referent, gate.scope)
    )
