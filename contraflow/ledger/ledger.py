"""The ledger: takes claims one by one, merges repeats, raises and updates alerts.

``add`` is a pure function of the store's content and the claim, apart from the clock that stamps
``detected_at``. Verdicts are functions of pairs of claims and ids are hashes of what they name, so
the final set of alerts is a function of the set of claims: arrival order, replays, restarts and
crashes between two writes cannot change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from contraflow.ledger import alerts as alerting
from contraflow.ledger import blocks, gate, merge
from contraflow.ledger.alerts import AlertState, Evidence, SideState
from contraflow.ledger.config import LedgerConfig
from contraflow.ledger.entailment import positions_of, spot_of
from contraflow.ledger.exclusion import exclusion
from contraflow.ledger.identity import (
    STATE_EPOCH_DAYS,
    alert_id,
    claim_id,
    claim_store_key,
    digest,
    epoch_of,
    place_key,
    value_key,
)
from contraflow.ledger.independence import no_sources, quotations
from contraflow.ledger.merge import ClaimState
from contraflow.ledger.position import Position, Spot
from contraflow.ledger.positions import (
    BlockCodec,
    Entry,
    Taken,
    dump_times,
    insert,
    load_times,
    taken,
    times_key,
)
from contraflow.ledger.sides import claim_party, same_side
from contraflow.ledger.store import MemoryStore, Store, day_number
from contraflow.ledger.timeline import DAY
from contraflow.ledger.verdict import Clash, clash_now
from contraflow.settings import Settings
from schemas import Alert, AlertStatus, Claim, MergedClaim


class LedgerResult(BaseModel):
    """What one claim brought about."""

    model_config = ConfigDict(frozen=True)

    claim_id: str
    """Final id of the claim that the mention joined."""
    merged: MergedClaim | None
    """The claim's new state; None for a known mention, which changes nothing."""
    alerts: tuple[Alert, ...] = ()
    """Revisions to publish, in order; none for a known mention."""
    replayed: bool = False
    """The mention was known already: nothing changed."""
    held_back: int = 0
    """Alerts found but held back for want of confidence, counted when first found."""
    uncompared: int = 0
    """Positions not taken in because their block was full."""
    compared: int = 0
    """Claims that this one was compared with."""


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


class _Known(msgspec.Struct, array_like=True, frozen=True):
    claim_id: str
    claim_key: str


class _Quoted(msgspec.Struct, array_like=True, frozen=True):
    text: str
    axis: str
    number: str
    claim_id: str
    claim_key: str


@dataclass(slots=True)
class _Change:
    """What is being decided for one claim."""

    claim: Claim
    state: ClaimState
    claim_key: str
    place: str
    evidence_key: str
    published: float
    touched: dict[str, AlertState] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    held_back: int = 0
    uncompared: int = 0
    compared: int = 0
    evidence_stored: bool = False


_known_decoder = msgspec.msgpack.Decoder(_Known)
_spots_decoder = msgspec.msgpack.Decoder(list[Spot])
_quotes_decoder = msgspec.msgpack.Decoder(list[_Quoted])
_encode = msgspec.msgpack.Encoder().encode

