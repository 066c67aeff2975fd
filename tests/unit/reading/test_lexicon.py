"""The lexicon's columns name things that exist."""

from __future__ import annotations

import re
from pathlib import Path

import contraflow.reading
from contraflow.reading.frames.classes import known
from contraflow.reading.frames.vetoes import VETOES, of_frame
from contraflow.reading.lexicon import lexicon, role_classes, word_sets


def test_vetoes_are_known_and_used() -> None:
    named = {veto.name for spec in lexicon().frames.values() for veto in of_frame(spec)}
    assert named == set(VETOES)


def test_classes_are_known() -> None:
    for spec in lexicon().frames.values():
        assert not spec.theme or known(spec.theme), spec.id
        assert not spec.agent or known(spec.agent), spec.id
        assert not spec.counted or spec.counted in role_classes(), spec.id


def test_other_frames_are_known() -> None:
    frames = lexicon().frames
    assert {spec.commanded for spec in frames.values()} <= {"", *frames}


def test_word_sets_are_asked_for() -> None:
    folder = Path(contraflow.reading.__file__).parent
    code = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    assert set(re.findall(r'word_set\("([^"]+)"\)', code)) == set(word_sets())
