"""What was said of one phrase, kept until it was heard: what a dead avatar swallowed is said again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from livekit import rtc

QUIET = 0.05  # of the phrase's loudest frame: below that nobody speaks
PAUSE = 0.12  # seconds of quiet that may be taken for a pause between words


@dataclass
class Phrase:
    """One segment of speech. `base` is where in it the present sink began, `pushed` how much that sink was given."""

    frames: list[rtc.AudioFrame] = field(default_factory=list)
    duration: float = 0.0
    base: float = 0.0
    pushed: float = 0.0
    started: float | None = None  # when the present sink began to play
    ended: bool = False  # no more frames will come
    closed: bool = False  # and the present sink was told so
    cut: bool = False  # the user interrupted it: nothing of it is said again

    def add(self, frame: rtc.AudioFrame) -> None:
        """Keeps a frame that the present sink was given."""
        self.frames.append(frame)
        self.duration += frame.duration
        self.pushed += frame.duration

    def heard(self, at: float) -> float:
        """How far it was heard by then, going by the clock: seconds from its start."""
        played = max(0.0, at - self.started) if self.started is not None else 0.0
        return min(self.base + played, self.duration)

    def overdue(self, grace: float) -> bool:
        """Should have been over that long ago."""
        if not self.ended or self.started is None:
            return False
        return time.monotonic() > self.started + self.duration - self.base + grace

    def rest(self, start: float) -> Iterator[rtc.AudioFrame]:
        """The frames from that second on."""
        at = 0.0
        for frame in list(self.frames):
            if at >= start - 0.001:
                yield frame
            at += frame.duration

    def last_pause(self, before: float) -> float:
        """Where the words that were being said at that second began: the end of the last pause, or the phrase's start."""
        levels = [float(np.abs(np.frombuffer(f.data, dtype=np.int16)).max(initial=0)) for f in self.frames]
        limit, at, quiet, begin = max(levels, default=0.0) * QUIET, 0.0, 0.0, 0.0
        for frame, level in zip(self.frames, levels, strict=True):
            if at >= before:
                break
            if level > limit:
                begin, quiet = (at if quiet >= PAUSE else begin), 0.0
            else:
                quiet += frame.duration
            at += frame.duration
        return begin
