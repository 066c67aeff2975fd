"""A reader process over the fake reader, which some lines of an article harm: see `Harmed`."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

from schemas import Article
from streams.apart import serve_pipes
from tests.streams.fakes import FakeReader, FakeReading


class Harmed(FakeReader):
    """Reads lines; ``die``, ``die once FILE``, ``exit``, ``hang`` and ``print`` do as they say."""

    def read(self, article: Article) -> FakeReading:
        word, _, rest = article.text.partition(" ")
        if word == "die":
            os.kill(os.getpid(), signal.SIGSEGV)
        elif word == "once" and not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "exit":
            os._exit(3)
        elif word == "sleep":
            time.sleep(60)
        elif word == "hang":
            re.match(r"(?:a+)+$", "a" * 60 + "b")  # holds the interpreter for years
        elif word == "print":
            print("not an answer")
        return FakeReading(()) if word in ("once", "print") else super().read(article)


if __name__ == "__main__":
    if sys.argv[1:] == ["broken"]:
        sys.exit(4)
    serve_pipes(Harmed)
