"""Two sinks and the phrases that one of them is saying: what `Voice` is built on."""

from __future__ import annotations

import asyncio
import time
from collections import deque

from livekit import rtc
from livekit.agents.voice.io import AudioOutput, AudioOutputCapabilities, PlaybackFinishedEvent

from .phrase import Phrase


class Sinks(AudioOutput):
    """`_sink` is the one that is wanted, `_at` the one that has the phrases; they differ only while a change is under way."""

    def __init__(self, own: AudioOutput) -> None:
        capabilities = AudioOutputCapabilities(pause=True)
        super().__init__(label="Understudy", sample_rate=own.sample_rate, capabilities=capabilities)
        self.own = self._sink = self._at = own
        self._phrases: deque[Phrase] = deque()
        self._paused = False
        self._begun: float | None = None  # when the sink began to play during the present hand-over
        self._handing: asyncio.Task | None = None
        self._asked: tuple[AudioOutput, asyncio.Future[float]] | None = None
        self._listen(own)

    def idle(self) -> bool:
        """Nobody is in the middle of a phrase."""
        return not self._phrases

    def overdue(self, grace: float) -> bool:
        """The phrase should have been reported as over that long ago, and was not."""
        return bool(self._phrases) and not self._paused and self._phrases[0].overdue(grace)

    def forget(self) -> None:
        """Calls over the phrases whose end nobody will report any more."""
        while self.overdue(0):
            self._end(self._phrases[0], self._phrases[0].duration, False)

    async def _hand_over(self, frame: rtc.AudioFrame) -> bool:
        """False when a change of the sink came between: a dead avatar may block for ever."""
        self._begun = None
        self._handing = task = asyncio.ensure_future(self._at.capture_frame(frame))
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.wait([task])
            raise
        finally:
            self._handing = None
        if task.cancelled():
            return False
        failed = task.exception()
        if failed and self._at is self.own:
            raise failed
        return True  # an avatar that raises: the frame is kept, and said again as soon as the avatar counts as lost

    async def _stop(self, old: AudioOutput, phrase: Phrase, now: float) -> float:
        """Silences a living sink in mid-phrase; how far it had come."""
        answer = asyncio.get_running_loop().create_future()
        self._asked = (old, answer)
        if not phrase.closed:
            old.flush()
        old.clear_buffer()
        if self._paused:
            old.resume()  # or it would still be paused when its turn comes again
        try:
            return min(phrase.base + await asyncio.wait_for(answer, 1.5), phrase.duration)
        except asyncio.TimeoutError:
            return phrase.heard(now)
        finally:
            self._asked = None

    async def _go_on(self, start: float) -> None:
        """Says what is left of the phrases through the new sink, in their order."""
        for phrase in list(self._phrases):
            phrase.base, phrase.pushed, phrase.started, phrase.closed = start, 0.0, None, False
            for frame in phrase.rest(start):
                if phrase.cut or not await self._hand_over(frame):
                    break
                phrase.started = phrase.started or self._begun
                phrase.pushed += frame.duration
            if self._at is not self._sink:
                return  # a newer change begins again from here
            if phrase.ended or phrase.cut:
                self._close(phrase)
            start = 0.0

    def _close(self, phrase: Phrase) -> None:
        """Tells the sink that the phrase is complete; one of which it got nothing is over, and nobody else would say so."""
        phrase.closed = True
        if phrase.pushed:
            self._at.flush()
        else:
            self._end(phrase, phrase.base, phrase.cut)

    def _end(self, phrase: Phrase, position: float, interrupted: bool) -> None:
        self._phrases.remove(phrase)
        self.on_playback_finished(playback_position=position, interrupted=interrupted)

    def _listen(self, sink: AudioOutput) -> None:
        sink.on("playback_started", lambda event: self._on_started(sink, event.created_at))
        sink.on("playback_finished", lambda event: self._on_finished(sink, event))

    def _on_started(self, sink: AudioOutput, created_at: float) -> None:
        if sink is not self._at:
            return
        self._begun = time.monotonic()
        waiting = next((p for p in self._phrases if p.started is None), None)
        if waiting:
            waiting.started = self._begun
        self.on_playback_started(created_at=created_at)

    def _on_finished(self, sink: AudioOutput, event: PlaybackFinishedEvent) -> None:
        if self._asked and sink is self._asked[0]:
            if not self._asked[1].done():
                self._asked[1].set_result(event.playback_position)
        elif sink is self._at and self._phrases:
            phrase = self._phrases[0]
            self._end(phrase, phrase.base + event.playback_position, event.interrupted)
        elif sink is self._at:
            self.emit("playback_finished", event)  # of a capture that was cancelled before it counted
