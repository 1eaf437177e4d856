"""A sink that writes down what it is given, for tests without any server."""

from __future__ import annotations

import asyncio

import numpy as np
from livekit import rtc
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities

RATE = 24_000


def frame(value: int, seconds: float = 0.1) -> rtc.AudioFrame:
    """A recognisable piece of sound."""
    samples = np.full(int(RATE * seconds), value, np.int16)
    return rtc.AudioFrame(samples.tobytes(), RATE, 1, len(samples))


class Sink(AudioOutput):
    """Takes frames and writes down what it got. `blocked` is a dead avatar's: it takes nothing, for ever."""

    def __init__(self, blocked: bool = False, can_pause: bool = False) -> None:
        super().__init__(label="sink", sample_rate=RATE, capabilities=AudioOutputCapabilities(pause=can_pause))
        self.got: list[int] = []
        self.ends, self.clears, self.blocked, self.played = 0, 0, blocked, 0.0

    async def capture_frame(self, piece: rtc.AudioFrame) -> None:
        if self.blocked:
            await asyncio.Event().wait()
        await super().capture_frame(piece)
        if not self.got or self.ends:
            self.on_playback_started(created_at=0)
        self.got.append(int(np.frombuffer(piece.data, np.int16)[0]))

    def flush(self) -> None:
        super().flush()
        self.ends += 1

    def clear_buffer(self) -> None:
        self.clears += 1
        self.done(self.played, True)

    def done(self, position: float, interrupted: bool = False) -> None:
        """Says that the phrase was played."""
        self.on_playback_finished(playback_position=position, interrupted=interrupted)
