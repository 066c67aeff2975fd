"""The page in a real browser: live, filtered, judged, by keyboard, on a phone, in the dark."""

from __future__ import annotations

from typing import Any

import pytest

from schemas import AlertStatus, Feedback
from tests.browser.conftest import OpenPage
from tests.gateway.conftest import FakePublisher
from tests.gateway.live import LiveGateway, wait_for
from tests.gateway.records import (
    BEJAIA,
    LYSYCHANSK,
    MINISTRY,
    NOWHERE,
    TOUDJA,
    alert,
    claim,
    feedback,
    incoming,
    merged,
)

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>'


def expect(target: Any) -> Any:
    return sync_api.expect(target)


def cards(page: Any) -> Any:
    return page.locator("#alerts .card")


def sides(page: Any) -> list[dict[str, float]]:
    """Where the two quotes of the first card stand, both measured at one moment."""
    measured: list[dict[str, float]] = page.evaluate(
        "['.side-earlier', '.side-later'].map("
        "name => document.querySelector(name).getBoundingClientRect().toJSON())"
    )
    return measured


def wait_until_live(page: Any) -> None:
    expect(page.locator("#live")).to_have_text("Live")


def test_alerts_arrive_live_newest_first(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0)])
    page = open_page()
    wait_until_live(page)
    expect(cards(page)).to_have_count(1)
    live.write([incoming(alert(2, place=LYSYCHANSK), 1)])
    expect(cards(page)).to_have_count(2)
    expect(cards(page).first).to_contain_text("Lysychansk")
    expect(page.locator("#announce")).to_have_text(
        "New contradiction: Lysychansk, casualties: figures differ"
    )
    expect(page.locator("#summary")).to_contain_text("1 new since you came")
    # a new revision takes the place of the old one
    grown = alert(1, revision=2, status=AlertStatus.RESOLVED, resolution="The mayor took it back.")
    live.write([incoming(grown, 2)])
    old = page.locator('.card[data-alert="alert-1"]')
    expect(old).to_have_attribute("data-revision", "2")
    expect(old).to_contain_text("The mayor took it back.")
    expect(cards(page)).to_have_count(2)


def test_both_quotes_with_what_clashes_marked(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0)])
    page = open_page()
    card = cards(page).first
    earlier, later = card.locator(".side-earlier"), card.locator(".side-later")
    expect(earlier.locator("blockquote")).to_have_text("“We have four dead,” said the mayor.")
    expect(earlier.locator("mark")).to_have_text("four")
    expect(later.locator("mark")).to_have_text("two")
    expect(earlier).to_contain_text("the mayor")
    expect(earlier).to_contain_text("Soummam Matin")
    expect(earlier).to_contain_text("27 Jul 2024, 10:00 UTC")
    # side by side
    left, right = sides(page)
    assert abs(left["top"] - right["top"]) < 2 and right["left"] >= left["right"] - 2
    # the other sources are folded under their side
    echo = later.get_by_text("Echo")
    expect(echo).to_be_hidden()
    later.locator("summary").click()
    expect(echo).to_be_visible()


def test_hostile_text_stays_text(open_page: OpenPage, live: LiveGateway) -> None:
    judged = feedback(1, "alert-1").model_copy(update={"note": HOSTILE, "analyst": HOSTILE})
    place = TOUDJA.model_copy(update={"name": HOSTILE, "admin": HOSTILE, "aliases": (HOSTILE,)})
    live.write([
        incoming(
            alert(1, place=place, quotes=(HOSTILE, HOSTILE), outlets=(HOSTILE, HOSTILE),
                  resolution=HOSTILE), 0),
        incoming(judged, 0),
        incoming(
            merged(claim("1e", HOSTILE, place=place, source=HOSTILE, url="javascript:alert(1)")), 0
        ),
    ])  # fmt: skip
    for path in ("/", "/alerts/alert-1", f"/places/{TOUDJA.id}"):
        page = open_page(path)
        expect(page.locator("blockquote").first).to_contain_text("<img src=x")
        assert page.locator("main img, main script").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0
        assert page.title() != "broken"


