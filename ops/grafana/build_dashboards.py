"""Makes the Grafana dashboards: ``python ops/grafana/build_dashboards.py [--check]``.

The dashboards are kept here as code, where a change can be reviewed, and written as JSON into
``dashboards/``, from where Grafana loads them. ``--check`` fails when the JSON is not fresh.

A panel is a title, its queries, a unit and what it tells; places on the grid follow from the order.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SCHEMA_VERSION = 39
"""Of Grafana's dashboard model; later Grafanas migrate it by themselves."""
DATASOURCE = {"type": "prometheus", "uid": "contraflow-prometheus"}
GRID_WIDTH = 24


@dataclass(frozen=True)
class Query:
    """One PromQL query with the legend of its series. ``$…`` are Grafana's variables."""

    expr: str
    legend: str = ""
    instant: bool = False
    heatmap: bool = False


@dataclass(frozen=True)
class Panel:
    """One panel. ``kind`` is Grafana's panel type, ``unit`` one of Grafana's unit names."""

    title: str
    about: str
    queries: Sequence[Query] = ()
    kind: str = "timeseries"
    unit: str = "short"
    width: int = 8
    height: int = 8
    stacked: bool = False
    bars: bool = False
    red_above: float | None = None
    """Value above which it is red; green below."""
    red_below: float | None = None
    overrides: Sequence[Mapping[str, Any]] = ()
    transformations: Sequence[Mapping[str, Any]] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self, number: int, x: int, y: int) -> dict[str, Any]:
        """Grafana's model of this panel at a place on the grid."""
        panel: dict[str, Any] = {
            "id": number,
            "title": self.title,
            "description": self.about,
            "type": self.kind,
            "gridPos": {"x": x, "y": y, "w": self.width, "h": self.height},
            "options": {**_OPTIONS.get(self.kind, {}), **self.options},
            "transformations": list(self.transformations),
        }
        if not self.queries:
            return panel
        panel["datasource"] = DATASOURCE
        panel["targets"] = [
            {
                "refId": chr(ord("A") + index),
                "datasource": DATASOURCE,
                "expr": query.expr,
                "legendFormat": query.legend or "__auto",
                "instant": query.instant,
                "range": not query.instant,
                "format": "heatmap" if query.heatmap else "table" if query.instant and
                self.kind == "table" else "time_series",
            }
            for index, query in enumerate(self.queries)
        ]  # fmt: skip
        panel["fieldConfig"] = {
            "defaults": {
                "unit": self.unit,
                "min": 0,
                "color": self._color(),
                "thresholds": self._thresholds(),
                "custom": self._custom(),
            },
            "overrides": list(self.overrides),
        }
        return panel

    def _color(self) -> dict[str, str]:
        has_threshold = self.red_above is not None or self.red_below is not None
        if self.kind in ("stat", "gauge", "bargauge"):
            return {"mode": "thresholds"} if has_threshold else {"mode": "continuous-BlPu"}
        return {"mode": "palette-classic"}

    def _thresholds(self) -> dict[str, Any]:
        steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
        if self.red_above is not None:
            steps.append({"color": "red", "value": self.red_above})
        elif self.red_below is not None:
            steps = [{"color": "red", "value": None}, {"color": "green", "value": self.red_below}]
        return {"mode": "absolute", "steps": steps}

    def _custom(self) -> dict[str, Any]:
        if self.kind != "timeseries":
            return {}
        return {
            "drawStyle": "bars" if self.bars else "line",
            "fillOpacity": 60 if self.bars else 12 if self.stacked else 0,
            "lineWidth": 1,
            "showPoints": "never",
            "spanNulls": False,
            "stacking": {"mode": "normal" if self.stacked else "none", "group": "A"},
        }


