"""The command line as a script sees it: exit status, standard output and error, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from contraflow.cli import render
from contraflow.cli.common import Moment, open_output
from contraflow.cli.main import COMMANDS, cli
from contraflow.cli.settings import markdown_table
from contraflow.settings import ENV_PREFIX, Settings, get_settings
from schemas import Alert, Claim
from schemas.export import EXAMPLES_FOLDER

ROOT = Path(__file__).parents[2]
NOT_A_BROKER = "127.0.0.1:1"


@pytest.fixture(autouse=True)
def _fresh_settings() -> None:
    get_settings.cache_clear()


def _run(*arguments: object, stdin: bytes = b"", **environment: str) -> Result:
    runner = CliRunner(env=environment)
    return runner.invoke(cli, [str(argument) for argument in arguments], input=stdin)


def _process(
    *arguments: object, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "contraflow", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
        timeout=300,
    )


def _line(**changes: object) -> bytes:
    article = {
        "id": "a/1",
        "source": "Example Agency",
        "published_at": "2022-07-03T14:00:00Z",
        "text": "Nobody said anything about any place at all today.",
    }
    return json.dumps({**article, **changes}).encode() + b"\n"


def _example_alert() -> Alert:
    return Alert.model_validate_json((EXAMPLES_FOLDER / "alert.json").read_text())


# --- help


def test_help_does_not_load_what_is_slow() -> None:
    program = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from contraflow.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "slow = {'spacy', 'faust', 'aiokafka', 'numpy', 'fastapi', 'rich', 'pydantic'}\n"
        "print(sorted(slow & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stderr.strip() == "[]"
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = _run(name, "--help")
    assert result.exit_code == 0
    context = click.Context(cli)
    command = cli.get_command(context, name)
    assert command is not None and command.name == name
    assert command.get_short_help_str(200).endswith((".", "…", "..."))


def test_an_unknown_command_is_wrong_usage() -> None:
    assert _run("scam").exit_code == 2


# --- settings


def test_the_documented_settings_are_those_that_there_are() -> None:
    assert (ROOT / "docs/settings.md").read_text() == markdown_table(), "run `make schemas`"


def test_the_documented_topics_are_those_that_there_are() -> None:
    written = _run("topics", "list", "--markdown", CONTRAFLOW_PARTITIONS="9").output
    assert (ROOT / "docs/topics.md").read_text() == written, "run `make schemas`"


def test_every_setting_is_described() -> None:
    assert [n for n, field in Settings.model_fields.items() if not field.description] == []


def test_a_setting_from_the_environment_is_shown() -> None:
    result = _run("settings", CONTRAFLOW_PARTITIONS="7")
    lines = result.output.splitlines()
    assert "CONTRAFLOW_PARTITIONS=7" in lines
    assert "#CONTRAFLOW_REPLICATION=1" in lines


def test_secrets_are_not_shown() -> None:
    result = _run("settings", CONTRAFLOW_GATEWAY_READ_TOKENS="hunter2")
    assert "hunter2" not in result.output


def test_a_bad_setting_is_wrong_usage() -> None:
    result = _run("topics", "list", "--offline", CONTRAFLOW_PARTITIONS="none")
    assert result.exit_code == 2
    assert f"{ENV_PREFIX}PARTITIONS" in result.output


# --- scan


def test_scanning_the_seeds(tmp_path: Path) -> None:
    claims_path, alerts_path = tmp_path / "claims.jsonl", tmp_path / "alerts.jsonl"
    done = _process("scan", "seeds", "--claims", claims_path, "--alerts", alerts_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == b""
    claims = [Claim.model_validate_json(line) for line in claims_path.read_text().splitlines()]
    alerts = [Alert.model_validate_json(line) for line in alerts_path.read_text().splitlines()]
    assert done.stderr.decode() == (
        f"contraflow: 5 articles, {len(claims)} claims, {len(alerts)} alerts\n"
    )
    assert claims and alerts
    assert len({claim.mention_id for claim in claims}) == len(claims)
    assert len({alert.alert_id for alert in alerts}) == len(alerts)
    mentions = {claim.mention_id for claim in claims}
    assert all(a.earlier.mention_id in mentions and a.later.mention_id in mentions for a in alerts)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["alerts.jsonl", "claims.jsonl"]


def test_bad_lines_are_named_and_the_rest_is_done(tmp_path: Path) -> None:
    stdin = _line() + b"{\n" + _line(id="a/2") + b"\xff\n"
    done = _process("scan", "-", "--claims", "-", stdin=stdin)
    assert done.returncode == 1
    errors = done.stderr.decode().splitlines()
    assert errors[0].startswith("contraflow: <stdin>:2: ")
    assert errors[1].startswith("contraflow: <stdin>:4: ")
    assert errors[2].startswith("contraflow: 2 articles")
    assert errors[3] == "contraflow: 2 articles rejected"
    assert len(errors) == 4


def test_scan_of_what_is_not_there_writes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    result = _run("scan", tmp_path / "missing.jsonl", "--claims", target)
    assert result.exit_code == 2
    assert "missing.jsonl" in result.output
    assert list(tmp_path.iterdir()) == []


def test_one_stream_cannot_be_both() -> None:
    assert _run("scan", "seeds", "--claims", "-", "--alerts", "-").exit_code == 2


def test_a_closed_pipe_is_no_fault() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "contraflow", "scan", "seeds", "--claims", "-"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=300) == 141
    assert "Traceback" not in errors


# --- output files


def test_a_file_appears_only_when_complete(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("before")
    with pytest.raises(RuntimeError), open_output(str(target)) as stream:
        stream.write("half")
        raise RuntimeError
    assert target.read_text() == "before"
    with open_output(str(target)) as stream:
        stream.write("whole")
        stream.flush()
        assert target.read_text() == "before"
    assert target.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [target]


def test_an_output_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    ordinary, target = tmp_path / "ordinary", tmp_path / "out"
    ordinary.touch()
    with open_output(str(target)):
        pass
    assert target.stat().st_mode == ordinary.stat().st_mode


def test_a_device_is_written_to_as_it_is() -> None:
    with open_output(os.devnull) as stream:
        stream.write("gone")
    assert not Path(os.devnull).is_file()


# --- times and Kafka


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("90m", timedelta(minutes=90)),
        ("2h", timedelta(hours=2)),
        ("1.5d", timedelta(days=1.5)),
        ("1w", timedelta(weeks=1)),
        ("now", timedelta(0)),
    ],
)
def test_how_long_ago(text: str, ago: timedelta) -> None:
    moment = Moment().convert(text, None, None)
    assert abs(datetime.now(UTC) - ago - moment) < timedelta(seconds=5)


def test_a_time_without_offset_is_utc() -> None:
    assert Moment().convert("2024-03-01T09:30", None, None) == datetime(
        2024, 3, 1, 9, 30, tzinfo=UTC
    )


def test_a_time_that_is_none_is_wrong_usage() -> None:
    assert _run("alerts", "--since", "yesterday").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("--aspect", "weather"), "--aspect"),
        (("--country", "Ukraine"), "--country"),
        (("--min-confidence", "2"), "--min-confidence"),
        (("--since", "1h", "--until", "2h"), "since is not before until"),
    ],
)
def test_a_filter_that_makes_no_sense_is_wrong_usage(
    arguments: tuple[str, ...], option: str
) -> None:
    result = _run("alerts", *arguments)
    assert result.exit_code == 2
    assert option in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("topics", "create", "--wait", "0.2"),
        ("topics", "list"),
        ("replay", "seeds", "--wait", "0.2"),
        ("alerts",),
        ("dlq", "list"),
        ("dlq", "replay", "--all"),
    ],
)
def test_without_a_broker_it_says_so(arguments: tuple[str, ...]) -> None:
    result = _run(*arguments, CONTRAFLOW_BOOTSTRAP_SERVERS=NOT_A_BROKER)
    assert result.exit_code == 1
    assert f"Kafka at {NOT_A_BROKER}" in result.output
    assert "Traceback" not in result.output


def test_the_topic_table_needs_no_broker() -> None:
    result = _run("topics", "list", "--offline", CONTRAFLOW_TOPIC_PREFIX="desk.")
    assert result.exit_code == 0
    assert "desk.articles" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ("replay", "seeds", "--instant", "--speed", "2"),
        ("replay", "-", "--loop"),
        ("replay", "seeds", "--speed", "0"),
        ("dlq", "replay"),
        ("dlq", "replay", "abc", "--all"),
        ("explain",),
        ("scan",),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert _run(*arguments).exit_code == 2


# --- what a person sees


def test_an_alert_shows_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    alert = _example_alert()
    render.alert_output()(alert)
    shown = " ".join(capsys.readouterr().out.split())
    for side in (alert.earlier, alert.later):
        assert side.source in shown
        assert side.speaker.name in shown
        assert side.quote in shown
        assert f"{side.published_at:%Y-%m-%d %H:%M}" in shown
    assert alert.explanation in shown
    assert alert.place.name in shown


def test_a_revision_with_the_same_evidence_is_brief(capsys: pytest.CaptureFixture[str]) -> None:
    alert = _example_alert()
    show = render.alert_output()
    show(alert)
    capsys.readouterr()
    more = alert.independent_sources.model_copy(update={"later": 3})
    changes = {"revision": 2, "status": "updated", "independent_sources": more}
    show(alert.model_copy(update=changes))
    shown = capsys.readouterr().out
    assert alert.later.quote not in " ".join(shown.split())
    assert "+2 independent" in shown and alert.alert_id in shown
    other = alert.later.model_copy(update={"quote": "Another sentence."})
    show(alert.model_copy(update={"revision": 3, "later": other}))
    assert "Another sentence." in capsys.readouterr().out


def test_alerts_for_pipes_are_whole_records(capsys: pytest.CaptureFixture[str]) -> None:
    alert = _example_alert()
    render.alert_output(as_json=True)(alert)
    [line] = capsys.readouterr().out.splitlines()
    assert Alert.model_validate_json(line) == alert


def test_article_text_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = "\x1b[2J\x9b31m\u202eabc[red]\r\x07"
    alert = _example_alert()
    later = alert.later.model_copy(update={"quote": hostile, "source": hostile})
    place = alert.place.model_copy(update={"name": hostile})
    changes = {"later": later, "place": place, "explanation": hostile}
    render.alert_output()(alert.model_copy(update=changes))
    shown = capsys.readouterr().out
    assert not set("\x1b\x9b\u202e\r\x07") & set(shown)
    assert "abc[red]" in shown


def test_explaining_a_pair_of_claims(tmp_path: Path) -> None:
    alert = _example_alert()
    path = tmp_path / "claims.jsonl"
    claims = (alert.earlier, alert.later)
    path.write_text("".join(claim.model_dump_json() + "\n" for claim in claims))
    result = _run("explain", path, "--pair", *(claim.mention_id[:10] for claim in claims))
    assert result.exit_code == 0, result.output
    assert result.output.count("Lysychansk") >= 2
    assert _run("explain", path, "--pair", "nobody", "noone").exit_code == 2


def test_explaining_an_article(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(
        "The governor said on Sunday that rebels had captured the town of Bunia. "
        "The weather in the hills around it was mild for the season."
    )
    done = _process("explain", path)
    assert done.returncode == 0, done.stderr
    assert "+ Bunia" in done.stdout.decode()
    assert "The weather" not in done.stdout.decode()
    assert "The weather" in _process("explain", path, "--all").stdout.decode()