SAME_QUOTATION = 90.0
"""Similarity (0 to 100) from which two quotations of one speaker are one."""
_MAX_QUOTES = 48
_MAX_SPOTS = 8


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
        self._blocks = BlockCodec()

    # -- the one operation ----------------------------------------------------------------------

    def add(self, claim: Claim) -> LedgerResult:
        """Take in one mention of a claim. A known mention changes nothing (see ``replayed``)."""
        known_key = _known_key(claim)
        raw = self.store.get(known_key)
        if raw is not None:
            self.stats.replays += 1
            known = _known_decoder.decode(raw)
            return LedgerResult(claim_id=known.claim_id, merged=None, replayed=True)
        place = place_key(claim.place)
        try:
            return self._add(claim, place, known_key)
        except BaseException:
            self._blocks.clear()  # a block changed in memory may not have been stored
            raise

    def _add(self, claim: Claim, place: str, known_key: str) -> LedgerResult:
        evidence_key = f"e/{epoch_of(claim) + STATE_EPOCH_DAYS:05d}/{claim.mention_id}"
        state, claim_key, new_outlet = self._merge(claim, place, evidence_key)
        change = _Change(
            claim, state, claim_key, place, evidence_key, claim.published_at.timestamp()
        )
        if state.first == evidence_key:
            self._store_evidence(change)
        self._compare(change)
        if new_outlet:
            self._grow_alerts(change)
        published = self._publish(change)
        self.store.set(claim_key, merge.encode(state))
        self.store.set(known_key, _encode(_Known(state.claim_id, claim_key)))
        self.stats.mentions += 1
        self.stats.held_back += change.held_back
        self.stats.uncompared += change.uncompared
        return LedgerResult.model_construct(
            claim_id=state.claim_id,
            merged=self._merged(state),
            alerts=published,
            replayed=False,
            held_back=change.held_back,
            uncompared=change.uncompared,
            compared=change.compared,
        )

    def add_all(self, claims: Iterable[Claim]) -> tuple[LedgerResult, ...]:
        """Take in claims one after the other."""
        return tuple(self.add(claim) for claim in claims)

    def recall(self, claim: Claim) -> LedgerResult | None:
        """What a known mention takes part in now, for sending it again; None when not known.

        For callers that may have stored the state and lost the output; those that send first and
        store after need it not.
        """
        raw = self.store.get(_known_key(claim))
        if raw is None:
            return None
        known = _known_decoder.decode(raw)
        raw = self.store.get(known.claim_key)
        if raw is None:
            return LedgerResult(claim_id=known.claim_id, merged=None, replayed=True)
        state = merge.decode(raw)
        found = (self._load_alert(key) for key in state.alerts)
        return LedgerResult.model_construct(
            claim_id=known.claim_id,
            merged=self._merged(state),
            alerts=tuple(self._record(a) for a in found if a is not None and a.revision > 0),
            replayed=True,
            held_back=0,
            uncompared=0,
            compared=0,
        )

    # -- merging --------------------------------------------------------------------------------

    def _merged(self, state: ClaimState) -> MergedClaim:
        return merge.merged_claim(state, self._evidence(state.first))

    def _merge(self, claim: Claim, place: str, evidence_key: str) -> tuple[ClaimState, str, bool]:
        """The claim's state with this mention in it, its store key, whether its outlet is new."""
        own_id, key = claim_id(claim), claim_store_key(claim)
        raw = self.store.get(key)
        if raw is None:
            twin_id = self._same_spot(claim, place)
            if twin_id is not None:
                own_id, key = claim_id(claim, twin_id), claim_store_key(claim, twin_id)
                raw = self.store.get(key)
        quoted = quotations(claim.quote) if not claim.speaker.is_outlet else ()
        if raw is None and quoted:
            twin = self._same_quotation(claim, place, quoted)
            if twin is not None:
                own_id, key = twin.claim_id, twin.claim_key
                raw = self.store.get(key)
        if raw is None:
            state = merge.begin(own_id)
            self.stats.claims += 1
        else:
            state = merge.decode(raw)
        new_outlet = merge.join(
            state,
            claim,
            evidence_key,
            max_mentions=self.config.max_mentions,
            max_outlets=self.config.max_outlets,
        )
        if quoted:
            self._remember_quotations(claim, place, quoted, own_id, key)
        return state, key, new_outlet

    def _same_spot(self, claim: Claim, place: str) -> str | None:
        """The id under which this claim is known already, if its place has another there.

        One article resolves a name that another leaves unresolved. Spots of one name are few, so
        each is tried.
        """
        key = f"p/{epoch_of(claim):05d}/{place}"
        raw = self.store.get(key)
        spots = _spots_decoder.decode(raw) if raw is not None else []
        own = spot_of(claim.place)
        others = [spot for spot in spots if spot.id != own.id and gate.one_place(spot, own)]
        if all(spot.id != own.id for spot in spots) and len(spots) < _MAX_SPOTS:
            self.store.set(key, _encode([*spots, own]))
        known = (s.id for s in others if self.store.get(claim_store_key(claim, s.id)) is not None)
        return min(known, default=None)

    def _quotes_key(self, claim: Claim, place: str) -> str:
        who = digest(claim_party(claim))
        return f"q/{epoch_of(claim):05d}/{place}/{who}/{blocks.family(claim.axis)}"

    def _quotes(self, key: str) -> list[_Quoted]:
        raw = self.store.get(key)
        return _quotes_decoder.decode(raw) if raw is not None else []

    def _same_quotation(self, claim: Claim, place: str, quoted: tuple[str, ...]) -> _Quoted | None:
        """A claim of the same speaker's party in the same words, if there is one."""
        number = _number_of(claim)
        best: tuple[float, str, _Quoted] | None = None
        for old in self._quotes(self._quotes_key(claim, place)):
            if old.axis != claim.axis or old.number != number:
                continue
            for text in quoted:
                score = fuzz.ratio(text, old.text, score_cutoff=SAME_QUOTATION)
                if score and (best is None or (score, old.claim_id) > (best[0], best[1])):
                    best = (score, old.claim_id, old)
        return best[2] if best else None

    def _remember_quotations(
        self, claim: Claim, place: str, quoted: tuple[str, ...], claim_id: str, claim_key: str
    ) -> None:
        key = self._quotes_key(claim, place)
        known = self._quotes(key)
        number = _number_of(claim)
        fresh = [
            _Quoted(text, claim.axis, number, claim_id, claim_key)
            for text in quoted
            if not any(q.text == text and q.axis == claim.axis for q in known)
        ]
        if fresh and len(known) < _MAX_QUOTES:
            self.store.set(key, _encode([*known, *fresh]))

    # -- comparing ------------------------------------------------------------------------------

    def _compare(self, change: _Change) -> None:
        """Hold every position of the claim against those it can meet, then take it in."""
        for position in positions_of(change.claim):
            position = msgspec.structs.replace(position, claim_key=change.claim_key)
            home = blocks.home_key(position, change.place)
            block = self._blocks.load(home, self.store.get(home))
            entry = block.find(position)
            is_new = entry is None
            if entry is None:
                if len(block.entries) >= self.config.max_positions:
                    change.uncompared += 1
                    continue
                entry = Entry(position, times_key(home, position))
            times = self._times(entry)
            outcome = insert(
                times, taken(position, change.evidence_key, change.published), self.config.max_times
            )
            if outcome == "full":
                change.uncompared += 1
                continue
            if outcome == "known" and all(t.mention_id != position.mention_id for t in times):
                continue  # alike to every verdict; else a write repeated after a crash
            self._store_evidence(change)
            if outcome != "known":
                self.store.set(entry.times_key, dump_times(times))
            if is_new:
                block.append(entry)
                self.store.set(home, self._blocks.dump(home, block))
            self._meet(position, change, home, block.entries)

    def _times(self, entry: Entry) -> list[Taken]:
        return load_times(self.store.get(entry.times_key))

    def _store_evidence(self, change: _Change) -> None:
        if change.evidence_stored:
            return
        claim = change.claim
        if claim.claim_id != change.state.claim_id:
            claim = claim.model_copy(update={"claim_id": change.state.claim_id})
        self.store.set(change.evidence_key, merge.dump_claim(claim))
        change.evidence_stored = True

    def _meet(self, position: Position, change: _Change, home: str, own: list[Entry]) -> None:
        reached: list[Entry] = []
        for key in blocks.reachable_keys(position, change.place):
            if key == home:
                reached.extend(own)
            else:
                raw = self.store.get(key)
                if raw is not None:
                    reached.extend(self._blocks.load(key, raw).entries)
        if position.concedes:
            self._resolve_own(position, change, reached)
        change.compared += len(reached)
        if not gate.stands(position):
            return
        for entry in reached:
            other = entry.position
            if other.party == position.party or not gate.stands(other):
                continue
            excluded = exclusion(position, other)
            if excluded is None or not gate.meet(position, other):
                continue
            best: dict[str, tuple[Clash, Position, Taken]] = {}  # of each claim
            for time in self._times(entry):  # in order of rank
                other = entry.at(time)
                found = clash_now(position, other, excluded)
                if found is None:
                    continue
                known = best.get(time.claim_key)
                if known is None or found.confidence > known[0].confidence:
                    best[time.claim_key] = (found, other, time)
            for found, other, time in best.values():
                self._raise(found, position, other, time, change, reached)

    # -- alerts ---------------------------------------------------------------------------------

    def _raise(
        self,
        found: Clash,
        position: Position,
        other: Position,
        time: Taken,
        change: _Change,
        reached: list[Entry],
    ) -> None:
        """Open the alert of a clash, or give a known one better evidence and more sources."""
        mine, theirs = alerting.side_keys(position, other)
        epoch = _alert_epoch(position, other)
        key = f"a/{epoch:05d}/{alert_id(alerting.where(position, other), epoch, mine, theirs)}"
        evidence = Evidence(position, change.evidence_key, change.published)
        other_evidence = Evidence(other, time.evidence, time.exact)
        state = change.touched.get(key) or self._load_alert(key)
        other_claim = self._claim_state(other, change)
        if state is None:
            sides = sorted(
                (
                    SideState(mine, evidence, no_sources()),
                    SideState(theirs, other_evidence, no_sources()),
                ),
                key=lambda side: side.key,
            )
            state = AlertState(
                alert_id=key.rsplit("/", 1)[1],
                type=found.type.value,
                sides=sides,
                confidence=found.confidence,
                revision=0,
                status=AlertStatus.OPEN.value,
                detected_at=self._clock().timestamp(),
                resolution=None,
                cause=change.claim.mention_id,
            )
            change.changed.add(key)
            if found.confidence < self.config.min_confidence:
                change.held_back += 1
        elif alerting.is_better(state, found, evidence, other_evidence):
            state.confidence = found.confidence
            state.type = found.type.value
            for side in state.sides:
                side.evidence = evidence if side.key == mine else other_evidence
            change.changed.add(key)
        change.touched[key] = state
        self._link(change.state, key, mine)
        self._add_sources(state, mine, change.state, key, change)
        if other_claim is not None:
            self._add_sources(state, theirs, other_claim, key, change)
            if other_claim is not change.state and self._link(other_claim, key, theirs):
                self.store.set(other.claim_key, merge.encode(other_claim))
        self._resolve_if_conceded(state, key, reached, change)

    def _claim_state(self, position: Position, change: _Change) -> ClaimState | None:
        if position.claim_key == change.claim_key:
            return change.state
        raw = self.store.get(position.claim_key)
        return merge.decode(raw) if raw is not None else None

    def _link(self, state: ClaimState, key: str, side: str) -> bool:
        if key in state.alerts or len(state.alerts) >= self.config.max_alerts_a_claim:
            return False
        state.alerts[key] = side
        return True

    def _add_sources(
        self, alert: AlertState, side_key: str, claim: ClaimState, key: str, change: _Change
    ) -> None:
        """Put a claim's sources on a side; a new outlet makes a new revision."""
        for side in alert.sides:
            if side.key != side_key:
                continue
            for passage in claim.sources.passages:
                if side.sources.add(
                    passage, cap=self.config.max_mentions, max_outlets=self.config.max_outlets
                ):
                    change.changed.add(key)

    def _grow_alerts(self, change: _Change) -> None:
        """A known claim has a new outlet: its alerts' source lists grow."""
        for key, side in change.state.alerts.items():
            alert = change.touched.get(key) or self._load_alert(key)
            if alert is None:
                continue
            change.touched[key] = alert
            self._add_sources(alert, side, change.state, key, change)

    def _resolve_own(self, position: Position, change: _Change, reached: list[Entry]) -> None:
        """A concession: resolve the alerts of what the same party held before."""
        for entry in reached:
            if not _may_concede(position, entry.position):
                continue
            for time in self._times(entry):
                own = entry.at(time)
                state = self._claim_state(own, change) if _concedes(position, own) else None
                for key in state.alerts if state is not None else ():
                    alert = change.touched.get(key) or self._load_alert(key)
                    if alert is not None:
                        change.touched[key] = alert
                        self._resolve_if_conceded(alert, key, reached, change)

    def _resolve_if_conceded(
        self, alert: AlertState, key: str, reached: list[Entry], change: _Change
    ) -> None:
        if alert.status == AlertStatus.RESOLVED.value:
            return
        for entry in reached:
            for side in alert.sides:
                own = side.evidence.position
                if _may_concede(entry.position, own) and any(
                    time.published >= own.published and _concedes(entry.at(time), own)
                    for time in self._times(entry)
                ):
                    alert.status = AlertStatus.RESOLVED.value
                    alert.resolution = f"{own.party} concedes"
                    change.changed.add(key)
                    return

    # -- publishing -----------------------------------------------------------------------------

    def _publish(self, change: _Change) -> tuple[Alert, ...]:
        """Store the touched alerts and give those that changed, as new revisions."""
        records = []
        for key, alert in change.touched.items():
            cause = change.claim.mention_id
            if key in change.changed:
                visible = alert.revision > 0 or alert.confidence >= self.config.min_confidence
                if visible:
                    self._count(alert)
                    alert.revision += 1
                    if alert.revision > 1 and alert.status == AlertStatus.OPEN.value:
                        alert.status = AlertStatus.UPDATED.value
                alert.cause = cause
                self.store.set(key, alerting.encode(alert))
            # an unchanged alert that this mention caused was stored but perhaps never sent
            if alert.revision > 0 and (key in change.changed or alert.cause == cause):
                records.append(self._record(alert))
        return tuple(records)

    def _count(self, alert: AlertState) -> None:
        if alert.revision == 0:
            self.stats.alerts += 1
        else:
            self.stats.alert_updates += 1
        if alert.status == AlertStatus.RESOLVED.value:
            self.stats.alerts_resolved += 1

    def _load_alert(self, key: str) -> AlertState | None:
        raw = self.store.get(key)
        return alerting.decode(raw) if raw is not None else None

    def _record(self, alert: AlertState) -> Alert:
        first, second = (self._evidence(side.evidence.key) for side in alert.sides)
        return alerting.record(alert, (first, second))

    def _evidence(self, key: str) -> Claim:
        raw = self.store.get(key)
        if raw is None:
            raise KeyError(f"evidence {key} is not in the store")
        return merge.load_claim(raw)


def _known_key(claim: Claim) -> str:
    return f"m/{day_number(claim.published_at):05d}/{claim.mention_id}"


def _number_of(claim: Claim) -> str:
    return value_key(claim.value, claim.axis) if claim.value.kind == "numbers" else claim.value.kind


def _alert_epoch(a: Position, b: Position) -> int:
    """The last day of the window within which the same sides have one dispute, whatever its axes."""
    day = int(max(a.span.end, b.span.end) // DAY)
    return (day // STATE_EPOCH_DAYS + 1) * STATE_EPOCH_DAYS - 1


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
    return all(
        check(concession, own).passed
        for check in (gate.place, gate.question, gate.referent, gate.scope)
    )