_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "timeseries": {
        "legend": {"displayMode": "list", "placement": "bottom"},
        "tooltip": {"mode": "multi", "sort": "desc"},
    },
    "stat": {
        "colorMode": "value",
        "graphMode": "area",
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
    },
    "bargauge": {
        "displayMode": "basic",
        "orientation": "horizontal",
        "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
    },
    "heatmap": {
        "calculate": False,
        "cellGap": 1,
        "color": {"mode": "scheme", "scheme": "Oranges", "steps": 64},
        "yAxis": {"unit": "s"},
        "tooltip": {"mode": "single"},
    },
}


@dataclass(frozen=True)
class Row:
    """A heading with the panels below it."""

    title: str
    panels: Sequence[Panel]


@dataclass(frozen=True)
class Dashboard:
    """A dashboard; its ``uid`` is part of links to it and never changes."""

    uid: str
    title: str
    about: str
    rows: Sequence[Row]
    time_from: str
    variables: Sequence[Mapping[str, Any]] = ()
    links: Sequence[Mapping[str, Any]] = ()

    def to_json(self) -> dict[str, Any]:
        """Grafana's model of the dashboard."""
        return {
            "uid": self.uid,
            "title": self.title,
            "description": self.about,
            "tags": ["contraflow"],
            "schemaVersion": SCHEMA_VERSION,
            "version": 1,
            "editable": False,
            "graphTooltip": 1,
            "refresh": "10s",
            "time": {"from": self.time_from, "to": "now"},
            "timezone": "utc",
            "templating": {"list": list(self.variables)},
            "annotations": {"list": []},
            "links": list(self.links),
            "panels": list(self._panels()),
        }

    def _panels(self) -> Iterator[dict[str, Any]]:
        number, y = 1, 0
        for row in self.rows:
            yield {
                "id": number,
                "type": "row",
                "title": row.title,
                "collapsed": False,
                "panels": [],
                "gridPos": {"x": 0, "y": y, "w": GRID_WIDTH, "h": 1},
            }
            number, y, x, line = number + 1, y + 1, 0, 0
            for panel in row.panels:
                if x + panel.width > GRID_WIDTH:
                    x, y, line = 0, y + line, 0
                yield panel.to_json(number, x, y)
                number, x, line = number + 1, x + panel.width, max(line, panel.height)
            y += line


def _constant(name: str, label: str, value: str) -> dict[str, Any]:
    return {
        "name": name,
        "label": label,
        "type": "textbox",
        "query": value,
        "current": {"text": value, "value": value},
        "options": [{"text": value, "value": value, "selected": True}],
    }


def _link(title: str, url: str) -> dict[str, Any]:
    return {
        "title": title,
        "url": url,
        "type": "link",
        "icon": "external link",
        "targetBlank": True,
    }


def _quantiles(metric: str, window: str = "$__rate_interval", by: str = "") -> list[Query]:
    labels = f"{by}, le" if by else "le"
    legend = f"{{{{{by}}}}} " if by else ""
    return [
        Query(
            f"histogram_quantile({q}, sum by ({labels}) (rate({metric}_bucket[{window}])))",
            f"{legend}p{round(q * 100)}",
        )
        for q in (0.5, 0.95, 0.99)
    ]


def _heatmap(metric: str, selector: str = "") -> list[Query]:
    return [
        Query(
            f"sum by (le) (increase({metric}_bucket{selector}[$__rate_interval]))",
            "{{le}}",
            heatmap=True,
        )
    ]


WORKERS = 'job=~"extractor|ledger|gateway"'

