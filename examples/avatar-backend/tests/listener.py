"""A user who measures: the level and the pitch of everybody's sound, in frames of 10 ms."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import numpy as np
from livekit import rtc

LOUD = 400  # of 8000 (a chirp's own level): -26 dB


@dataclass(frozen=True)
class Heard:
    """10 ms of one participant's sound, the `number`th of it."""

    at: float
    who: str
    number: int
    level: int
    crossings: int


@dataclass
class Phrase:
    """What lies between two pauses."""

    began: float
    ended: float
    silence: float  # the longest inside it
    lowest: float  # hertz at its beginning
    highest: float  # hertz at its end
    speakers: set[str]

    @property
    def seconds(self) -> float:
        """How long it was."""
        return self.ended - self.began


class Listener:
    """Joins the room and writes down what it hears, by whom."""

    def __init__(self) -> None:
        self.room = rtc.Room()
        self.heard: dict[str, list[Heard]] = {}
        self._listening: dict[str, asyncio.Task] = {}
        self.room.on("track_subscribed", self._subscribed)
        self.room.on("track_unsubscribed", self._unsubscribed)

    async def join(self, url: str, token: str) -> None:
        """With a silent microphone."""
        await self.room.connect(url, token)

    async def leave(self) -> None:
        """Stops listening."""
        for task in self._listening.values():
            task.cancel()
        await self.room.disconnect()

    def _subscribed(self, track: rtc.Track, publication: rtc.RemoteTrackPublication, who: rtc.RemoteParticipant) -> None:
        if track.kind == rtc.TrackKind.KIND_AUDIO:
            self._listening[publication.sid] = asyncio.create_task(self._listen(track, who.identity))

    def _unsubscribed(self, _: rtc.Track, publication: rtc.RemoteTrackPublication, __: rtc.RemoteParticipant) -> None:
        if task := self._listening.pop(publication.sid, None):
            task.cancel()  # receivers are used again: an old stream would play the next track

    async def _listen(self, track: rtc.Track, who: str) -> None:
        stream = rtc.AudioStream(track, sample_rate=24_000, num_channels=1, frame_size_ms=10)
        try:
            async for event in stream:
                samples = np.frombuffer(event.frame.data, dtype=np.int16)
                level = int(np.abs(samples).max(initial=0))
                crossings = int(np.count_nonzero(np.diff(np.signbit(samples))))
                heard = self.heard.setdefault(who, [])
                heard.append(Heard(time.monotonic(), who, len(heard), level, crossings))
        finally:
            await stream.aclose()

    def loud(self, since: float = 0.0, by: str | None = None) -> list[Heard]:
        """Every loud moment in its order, of one participant or of all."""
        moments = [h for who, heard in self.heard.items() if by in (None, who) for h in heard if h.level > LOUD and h.at >= since]
        return sorted(moments, key=lambda h: h.at)

    def hears(self, who: str, since: float) -> bool:
        """Somebody has been loud since then."""
        return bool(self.loud(since, who))

    def speaking(self, who: str) -> bool:
        """Somebody is loud just now."""
        return self.hears(who, time.monotonic() - 0.1)

    def phrases(self, since: float = 0.0, pause: float = 0.6, by: str | None = None) -> list[Phrase]:
        """The phrases that are over or going on. A silence shorter than `pause` lies inside a phrase."""
        found: list[list[Heard]] = []
        for moment in self.loud(since, by):
            if not found or self._between(found[-1][-1], moment) > pause:
                found.append([])
            found[-1].append(moment)
        return [self._phrase(moments) for moments in found]

    def _phrase(self, moments: list[Heard]) -> Phrase:
        gaps = [self._between(a, b) for a, b in zip(moments, moments[1:], strict=False)]
        start, end = ([m.crossings for m in part] for part in (moments[2:14], moments[-14:-2]))
        return Phrase(
            began=moments[0].at,
            ended=moments[-1].at + 0.01,
            silence=max(gaps, default=0.0),
            lowest=50 * float(np.median(start or [0])),  # a wave crosses zero twice; 10 ms are a hundredth of a second
            highest=50 * float(np.median(end or [0])),
            speakers={m.who for m in moments},
        )

    @staticmethod
    def _between(a: Heard, b: Heard) -> float:
        """Silence between two loud moments. Of one speaker the quiet frames count: what comes late to us was not silent."""
        return 0.01 * (b.number - a.number - 1) if a.who == b.who else max(0.0, b.at - a.at - 0.01)

    def both(self, since: float) -> float:
        """Seconds in which two were loud at once."""
        slots: dict[int, set[str]] = {}
        for heard in self.loud(since):
            slots.setdefault(int(heard.at * 50), set()).add(heard.who)
        return sum(0.02 for who in slots.values() if len(who) > 1)
