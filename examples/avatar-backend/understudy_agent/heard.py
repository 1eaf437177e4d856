"""When a user was heard last, as the attribute understudy.heard: what `idle-after` of a room's rule goes by."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timezone

from livekit import rtc
from livekit.agents import AgentSession, UserInputTranscribedEvent, UserStateChangedEvent

log = logging.getLogger("understudy")

EVERY = 30.0  # seconds between two settings: each is a message to everybody in the room
NEVER = "never"  # it listens and has heard nobody: without a word of it an open microphone would count as talk


class Heard:
    """Listens to one session, which it says at once; then says when it heard somebody, at most every 30 s, the last of them at the end."""

    def __init__(self, room: rtc.Room, session: AgentSession, every: float = EVERY) -> None:
        self._room, self._every = room, every
        self._last: datetime | None = None  # not said yet
        self._saying: asyncio.Task | None = None
        self._beginning = asyncio.create_task(self._begin())
        session.on("user_state_changed", self._state)
        session.on("user_input_transcribed", self._words)

    def _state(self, event: UserStateChangedEvent) -> None:
        if "speaking" in (event.old_state, event.new_state):  # begins, or has just ended
            self._hear()

    def _words(self, event: UserInputTranscribedEvent) -> None:
        if event.transcript.strip():
            self._hear()

    def _hear(self) -> None:
        self._last = datetime.now(timezone.utc)
        if self._saying is None or self._saying.done():
            self._saying = asyncio.create_task(self._say())

    async def _begin(self) -> None:
        while self._saying is None and not await self._tell(NEVER):
            await asyncio.sleep(self._every)

    async def _say(self) -> None:
        await self._beginning  # whose word is the first, so that it takes back no later one
        while self._last:
            at, self._last = self._last, None
            await self._tell(at.isoformat(timespec="milliseconds").replace("+00:00", "Z"))
            await asyncio.sleep(self._every)

    async def _tell(self, what: str) -> bool:
        try:
            await self._room.local_participant.set_attributes({"understudy.heard": what})
        except Exception as failure:  # the room is closed, or the server away: the next one says it
            log.debug("understudy.heard was not set", extra={"why": str(failure)})
            return False
        return True