def test_filters_narrow_list_stream_and_address(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0), incoming(alert(2, place=LYSYCHANSK), 1)])
    page = open_page()
    expect(cards(page)).to_have_count(2)
    page.get_by_label("Place", exact=True).fill("lisichansk")
    expect(cards(page)).to_have_count(1)
    assert page.url.endswith("?place=lisichansk")
    wait_until_live(page)
    live.write([incoming(alert(3, place=BEJAIA), 2), incoming(alert(4, place=LYSYCHANSK), 3)])
    expect(cards(page)).to_have_count(2)
    expect(cards(page).first).to_have_attribute("data-alert", "alert-4")
    # the address alone gives the same view
    again = open_page("/?place=lisichansk&min_confidence=0.5")
    expect(cards(again)).to_have_count(2)
    expect(again.get_by_label("Place", exact=True)).to_have_value("lisichansk")
    again.get_by_role("button", name="Clear filters").click()
    expect(cards(again)).to_have_count(4)
    again.locator("select[name=status]").select_option("resolved")
    expect(again.locator(".empty")).to_contain_text("No contradiction fits these filters yet")


def test_older_alerts_are_a_click_away(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(n), n) for n in range(60)])
    page = open_page()
    expect(cards(page)).to_have_count(50)
    page.get_by_role("button", name="Show older alerts").click()
    expect(cards(page)).to_have_count(60)
    expect(page.get_by_role("button", name="Show older alerts")).to_be_hidden()
    ids = page.eval_on_selector_all(".card", "cards => cards.map(c => c.dataset.alert)")
    assert len(set(ids)) == 60


def test_an_analyst_judges_an_alert(
    open_page: OpenPage, live: LiveGateway, publisher: FakePublisher
) -> None:
    live.write([incoming(alert(1), 0)])
    page = open_page()
    card = cards(page).first
    card.get_by_text("Judge this alert").click()
    card.get_by_label("Just an update").check()
    card.get_by_label("Note (optional)").fill("Later count, <b>same</b> source")
    card.get_by_label("Your name (optional)").fill("Ana")
    card.get_by_role("button", name="Send").click()
    expect(card.locator(".judged")).to_contain_text("Just an update by Ana")
    expect(card.locator(".judged")).to_contain_text("<b>same</b>")
    record = publisher.sent[0][1]
    assert isinstance(record, Feedback)
    assert record.verdict.value == "just-an-update"
    page.reload()
    expect(cards(page).first).to_contain_text("1 verdict by analysts")


def test_a_verdict_that_is_not_saved_is_not_lost(
    open_page: OpenPage, live: LiveGateway, publisher: FakePublisher
) -> None:
    publisher.down = True
    live.write([incoming(alert(1), 0)])
    page = open_page(expect_errors=("503",))
    card = cards(page).first
    card.get_by_text("Judge this alert").click()
    card.get_by_label("Right", exact=True).check()
    card.get_by_label("Note (optional)").fill("keep me")
    card.get_by_role("button", name="Send").click()
    expect(card.get_by_role("alert")).to_contain_text("Not saved")
    expect(card.get_by_label("Note (optional)")).to_have_value("keep me")
    # a new revision does not take away what is being typed
    wait_until_live(page)
    card.get_by_label("Note (optional)").focus()
    live.write([incoming(alert(1, revision=2, status=AlertStatus.UPDATED), 1)])
    expect(page.locator("#announce")).to_contain_text("Updated")
    page.wait_for_timeout(300)
    expect(card.get_by_label("Note (optional)")).to_have_value("keep me")


