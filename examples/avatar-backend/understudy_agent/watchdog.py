"""Watches the avatar that speaks. LiveKit itself takes 20 s to notice a dead one; the user would hear nothing meanwhile."""

from __future__ import annotations

import asyncio
import logging
import time

from livekit import rtc

log = logging.getLogger("understudy")

DEAD = {1401, 1501, 1502, 1503, 1505}  # any other answer, 1400 "no such method" above all, comes from a living process
STILL = 0.25  # seconds without a video packet after which it is asked for a sign of life
ANSWER = 0.45  # seconds it has for the answer; packets that move again meanwhile are a sign of life, too
OVERDUE = 5.0  # seconds after a phrase's end: it takes audio and lives, but never says that it has played it


def video_of(room: rtc.Room, identity: str) -> rtc.RemoteTrackPublication | None:
    """The avatar's published video."""
    there = room.remote_participants.get(identity)
    tracks = there.track_publications.values() if there else ()
    return next((t for t in tracks if t.kind == rtc.TrackKind.KIND_VIDEO), None)


class Watchdog:
    """`last_alive` is when the avatar was last seen to move."""

    def __init__(self, room: rtc.Room, identity: str) -> None:
        self.room, self.identity = room, identity
        self.last_alive = time.monotonic()
        self._seen = -1

    async def wait(self) -> None:
        """Returns when the avatar is dead."""
        while True:
            if not self.room.isconnected():
                self.last_alive = time.monotonic()  # it is we, or the server, who are away: nothing can be said of the avatar
            elif not await self._moves() and time.monotonic() - self.last_alive > STILL:
                log.debug("the avatar stands still: asked for a sign of life", extra={"avatar": self.identity})
                if not await self._answers() and self.room.isconnected():
                    return
            await asyncio.sleep(0.05)

    async def _moves(self) -> bool:
        """New video packets have come."""
        publication = video_of(self.room, self.identity)
        if not publication or not publication.track:
            return False
        stats = await publication.track.get_stats()
        got = sum(s.inbound_rtp.received.packets_received for s in stats if s.HasField("inbound_rtp"))
        if got == self._seen:
            return False
        self._seen, self.last_alive = got, time.monotonic()
        return True

    async def _answers(self) -> bool:
        """A ping is answered, or the packets move again."""
        ping = asyncio.ensure_future(self._ping())
        while not ping.done():
            await asyncio.wait([ping], timeout=0.1)
            if await self._moves():
                ping.cancel()
                return True
        return ping.result() or await self._moves()

    async def _ping(self) -> bool:
        call = self.room.local_participant.perform_rpc(
            destination_identity=self.identity, method="understudy.ping", payload="", response_timeout=ANSWER
        )
        try:
            await asyncio.wait_for(call, ANSWER)
        except rtc.RpcError as answer:
            return answer.code not in DEAD
        except asyncio.TimeoutError:
            return False
        return True
