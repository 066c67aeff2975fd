"""Alerts as an Atom feed (RFC 4287), with the place as a GeoRSS point."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from contraflow.gateway.views import AlertView, place_link
from schemas import Claim

ATOM = "http://www.w3.org/2005/Atom"
GEORSS = "http://www.georss.org/georss"
ElementTree.register_namespace("", ATOM)
ElementTree.register_namespace("georss", GEORSS)

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(alerts: Sequence[AlertView], *, base_url: str, self_url: str) -> bytes:
    """The feed's document, UTF-8. All text is plain text: a quote is never taken for markup."""
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    _text(root, "title", "Contraflow: contradictions")
    _text(root, "subtitle", "Two claims about one place that cannot both be true")
    _text(root, "id", self_url)
    ElementTree.SubElement(root, f"{{{ATOM}}}link", rel="self", href=self_url)
    ElementTree.SubElement(root, f"{{{ATOM}}}link", rel="alternate", href=f"{base_url}/")
    newest = max((alert.detected_at for alert in alerts), default=datetime.fromtimestamp(0, UTC))
    _text(root, "updated", _time(newest))
    author = ElementTree.SubElement(root, f"{{{ATOM}}}author")
    _text(author, "name", "Contraflow")
    for alert in alerts:
        entry = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
        _text(entry, "id", f"urn:contraflow:alert:{alert.alert_id}")
        _text(entry, "title", title(alert))
        _text(entry, "published", _time(alert.opened_at))
        _text(entry, "updated", _time(alert.detected_at))
        ElementTree.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=alert.link)
        ElementTree.SubElement(
            entry,
            f"{{{ATOM}}}link",
            rel="related",
            href=place_link(base_url, alert.place.id),
            title=_clean(alert.place.name),
        )
        for scheme, term in (
            ("aspect", alert.aspect.value),
            ("type", alert.type.value),
            ("status", alert.status.value),
        ):
            ElementTree.SubElement(
                entry, f"{{{ATOM}}}category", scheme=f"urn:contraflow:{scheme}", term=term
            )
        _text(entry, "summary", alert.explanation)
        content = _text(entry, "content", "\n\n".join((*_sides(alert), alert.explanation)))
        content.set("type", "text")
        if alert.place.lat is not None and alert.place.lon is not None:
            point = ElementTree.SubElement(entry, f"{{{GEORSS}}}point")
            point.text = f"{alert.place.lat} {alert.place.lon}"
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def title(alert: AlertView) -> str:
    """One line: the place, the aspect, what became of it."""
    parts = [f"{alert.place.name}: {alert.aspect.value}, {alert.type.value}"]
    if alert.status.value != "open":
        parts.append(f"({alert.status.value})")
    if alert.test:
        parts.insert(0, "[TEST]")
    return " ".join(parts)


def _sides(alert: AlertView) -> tuple[str, str]:
    return _side(alert.earlier), _side(alert.later)


def _side(claim: Claim) -> str:
    who = claim.speaker.name if not claim.speaker.is_outlet else claim.source
    told = "" if who == claim.source else f", in {claim.source}"
    return f"{who}{told}, {_time(claim.published_at)}:\n“{claim.quote}”"


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = _clean(text)
    return element


def _clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot hold."""
    return _NOT_XML.sub("�", text)


def _time(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