def test_the_map_shows_places_and_leads_to_them(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([
        incoming(alert(1), 0), incoming(alert(2, place=LYSYCHANSK), 1),
        incoming(alert(3, place=NOWHERE), 2),
        incoming(alert(4, place=BEJAIA, status=AlertStatus.RESOLVED), 3),
    ])  # fmt: skip
    page = open_page()
    dots = page.locator("#map .dots a")
    expect(dots).to_have_count(2)
    expect(page.locator("#map")).to_contain_text("Lysychansk")
    expect(page.locator("#places li")).to_have_count(3)
    labels = dots.evaluate_all("dots => dots.map(d => d.getAttribute('aria-label'))")
    assert "Toudja: 1 open contradiction" in labels
    box = page.locator("#map svg").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("#map svg").get_attribute("viewBox") != box
    page.get_by_role("button", name="Show all places").click()
    page.get_by_role("link", name="Lysychansk: 1 open contradiction").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/geonames:702972")
    expect(page.locator("h1")).to_have_text("Lysychansk")


def test_a_place_has_a_timeline_by_party(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([
        incoming(alert(1), 0),
        incoming(merged(claim("1e", "We have four dead."), mentions=3), 0),
        incoming(merged(claim("1l", "two citizens", source="AIS", speaker=MINISTRY)), 1),
        incoming(
            merged(claim("x", "The road is closed.", axis="status.access", predicate="close",
                         speaker=claim("s", "x").speaker.model_copy(
                             update={"party": None, "name": "a driver"}))), 2),
    ])  # fmt: skip
    page = open_page(f"/places/{TOUDJA.id}")
    expect(page.locator("h1")).to_have_text("Toudja")
    entries = page.locator(".entry")
    expect(entries).to_have_count(3)
    expect(page.locator("#timeline-controls")).to_contain_text("a driver")
    expect(entries.filter(has_text="four dead")).to_contain_text("4 people")
    expect(entries.filter(has_text="four dead").locator(".clashes a")).to_have_attribute(
        "href", "/alerts/alert-1"
    )
    page.get_by_label("a driver").uncheck()
    expect(entries).to_have_count(2)
    page.get_by_label("a driver").check()
    page.get_by_label("Question").select_option("status.access")
    expect(entries).to_have_count(1)
    expect(page.locator(".place-alerts .card")).to_have_count(1)


def test_unknown_pages_say_so(open_page: OpenPage) -> None:
    page = open_page("/places/nowhere", expect_errors=("404",))
    expect(page.locator("#timeline")).to_contain_text("Nothing is known about this place.")
    page = open_page("/alerts/nothing", expect_errors=("404",))
    expect(page.locator("#alert")).to_contain_text("There is no such alert")


def test_one_alert_shows_its_history(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0)])
    page = open_page("/alerts/alert-1")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator("#history-section")).to_be_hidden()
    wait_for(lambda: live.gateway.slots.taken == 1)
    live.write([incoming(alert(1, revision=2, status=AlertStatus.UPDATED, confidence=0.9), 1)])
    expect(page.locator("#history li")).to_have_count(2)
    expect(page.locator("#history li").first).to_contain_text("confidence 80 to 90 %")


def test_the_keyboard_is_enough(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0)])
    page = open_page()
    expect(cards(page)).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen: set[str] = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " const dot = e.querySelector?.('circle');"
            " const shown = s.outlineStyle !== 'none' || dot !== null;"
            " if (e === document.body) return null;"
            " return [e.textContent.trim().slice(0, 40) || e.name || e.id, shown]; })()"
        )
        if focused is None:  # once round
            break
        seen.add(focused[0])
        assert focused[1], f"no visible focus on {focused[0]}"
    for target in ("Toudja", "Judge this alert", "Clear filters", "place"):
        assert any(target in one for one in seen), f"{target} is not reached by Tab: {seen}"


def test_structure_for_screen_readers(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0), incoming(merged(claim("1e", "We have four dead.")), 0)])
    for path in ("/", "/alerts/alert-1", f"/places/{TOUDJA.id}", "/subscribe"):
        page = open_page(path)
        if path != "/subscribe":
            expect(page.locator(".card").first).to_be_visible()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("h1").count() == 1
        assert page.locator("main").count() == 1
        faults = page.evaluate(_FAULTS)
        assert faults == [], f"{path}: {faults}"


_FAULTS = """
(() => {
  const faults = [];
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  for (const id of ids) if (ids.filter(x => x === id).length > 1) faults.push('id twice: ' + id);
  for (const e of document.querySelectorAll('input, select, textarea'))
    if (!e.labels?.length && !e.getAttribute('aria-label')) faults.push('no label: ' + e.name);
  for (const e of document.querySelectorAll('button, a[href], summary'))
    if (!e.textContent.trim() && !e.getAttribute('aria-label'))
      faults.push('no name: ' + e.outerHTML.slice(0, 80));
  for (const e of document.querySelectorAll('img'))
    if (!e.hasAttribute('alt')) faults.push('no alt: ' + e.src);
  for (const e of document.querySelectorAll('[aria-labelledby]'))
    if (!document.getElementById(e.getAttribute('aria-labelledby')))
      faults.push('label missing: ' + e.getAttribute('aria-labelledby'));
  let level = 0;
  for (const e of document.querySelectorAll('h1, h2, h3, h4')) {
    const now = Number(e.tagName[1]);
    if (level && now > level + 1) faults.push('heading jumps: ' + e.textContent);
    level = now;
  }
  return faults;
})()
"""