OPERATIONS = Dashboard(
    uid="contraflow-operations",
    title="Operations",
    about="Is it running, is it keeping up, and where does the time go?",
    time_from="now-1h",
    links=[
        _link("Prometheus alerts", "http://127.0.0.1:9090/alerts"),
        _link("Contradictions", "/d/contraflow-contradictions"),
    ],
    rows=[
        Row("Now", [
            Panel("Processes up", "Processes that answer a scrape, by service.",
                  [Query(f"sum by (job) (up{{{WORKERS}}})", "{{job}}")],
                  kind="stat", width=6, height=5, red_below=1),
            Panel("Not healthy", "Processes whose /healthz or /readyz fails.",
                  [Query("count(contraflow_live == 0) or vector(0)", "not alive"),
                   Query("count(contraflow_ready == 0) or vector(0)", "not ready")],
                  kind="stat", width=4, height=5, red_above=1),
            Panel("Records waiting", "Lag over all groups.",
                  [Query("sum(topic:contraflow_consumer_lag_records:sum)", "lag")],
                  kind="stat", width=3, height=5, red_above=1000),
            Panel("Dead letters", "Events set aside in the last hour.",
                  [Query("sum(increase(contraflow_dead_letters_total[1h]))", "last hour")],
                  kind="stat", width=3, height=5, red_above=1),
            Panel("Alert rules firing", "Prometheus alert rules; see the runbook.",
                  [Query('count(ALERTS{alertstate="firing"}) or vector(0)', "firing")],
                  kind="stat", width=3, height=5, red_above=1),
            Panel("What runs", "Version of the program and of the comparing rules.",
                  [Query("count by (component, version, rules_version) (contraflow_build_info)",
                         instant=True)],
                  kind="table", width=5, height=5,
                  transformations=[{"id": "organize", "options": {
                      "excludeByName": {"Time": True}}}]),
        ]),
        Row("Flow through the stages", [
            Panel("Articles", "Articles taken off their topic.",
                  [Query("sum(rate(contraflow_articles_total[$__rate_interval]))", "articles")],
                  unit="cps", width=6),
            Panel("Claims read", "Mentions of claims, by aspect.",
                  [Query("sum by (aspect) (rate(contraflow_claims_total[$__rate_interval]))",
                         "{{aspect}}")],
                  unit="cps", width=6, stacked=True),
            Panel("Mentions in the ledger", "First of their claim, merged, repeated, or a copy.",
                  [Query("sum by (outcome) (rate(contraflow_mentions_total[$__rate_interval]))",
                         "{{outcome}}")],
                  unit="cps", width=6, stacked=True),
            Panel("Alerts published", "Revisions written to the alerts topic, by type.",
                  [Query("sum by (type) (rate(contraflow_alerts_total[$__rate_interval]))",
                         "{{type}}")],
                  unit="cps", width=6, stacked=True),
            Panel("Comparisons", "Pairs of claims compared.",
                  [Query("sum(rate(contraflow_comparisons_total[$__rate_interval]))", "pairs")],
                  unit="cps", width=6),
            Panel("Articles skipped", "Not read, by reason.",
                  [Query("sum by (reason) (increase(contraflow_articles_skipped_total"
                         "[$__rate_interval]))", "{{reason}}")],
                  width=6, bars=True, stacked=True),
            Panel("Alerts held back", "Contradictions found but not published, by reason.",
                  [Query("sum by (reason) (increase(contraflow_alerts_withheld_total"
                         "[$__rate_interval]))", "{{reason}}"),
                   Query("sum(increase(contraflow_claims_uncompared_total[$__rate_interval]))",
                         "too many on one question")],
                  width=6, bars=True, stacked=True),
            Panel("Dead letters", "Events set aside, by stage and reason.",
                  [Query("sum by (stage, reason) (increase(contraflow_dead_letters_total"
                         "[$__rate_interval]))", "{{stage}}: {{reason}}")],
                  width=6, bars=True, stacked=True),
        ]),
        Row("Kafka", [
            Panel("Lag", "Records that a group has not committed yet.",
                  [Query("topic:contraflow_consumer_lag_records:sum", "{{group}} {{topic}}")]),
            Panel("Lag by partition", "One partition that rises alone has a slow or dead owner.",
                  [Query("partition:contraflow_consumer_lag_records:max",
                         "{{topic}}/{{partition}}")]),
            Panel("Seconds without progress",
                  "Since a partition last moved or had nothing to read.",
                  [Query("time() - max by (topic, partition) "
                         "(contraflow_consumer_progress_timestamp_seconds)",
                         "{{topic}}/{{partition}}")],
                  unit="s"),
            Panel("Commit age", "Since a process last committed offsets.",
                  [Query("time() - (contraflow_last_commit_timestamp_seconds > 0)",
                         "{{job}} {{instance}}")],
                  unit="s", width=6),
            Panel("Assigned partitions", "How a topic's partitions are dealt out.",
                  [Query("contraflow_assigned_partitions", "{{instance}} {{topic}}")],
                  width=6, stacked=True),
            Panel("Rebalances, readers replaced",
                  "Each pauses a group for a moment; an article that crashed its reader.",
                  [Query("sum by (job) (increase(contraflow_rebalances_total[$__rate_interval]))",
                         "{{job}}"),
                   Query("sum(increase(contraflow_reader_restarts_total[$__rate_interval]))",
                         "readers")],
                  width=6, bars=True),
            Panel("Seconds a rebalance", "Tables recovered included.",
                  _quantiles("contraflow_rebalance_duration_seconds", "1h")[:2],
                  unit="s", width=6),
            Panel("Commits and send errors", "Offset commits; records that could not be written.",
                  [Query("sum by (job) (rate(contraflow_commits_total[$__rate_interval]))",
                         "{{job}} commits"),
                   Query("sum by (job) (rate(contraflow_send_errors_total[$__rate_interval]))",
                         "{{job}} errors")],
                  unit="cps", width=12),
            Panel("Written and read", "End of the topics, and what their groups have committed.",
                  [Query("sum by (topic) (max by (topic, partition) (contraflow_topic_end_offset))",
                         "{{topic}} written"),
                   Query("sum by (group, topic) "
                         "(partition:contraflow_consumer_committed_offset:max)",
                         "{{group}} read")],
                  width=12),
        ]),
        Row("Time", [
            Panel("Article to alert", "Seconds from an article's arrival to its alert.",
                  _heatmap("contraflow_alert_latency_seconds"), kind="heatmap", unit="s"),
            Panel("Article to alert, quantiles", "Half, 95 and 99 of 100 alerts are faster.",
                  _quantiles("contraflow_alert_latency_seconds", "15m"), unit="s"),
            Panel("Publication to alert",
                  "From the later article's publication; a replayed archive is as old as it is.",
                  _heatmap("contraflow_alert_age_seconds"), kind="heatmap", unit="s"),
            Panel("Seconds a stage", "95 of 100 events take less.",
                  [Query("stage:contraflow_stage_duration_seconds:p95_5m", "{{stage}}")],
                  unit="s"),
            Panel("Reading", "Seconds to read an article.",
                  _heatmap("contraflow_stage_duration_seconds", '{stage="read"}'),
                  kind="heatmap", unit="s"),
            Panel("Busy", "Share of a process's time spent in each stage.",
                  [Query("sum by (job, stage) (rate(contraflow_stage_duration_seconds_sum"
                         "[$__rate_interval]))", "{{job}} {{stage}}")],
                  unit="percentunit", stacked=True),
        ]),
        Row("State", [
            Panel("Events in progress", "Taken off a topic, not finished.",
                  [Query("sum by (job, topic) (contraflow_events_in_progress)",
                         "{{job}} {{topic}}")],
                  width=6),
            Panel("Table entries", "Keys in the ledger's table, by kind.",
                  [Query("sum by (table) (contraflow_table_entries)", "{{table}}")], width=6),
            Panel("In memory", "Places and claims that a new claim can still meet.",
                  [Query("sum(contraflow_tracked_places)", "places"),
                   Query("sum(contraflow_tracked_claims)", "claims")], width=6),
            Panel("Oldest claim", "Age of the oldest claim in memory; bounded by the retention.",
                  [Query("time() - min(contraflow_oldest_claim_timestamp_seconds > 0)", "age")],
                  unit="s", width=6),
            Panel("Data on disk", "Size of each process's data folder.",
                  [Query("contraflow_data_size_bytes", "{{job}} {{instance}}")],
                  unit="bytes", width=12),
            Panel("Disk left", "Free share of the file system that holds the data.",
                  [Query("contraflow_data_free_bytes / contraflow_data_capacity_bytes",
                         "{{job}} {{instance}}")],
                  unit="percentunit", width=12),
        ]),
        Row("Gateway", [
            Panel("Requests", "By route.",
                  [Query("sum by (route) (rate(contraflow_gateway_requests_total"
                         "[$__rate_interval]))", "{{route}}")],
                  unit="reqps", stacked=True),
            Panel("Answers", "By status.",
                  [Query("sum by (status) (rate(contraflow_gateway_requests_total"
                         "[$__rate_interval]))", "{{status}}")],
                  unit="reqps", stacked=True),
            Panel("Seconds a request", "95 of 100 requests take less.",
                  [Query("histogram_quantile(0.95, sum by (route, le) (rate("
                         "contraflow_gateway_request_duration_seconds_bucket[5m])))", "{{route}}")],
                  unit="s"),
            Panel("Alerts held", "What the gateway serves, by status.",
                  [Query("sum by (status) (contraflow_gateway_alerts)", "{{status}}")], width=6),
            Panel("Subscribers", "Connected at the moment; webhooks that are active.",
                  [Query("sum by (kind) (contraflow_gateway_subscribers)", "{{kind}}")], width=6),
            Panel("Webhook deliveries", "Attempts, by how they ended.",
                  [Query("sum by (outcome) (increase(contraflow_webhook_deliveries_total"
                         "[$__rate_interval]))", "{{outcome}}")],
                  width=6, bars=True, stacked=True),
            Panel("Webhook queue", "Deliveries that wait.",
                  [Query("sum(contraflow_webhook_queue_size)", "waiting")], width=6),
            Panel("Seconds a delivery", "One attempt.",
                  _quantiles("contraflow_webhook_delivery_duration_seconds", "15m")[:2],
                  unit="s", width=6),
        ]),
        Row("Resources", [
            Panel("CPU", "Cores used.",
                  [Query(f"rate(process_cpu_seconds_total{{{WORKERS}}}[$__rate_interval])",
                         "{{job}} {{instance}}"),
                   Query("rate(contraflow_reader_process_cpu_seconds_total[$__rate_interval])",
                         "reader of {{instance}}")]),
            Panel("Memory", "Resident.",
                  [Query(f"process_resident_memory_bytes{{{WORKERS}}}", "{{job}} {{instance}}"),
                   Query("contraflow_reader_process_resident_memory_bytes",
                         "reader of {{instance}}")],
                  unit="bytes"),
            Panel("Open files", "File descriptors, sockets included.",
                  [Query(f"process_open_fds{{{WORKERS}}}", "{{job}} {{instance}}")]),
        ]),
    ],
)  # fmt: skip

