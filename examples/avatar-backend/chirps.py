"""Generated sounds: what the parrot says, and what a user hears instead of words that an AI provider refuses to make."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import numpy as np
from livekit import rtc
from livekit.agents import AgentSession

RATE = 24_000
PHRASE = 3.0  # seconds of a chirp
PAUSE = 1.0  # seconds between two
SWEEP = 600  # hertz that a chirp rises


def lowest(number: int) -> int:
    """Where the chirp of that number begins, in hertz: whoever listens can tell one from the next."""
    return 400 + 100 * (number % 8)


def sound(start: float, end: float, seconds: float) -> np.ndarray:
    """A rising or falling tone, soft at both ends."""
    t = np.arange(int(RATE * seconds)) / RATE
    wave = np.sin(2 * np.pi * (start * t + (end - start) / (2 * seconds) * t * t))
    edge = np.minimum(1, np.minimum(t, seconds - t) / 0.01)
    return (8000 * wave * edge).astype(np.int16)


async def frames(samples: np.ndarray) -> AsyncIterator[rtc.AudioFrame]:
    """In pieces of 50 ms, faster than they are played, as a provider of voices sends them."""
    for piece in np.array_split(samples, max(1, len(samples) // (RATE // 20))):
        yield rtc.AudioFrame(piece.tobytes(), RATE, 1, len(piece))


async def chirp_for_ever(session: AgentSession) -> None:
    """The parrot: a chirp of 3 s every 4 s."""
    number = 0
    while True:
        samples = sound(lowest(number), lowest(number) + SWEEP, PHRASE)
        await session.say("chirp", audio=frames(samples), add_to_chat_ctx=False)
        await asyncio.sleep(PAUSE)
        number += 1


def sorry() -> AsyncIterator[rtc.AudioFrame]:
    """Two falling tones: somebody is there, and cannot speak."""
    return frames(np.concatenate([sound(660, 520, 0.3), np.zeros(RATE // 5, np.int16), sound(520, 400, 0.4)]))
