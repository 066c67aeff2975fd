"""A process that is told to stop ends in time, whatever holds it up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from streams import supervisor
from streams.stopping import EXIT_OVERDUE, STOP_SECONDS

PROGRAM = """
import asyncio, logging, sys, threading, time
from streams.stopping import Stop

logging.basicConfig(level="INFO")

async def hears_nothing():
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            pass

async def until(told):
    await told.wait()

with Stop({limit}) as stop:
{body}
"""

IN_ORDER = """
    loop, told = asyncio.new_event_loop(), asyncio.Event()
    stop.on_told(lambda: loop.call_soon_threadsafe(told.set))
    print("ready", flush=True)
    loop.run_until_complete(until(told))
"""
HANGS = {
    "a task that goes on when it is cancelled": """
    loop = asyncio.new_event_loop()
    task = loop.create_task(hears_nothing(), name="deaf")
    stop.on_told(lambda: loop.call_soon_threadsafe(task.cancel), lambda: [loop])
    print("ready", flush=True)
    loop.run_until_complete(task)
""",
    "a main thread that waits": """
    stop.on_told(lambda: None)
    print("ready", flush=True)
    threading.Event().wait()
""",
    "a thread that outlives the main one": """
    loop, told = asyncio.new_event_loop(), asyncio.Event()
    stop.on_told(lambda: loop.call_soon_threadsafe(told.set))
    threading.Thread(target=time.sleep, args=(60,)).start()
    print("ready", flush=True)
    loop.run_until_complete(until(told))
""",
    "a start of the stop that hangs": """
    stop.on_told(lambda: time.sleep(60))
    print("ready", flush=True)
    threading.Event().wait()
""",
}


@contextmanager
def running(body: str, limit: float = 0.3) -> Iterator[subprocess.Popen[str]]:
    program = PROGRAM.format(body=body, limit=limit)
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("body", HANGS.values(), ids=HANGS)
def test_what_hangs_is_ended_by_force(body: str) -> None:
    with running(body) as process:
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        _, said = process.communicate(timeout=5)
    assert process.returncode == EXIT_OVERDUE
    assert time.monotonic() - began < 3
    assert "not stopped in order within 0.3 s" in said


def test_a_stop_without_a_signal_has_its_limit_too() -> None:
    body = "    stop.arm()\n    print('ready', flush=True)\n    threading.Event().wait()"
    with running(body) as process:
        assert process.wait(5) == EXIT_OVERDUE


def test_what_it_waited_in_is_told() -> None:
    with running(HANGS["a task that goes on when it is cancelled"]) as process:
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=5)
    assert "still waited for: sleep:" in said
    assert "< hears_nothing:" in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_stops_in_order_ends_with_status_0(number: signal.Signals) -> None:
    with running(IN_ORDER) as process:
        process.send_signal(number)
        _, said = process.communicate(timeout=5)
    assert (process.returncode, "by force" in said) == (0, False)


def test_later_signals_neither_kill_nor_buy_time() -> None:
    with running(HANGS["a main thread that waits"], limit=0.6) as process:
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        while process.poll() is None and time.monotonic() - began < 5:
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)
            time.sleep(0.1)
    assert process.returncode == EXIT_OVERDUE
    assert 0.6 <= time.monotonic() - began < 3


def test_where_nothing_has_begun_a_signal_ends_it_at_once() -> None:
    with running("    print('ready', flush=True)\n    time.sleep(60)", limit=30) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(2) == 0


def test_a_full_pipe_to_the_log_does_not_hold_it_up() -> None:
    body = """
    stop.on_told(lambda: None)
    print("ready", flush=True)
    threading.Thread(target=lambda: sys.stderr.write("x" * 10**6), daemon=True).start()
    threading.Event().wait()
"""
    with running(body) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(4) == EXIT_OVERDUE  # nobody reads what it says


def test_signals_are_the_programs_own_again_when_nothing_was_told() -> None:
    body = "    pass\nprint('ready', flush=True)\ntime.sleep(60)"
    with running(body) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(2) == -signal.SIGTERM


def test_a_supervisor_gives_its_workers_the_time() -> None:
    assert supervisor.STOP_SECONDS >= STOP_SECONDS + 3