_CONTRAST = """
(() => {
  // WCAG 2 contrast of each text against the nearest background that is not transparent
  const parse = (c) => (c.match(/[\\d.]+/g) ?? []).map(Number);
  const lum = ([r, g, b]) => {
    const f = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * f(r) + 0.7152 * f(g) + 0.0722 * f(b);
  };
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.checkVisibility()) continue;
    if (e.closest('svg, noscript, .skip, option')) continue;
    const style = getComputedStyle(e);
    let back = e;
    let rgb = parse(getComputedStyle(back).backgroundColor);
    while (rgb.length === 4 && rgb[3] === 0 && back.parentElement) {
      back = back.parentElement;
      rgb = parse(getComputedStyle(back).backgroundColor);
    }
    const [a, b] = [lum(parse(style.color)), lum(rgb)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faults.add(`${e.className || e.tagName} ${ratio.toFixed(2)}`);
  }
  return [...faults];
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_in_light_and_dark(
    open_page: OpenPage, live: LiveGateway, scheme: str
) -> None:
    live.write([
        incoming(alert(1), 0),
        incoming(alert(2, test=True, status=AlertStatus.RESOLVED, resolution="withdrawn"), 1),
        incoming(merged(claim("1e", "We have four dead."), mentions=2), 0),
    ])  # fmt: skip
    backgrounds = {"light": "rgb(244, 242, 236)", "dark": "rgb(18, 21, 26)"}
    for path in ("/", "/alerts/alert-1", f"/places/{TOUDJA.id}", "/subscribe"):
        page = open_page(path, color_scheme=scheme, reduced_motion="reduce")
        if path != "/subscribe":
            expect(page.locator(".card").first).to_be_visible()
        style = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert style == backgrounds[scheme]
        assert page.evaluate(_CONTRAST) == [], path


def test_a_phone_needs_no_sideways_scrolling(open_page: OpenPage, live: LiveGateway) -> None:
    long = "w" * 300
    live.write([
        incoming(alert(1, quotes=(long, "two " + long), outlets=(long, "B")), 0),
        incoming(merged(claim("1e", long, source=long)), 0),
    ])  # fmt: skip
    for path in ("/", "/alerts/alert-1", f"/places/{TOUDJA.id}", "/subscribe"):
        for width in (320, 390, 700, 900):
            page = open_page(path, viewport={"width": width, "height": 800}, has_touch=True)
            if path != "/subscribe":
                expect(page.locator(".card").first).to_be_visible()
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} wide at {width}"
            page.close()
    page = open_page("/", viewport={"width": 390, "height": 800})
    expect(cards(page)).to_have_count(1)
    earlier, later = sides(page)
    assert later["top"] >= earlier["bottom"] - 1  # one above the other


def test_a_lost_connection_is_told_and_made_good(open_page: OpenPage, live: LiveGateway) -> None:
    live.write([incoming(alert(1), 0)])
    page = open_page(expect_errors=("ERR_", "Failed to load"))
    wait_until_live(page)
    page.context.set_offline(True)
    page.evaluate("0")
    live.write([incoming(alert(2), 1)])
    page.context.set_offline(False)
    expect(cards(page)).to_have_count(2)


def test_a_gateway_with_tokens_asks_for_one(open_page: OpenPage, live: LiveGateway) -> None:
    from dataclasses import replace

    from pydantic import SecretStr

    from contraflow.gateway.security import Tokens

    live.write([incoming(alert(1), 0)])
    guarded = Tokens((SecretStr("let-me-in"),), ())
    live.app.state.gateway = replace(live.gateway, tokens=guarded)
    page = open_page(expect_errors=("401", "403"))
    page.get_by_label("This gateway needs a token").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".sign-in .problem")).to_have_text("this token may not read")
    page.get_by_label("This gateway needs a token").fill("let-me-in")
    page.get_by_role("button", name="Sign in").click()
    expect(cards(page)).to_have_count(1)
    wait_until_live(page)
    assert page.evaluate("document.cookie") == ""
