"""Child processes: restarted, stopped together, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from streams.supervisor import Child, Supervisor

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A dead process that nobody has waited for yet still has its number.
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_child_that_dies_is_started_again_after_a_pause(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    program = f"open({str(marks)!r}, 'a').write('x')"
    with Supervisor([Child("short", [sys.executable, "-c", program])]) as supervisor:

        def started(times: int) -> bool:
            supervisor.check()
            return marks.exists() and len(marks.read_text()) >= times

        assert until(lambda: started(2))
    assert supervisor.alive() == {}


def test_output_goes_to_the_childs_log(tmp_path: Path) -> None:
    log = tmp_path / "logs" / "child.log"
    child = Child("talker", [sys.executable, "-c", "print('hello')"], log=log, restart=False)
    with Supervisor([child]):
        assert until(lambda: log.exists() and log.read_text() == "hello\n")


def test_leaving_stops_the_children_even_when_one_died_before() -> None:
    children = [Child("a", SLEEP), Child("b", [sys.executable, "-c", "pass"])]
    with Supervisor(children) as supervisor:
        assert until(lambda: not supervisor.alive()["b"])
        assert supervisor.alive()["a"]
    assert supervisor.alive() == {}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's help is Linux's")
def test_children_die_with_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    child = f"import os, time; open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    program = (
        "import sys\n"
        "from streams.supervisor import Child, Supervisor\n"
        f"Supervisor([Child('c', [sys.executable, '-c', {child!r}])]).run()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program])
    try:
        assert until(lambda: pid_file.exists() and pid_file.read_text() != "")
        pid = int(pid_file.read_text())
        assert alive(pid)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert until(lambda: not alive(pid))
