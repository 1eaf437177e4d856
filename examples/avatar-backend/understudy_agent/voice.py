"""The last link of the session's audio: hands each frame to the agent's own track or to the avatar, and can change over.

Why not `session.output.replace_audio_tail` for each change: it drops what the old sink still holds and calls the phrase finished.
This link stays where it is, so the speech goes on, and what a dead avatar did not say is said again by the own voice.
"""

from __future__ import annotations

import asyncio
import time

from livekit import rtc
from livekit.agents.voice.io import AudioOutput

from .phrase import Phrase
from .sinks import Sinks


class Voice(Sinks):
    """Speaks through one sink at a time, and never loses a word when it changes."""

    def __init__(self, own: AudioOutput) -> None:
        super().__init__(own)
        self._lock, self._moves, self._clear_due = asyncio.Lock(), 0, False

    async def capture_frame(self, frame: rtc.AudioFrame) -> None:
        """Keeps the frame, too. Waits while a change of the sink is under way, so that the order stays."""
        while True:
            async with self._lock:
                if self._at is self._sink and await self._hand_over(frame):
                    await super().capture_frame(frame)  # counted once a sink took it, as a sink itself counts
                    if not self._phrases or self._phrases[-1].ended:
                        self._phrases.append(Phrase(started=self._begun))
                    self._phrases[-1].add(frame)
                    return
            await asyncio.sleep(0)  # whoever changes the sink waits for the lock and has it now

    def flush(self) -> None:
        """The phrase is complete."""
        super().flush()
        if self._phrases and not self._phrases[-1].ended:
            self._phrases[-1].ended = True
            if not self._moves:  # or the change that is under way tells the sink, in its turn
                self._close(self._phrases[-1])

    def clear_buffer(self) -> None:
        """The user interrupts."""
        for phrase in self._phrases:
            phrase.cut = True
        if self._moves:
            self._clear_due = True
        else:
            self._at.clear_buffer()

    @property
    def can_pause(self) -> bool:
        """The own voice can, an avatar cannot."""
        return self._at.can_pause

    def pause(self) -> None:
        """Holds the own voice while it is not clear whether the user interrupts."""
        self._paused = True
        self._at.pause()

    def resume(self) -> None:
        """Goes on."""
        self._paused = False
        self._at.resume()

    async def move(self, sink: AudioOutput, lost_at: float | None = None) -> None:
        """Changes over. In mid-phrase the old sink is asked where it stopped; one that was lost (then) cannot be asked."""
        now, self._sink = time.monotonic(), sink
        self._moves += 1
        try:
            if self._handing:
                self._handing.cancel()
            async with self._lock:
                if self._sink is sink and self._at is not sink:  # else a newer change came meanwhile and does it
                    await self._change(sink, now, lost_at)
        finally:
            self._moves -= 1
            if not self._moves:
                self._settle()

    async def _change(self, sink: AudioOutput, now: float, lost_at: float | None) -> None:
        old, self._at = self._at, sink
        if sink is not self.own:
            self._listen(sink)
        if not self._phrases:
            return
        first = self._phrases[0]
        if lost_at is None:
            start = await self._stop(old, first, now)
        else:
            start = first.last_pause(first.heard(lost_at))
        await self._go_on(start)

    def _settle(self) -> None:
        """What was asked for during a change that then had nothing to do."""
        for phrase in [p for p in self._phrases if p.ended and not p.closed]:
            self._close(phrase)
        if self._clear_due:
            self._clear_due = False
            self._at.clear_buffer()
