"""``contraflow explain``: why something was or was not claimed, merged or alerted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from contraflow.cli.common import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schemas import Article, Claim


@click.command("explain", short_help="Show why something was claimed, merged or alerted.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--pair",
    nargs=2,
    metavar="A B",
    help="Explain the verdict on two claims: ids of claims or mentions, whole or their beginning.",
)
@click.option("--all", "everything", is_flag=True, help="Show sentences without any cue too.")
def command(paths: tuple[str, ...], pair: tuple[str, str] | None, everything: bool) -> None:
    """Show how articles are read, or why two claims clash, merge or are kept apart.

    PATH is a folder with a manifest, a file of JSON lines of articles, a plain .txt file (taken
    as an article of no known outlet, published now), or - for JSON lines on standard input. Each
    sentence is shown with the claims read from it, with the places chosen where it says none, and
    with what was seen and dropped, and why.

    With --pair, PATH may also be a file of claims as "contraflow scan --claims" writes it.

    \b
    Examples:
      contraflow explain seeds
      contraflow explain story.txt --all
      contraflow explain seeds --pair 03f1c2 9be07a
      contraflow explain claims.jsonl --pair 03f1c2 9be07a
    """
    if not paths:
        raise click.UsageError("name the articles to explain")
    if pair is None:
        _explain_articles(paths, everything)
    else:
        _explain_pair(paths, *pair)


def _explain_articles(paths: tuple[str, ...], everything: bool) -> None:
    from contraflow.cli.render import printable
    from contraflow.reading.reader import Reader

    articles = list(_articles(paths))
    reader = Reader(load_settings())
    for article in articles:
        reading, trace = reader.explain(article)
        click.secho(
            f"{article.id}  {article.source}  {article.published_at:%Y-%m-%d %H:%M}Z", bold=True
        )
        if reading.skipped is not None:
            click.echo(f"  passed over whole: {reading.skipped}")
        for sentence in trace:
            if not (everything or sentence.claims or sentence.rejected):
                continue
            where = f"{sentence.field}:{sentence.start}"
            click.echo(f"\n  {click.style(where, dim=True)} {printable(sentence.text)}")
            if not sentence.passed_gate:
                click.secho("    no cue", dim=True)
            for claim in sentence.claims:
                click.secho(f"    + {_summary(claim)}", fg="green")
            for place in sentence.chosen:
                click.secho(f"    ~ {printable(place)}", dim=True)
            for reason in sentence.rejected:
                click.secho(f"    - {printable(reason)}", fg="yellow")
        click.echo()


def _explain_pair(paths: tuple[str, ...], first: str, second: str) -> None:
    from contraflow.ledger.explain import explain_pair

    claims = list(_claims(paths))
    a, b = (_find(claims, wanted) for wanted in (first, second))
    for claim in (a, b):
        click.secho(_summary(claim), bold=True)
        click.echo(f"  {claim.source}, {claim.published_at:%Y-%m-%d %H:%M}Z: “{claim.quote}”")
    click.echo()
    click.echo(str(explain_pair(a, b)))


def _summary(claim: Claim) -> str:
    from contraflow.cli.render import printable

    value = claim.value.model_dump(exclude={"kind"}, exclude_defaults=True)
    shown = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    about = f"[{claim.referent}]" if claim.referent else ""
    facility = f" ({claim.place.facility})" if claim.place.facility else ""
    beside = "".join(
        f", {what} {'; '.join(things)}"
        for what, things in (("tells of", claim.tells), ("denies", claim.denies))
        if things
    )
    return printable(
        f"{claim.place.name}{facility}  {claim.axis}{about} {shown}  by {claim.speaker.name}, "
        f"{claim.modality.value}, as of {claim.as_of.start:%Y-%m-%d}{beside}  "
        f"mention {claim.mention_id[:12]} claim {claim.claim_id[:12]}"
    )


def _find(claims: list[Claim], wanted: str) -> Claim:
    found = [c for c in claims if c.mention_id.startswith(wanted)]
    # Mentions of one claim differ in words and time only: any of them stands for it.
    found = found or [c for c in claims if c.claim_id.startswith(wanted)][:1]
    if len(found) != 1:
        what = "no claim" if not found else "more than one claim"
        raise click.UsageError(f"{what} has an id that begins with {wanted!r}")
    return found[0]


def _claims(paths: tuple[str, ...]) -> Iterator[Claim]:
    from pydantic import ValidationError

    from contraflow.reading.reader import Reader
    from schemas import Claim

    for path in paths:
        claims = []
        if path.endswith((".jsonl", ".json")):
            try:
                with open(path, encoding="utf-8") as lines:
                    claims = [Claim.model_validate_json(line) for line in lines if line.strip()]
            except ValidationError:
                claims = []  # articles, then
            except (OSError, UnicodeDecodeError) as error:
                raise click.UsageError(str(error)) from error
        if claims:
            yield from claims
            continue
        reader = Reader(load_settings())
        for article in _articles((path,)):
            yield from reader.read(article).claims


def _articles(paths: tuple[str, ...]) -> Iterator[Article]:
    from datetime import UTC, datetime
    from pathlib import Path

    from contraflow.articles import ManifestError, Rejected, read_articles
    from schemas import Article

    settings = load_settings()
    try:
        for path in paths:
            if path.endswith(".txt"):
                text = Path(path).read_text(encoding="utf-8")
                now = datetime.now(UTC)
                yield Article(id=path, source="unknown outlet", published_at=now, text=text)
                continue
            for item in read_articles([path], max_bytes=settings.max_article_bytes):
                if isinstance(item, Rejected):
                    raise click.UsageError(str(item))
                yield item
    except (OSError, UnicodeDecodeError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