_PAGE = "${gateway}/?"

CONTRADICTIONS = Dashboard(
    uid="contraflow-contradictions",
    title="Contradictions",
    about="For analysts: where do accounts contradict each other, and about what?",
    time_from="now-24h",
    variables=[_constant("gateway", "Page", "http://127.0.0.1:8080")],
    links=[
        _link("All alerts (page)", "http://127.0.0.1:8080/"),
        _link("Operations", "/d/contraflow-operations"),
    ],
    rows=[
        Row("At a glance", [
            Panel("New alerts", "Raised in the chosen time.",
                  [Query('sum(increase(contraflow_alerts_total{status="open"}[$__range]))', "new",
                         instant=True)],
                  kind="stat", width=6, height=4),
            Panel("Not resolved", "Alerts that stand at the moment.",
                  [Query("sum(contraflow_gateway_open_alerts)", "open")],
                  kind="stat", width=6, height=4),
            Panel("Claims read", "Mentions of claims in the chosen time.",
                  [Query("sum(increase(contraflow_claims_total[$__range]))", "claims",
                         instant=True)],
                  kind="stat", width=6, height=4),
            Panel("Held back", "Contradictions found but below the confidence asked for.",
                  [Query("sum(increase(contraflow_alerts_withheld_total[$__range]))", "held back",
                         instant=True)],
                  kind="stat", width=6, height=4),
        ]),
        Row("Over time", [
            Panel("By type", "How the two claims exclude each other.",
                  [Query('sum by (type) (increase(contraflow_alerts_total{status="open"}'
                         "[$__rate_interval])) > 0", "{{type}}")],
                  bars=True, stacked=True, width=12),
            Panel("By aspect", "What they are about.",
                  [Query('sum by (aspect) (increase(contraflow_alerts_total{status="open"}'
                         "[$__rate_interval])) > 0", "{{aspect}}")],
                  bars=True, stacked=True, width=12),
            Panel("By country", "Where; the ten countries with most alerts.",
                  [Query("topk(10, sum by (country) (increase("
                         "contraflow_alerts_by_country_total[$__rate_interval])) > 0)",
                         "{{country}}")],
                  bars=True, stacked=True, width=12),
            Panel("By status", "New ones, revisions and resolutions.",
                  [Query("sum by (status) (increase(contraflow_alerts_total"
                         "[$__rate_interval])) > 0", "{{status}}")],
                  bars=True, stacked=True, width=12),
        ]),
        Row("Open now", [
            Panel("Open alerts", "Choose a row to read its alerts on the page.",
                  [Query("sort_desc(sum by (type, aspect) (contraflow_gateway_open_alerts) > 0)",
                         instant=True)],
                  kind="table", width=10, height=10,
                  transformations=[{"id": "organize", "options": {
                      "excludeByName": {"Time": True},
                      "indexByName": {"type": 0, "aspect": 1, "Value": 2},
                      "renameByName": {"Value": "open"}}}],
                  overrides=[{"matcher": {"id": "byName", "options": "type"}, "properties": [
                      {"id": "links", "value": [{
                          "title": "Read them on the page", "targetBlank": True,
                          "url": _PAGE + "type=${__data.fields.type}"
                                 "&aspect=${__data.fields.aspect}"}]}]}]),
            Panel("Countries", "New alerts in the chosen time.",
                  [Query("topk(15, sum by (country) (increase("
                         "contraflow_alerts_by_country_total[$__range])) > 0)",
                         "{{country}}", instant=True)],
                  kind="bargauge", width=6, height=10),
            Panel("Places and alerts", "What has too many values for a metric.", kind="text",
                  width=8, height=10, options={"mode": "markdown", "content": (
                      "Single places and alerts are on the page, since a metric label for each "
                      "would grow without bound:\n\n"
                      "* [All alerts, newest first](${gateway}/)\n"
                      "* [Places with most open alerts](${gateway}/v1/places) (JSON)\n"
                      "* [Open alerts](${gateway}/v1/alerts?status=open) (JSON)\n"
                      "* [Feed](${gateway}/v1/alerts.atom) (Atom)\n")}),
        ]),
        Row("What is read", [
            Panel("Claims by aspect", "Mentions of claims.",
                  [Query("sum by (aspect) (increase(contraflow_claims_total[$__rate_interval]))",
                         "{{aspect}}")],
                  bars=True, stacked=True, width=12),
            Panel("New, merged, repeated", "What became of mentions and copies in the ledger.",
                  [Query("sum by (outcome) (increase(contraflow_mentions_total"
                         "[$__rate_interval]))", "{{outcome}}")],
                  bars=True, stacked=True, width=12),
        ]),
    ],
)  # fmt: skip

DASHBOARDS = {"operations": OPERATIONS, "contradictions": CONTRADICTIONS}
"""The dashboards by the name of their file."""


def render(dashboard: Dashboard) -> str:
    """The dashboard's file."""
    return json.dumps(dashboard.to_json(), indent=1, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with ``--check`` compare them; an exit status."""
    stale = []
    for name, dashboard in DASHBOARDS.items():
        path = HERE / "dashboards" / f"{name}.json"
        if "--check" in arguments:
            if not path.exists() or path.read_text("utf-8") != render(dashboard):
                stale.append(path.name)
        else:
            path.write_text(render(dashboard), "utf-8")
    if stale:
        print(f"not fresh, run {Path(__file__).name}: {', '.join(stale)}", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
