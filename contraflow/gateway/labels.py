"""Analysts' feedback as labelled clusters, in the form that the scorecard reads (tests/eval).

An alert that was judged *right* becomes a contradiction between two propositions, one that was
judged otherwise becomes a pair of compatible ones. The result is a draft: it labels what was
alerted on, and cannot know what was missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from schemas import Alert, Article, Claim, Feedback, Verdict

_WHY = {Verdict.JUST_AN_UPDATE: "update", Verdict.NOT_A_CONTRADICTION: "different-scope"}
"""The scorecard wants to know why a pair is compatible. 'Not a contradiction' has no reason of its
own: the commonest one stands in, for the person who reviews the draft to mend."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An alert with the verdict that counts, and all that analysts noted."""

    alert: Alert
    verdict: Verdict
    notes: tuple[str, ...]


def settle(alerts: Iterable[Alert], feedback: Iterable[Feedback]) -> tuple[Judged, ...]:
    """The alerts that were judged, each with one verdict.

    Each analyst's last word counts once; among them most votes win, then the newest. Alerts are
    taken in the revision given last; test alerts are left out.
    """
    newest = {alert.alert_id: alert for alert in alerts if not alert.test}
    words: dict[str, dict[str, Feedback]] = {}
    for given in sorted(feedback, key=lambda one: (one.given_at, one.feedback_id)):
        if given.alert_id in newest:
            # those who do not sign may be several: each of their words counts
            who = given.analyst.strip().casefold() or given.feedback_id
            words.setdefault(given.alert_id, {})[who] = given
    settled: list[Judged] = []
    for alert_id, by_analyst in words.items():
        last = sorted(by_analyst.values(), key=lambda one: (one.given_at, one.feedback_id))
        votes = [one.verdict for one in last]
        verdict = max(
            set(votes), key=lambda one: (votes.count(one), len(votes) - votes[::-1].index(one))
        )
        notes = tuple(one.note for one in last if one.note)
        settled.append(Judged(newest[alert_id], verdict, notes))
    return tuple(settled)


def clusters(
    judged: Iterable[Judged], articles: Mapping[str, Article]
) -> tuple[dict[str, Any], ...]:
    """Labelled clusters: alerts that share an article stand in one.

    Args:
        judged: Alerts with their verdicts.
        articles: Whole articles by id, where they are still to be had. For one that is not, its
            quotes stand in, and the cluster's ``incomplete`` names it.
    """
    groups: list[tuple[set[str], list[Judged]]] = []
    for one in sorted(judged, key=lambda one: one.alert.alert_id):
        shared = {one.alert.earlier.article_id, one.alert.later.article_id}
        members = [one]
        apart: list[tuple[set[str], list[Judged]]] = []
        for ids, listed in groups:
            if ids & shared:
                shared |= ids
                members = listed + members
            else:
                apart.append((ids, listed))
        groups = [*apart, (shared, members)]
    return tuple(_cluster(members, articles) for _, members in groups)


def _cluster(judged: list[Judged], articles: Mapping[str, Article]) -> dict[str, Any]:
    sides = [side for one in judged for side in (one.alert.earlier, one.alert.later)]
    article_ids = list(dict.fromkeys(side.article_id for side in sides))
    numbers = {article_id: f"a{number}" for number, article_id in enumerate(article_ids, 1)}
    propositions: dict[str, dict[str, Any]] = {}
    for side in sides:
        known = propositions.setdefault(
            side.claim_id,
            {
                "id": f"P{len(propositions) + 1}",
                "place": list(
                    dict.fromkeys((side.place.name, side.place.surface, *side.place.aliases))
                ),
                "aspect": side.aspect.value,
                "speaker": side.speaker.name,
                "summary": side.quote,
                "mentions": [],
            },
        )
        mention = {"article": numbers[side.article_id], "quote": side.quote}
        if mention not in known["mentions"]:
            known["mentions"].append(mention)
    contradictions: list[dict[str, Any]] = []
    compatible: list[dict[str, Any]] = []
    for one in judged:
        a, b = (propositions[side.claim_id]["id"] for side in (one.alert.earlier, one.alert.later))
        note = " / ".join((one.alert.explanation, *one.notes))
        if one.verdict is Verdict.RIGHT:
            contradictions.append({"a": a, "b": b, "type": one.alert.type.value, "note": note})
        else:
            compatible.append({"a": a, "b": b, "why": _WHY[one.verdict], "note": note})
    cluster: dict[str, Any] = {
        "id": f"feedback-{judged[0].alert.alert_id[:12]}",
        "topic": ", ".join(dict.fromkeys(one.alert.place.name for one in judged)),
        "articles": [
            _article(numbers[article_id], article_id, articles.get(article_id), sides)
            for article_id in article_ids
        ],
        "propositions": list(propositions.values()),
        "contradictions": contradictions,
        "compatible": compatible,
    }
    incomplete = [numbers[article_id] for article_id in article_ids if article_id not in articles]
    if incomplete:
        cluster["incomplete"] = incomplete
    return cluster


def _article(
    number: str, article_id: str, article: Article | None, sides: list[Claim]
) -> dict[str, Any]:
    if article is not None:
        source, published, title, text = (
            article.source, article.published_at, article.title or "", article.text,
        )  # fmt: skip
    else:
        own = [side for side in sides if side.article_id == article_id]
        source, published, title = own[0].source, own[0].published_at, ""
        text = "\n\n".join(dict.fromkeys(side.quote for side in own))
    return {
        "id": number,
        "source": source,
        "published_at": _time(published),
        "title": title or text.strip().splitlines()[0][:120],
        "text": text,
        "article_id": article_id,
    }


def _time(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
