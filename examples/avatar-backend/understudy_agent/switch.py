"""Follows the commands: waits for the phrase's end, changes the voice, acknowledges; and takes the own voice back from a dead avatar."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Coroutine
from typing import Literal

from livekit import api, rtc
from livekit.agents import AgentSession, JobContext

from . import alive
from .avatar import AvatarSink
from .commands import Command, Commands
from .heard import Heard
from .voice import Voice
from .watchdog import OVERDUE, Watchdog, video_of

log = logging.getLogger("understudy")


class Understudy:
    """Keeps the contract for one session. Create it after `await session.start(...)`, and before the first words if you can."""

    def __init__(self, ctx: JobContext, session: AgentSession, *, phrase_wait: float = 10.0, video_wait: float = 5.0) -> None:
        self.avatar: str | None = None  # through whom it speaks now; None with its own voice
        self._ctx, self._session, self._room = ctx, session, ctx.room
        self._phrase_wait, self._video_wait = phrase_wait, video_wait
        own = session.output.audio
        if own is None:
            raise RuntimeError("the session has no audio output: create Understudy after session.start")
        while own.next_in_chain:
            own = own.next_in_chain  # the last link is the room itself
        self._voice = Voice(own)
        self._tasks: set[asyncio.Task] = set()
        self._dog: Watchdog | None = None
        self._commands = Commands(self._room)
        self._room.on("participant_disconnected", lambda who: self._lost(who.identity, "left"))
        self._room.on("track_unpublished", lambda track, who: self._no_video(track, who.identity))
        self._room.on("reconnected", lambda: self._spawn(self._forget()))
        self._heard = Heard(self._room, session)
        alive.tick(ctx)
        self._commands.read()  # a command may be older than we are
        self._spawn(self._run())

    @property
    def mode(self) -> str:
        """What the user gets now."""
        return "video" if self.avatar else "audio"

    async def leave(self, what: Literal["good", "handover"], why: str = "") -> None:
        """Goes, and says before that it is no loss: it has finished ("good"), or somebody else goes on ("handover")."""
        if what not in ("good", "handover"):
            raise ValueError(f"{what}: an agent leaves for good, or by a handover")
        await self._room.local_participant.set_attributes({"understudy.leave": json.dumps({"for": what, "why": why})})
        self._ctx.shutdown(why or what)

    def _spawn(self, work: Coroutine) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the loop itself keeps no task alive
        task.add_done_callback(self._tasks.discard)

    async def _run(self) -> None:
        limit = time.monotonic() + self._phrase_wait
        while (speech := self._session.current_speech) and not speech.done() and time.monotonic() < limit:
            await asyncio.sleep(0.01)  # to be put under words that are being said would cut them
        self._session.output.replace_audio_tail(self._voice)
        while await self._commands.news.wait():
            self._commands.news.clear()
            command = self._commands.newest
            try:
                ok = await self._follow(command)
                if ok is not None:
                    await self._acknowledge(command, ok)
            except Exception:
                log.exception("the command could not be followed", extra={"epoch": command.epoch})

    async def _follow(self, command: Command) -> bool | None:
        """True when it is done, False when it cannot be, None when a newer command makes it void."""
        wanted, began = command.avatar, time.monotonic()
        while wanted and not video_of(self._room, wanted) and time.monotonic() - began < self._video_wait:
            if self._void(command):
                return None
            await asyncio.sleep(0.02)
        ok = not wanted or video_of(self._room, wanted) is not None  # without video its sink would block the speech
        target = wanted if ok else None
        while target != self.avatar and not self._voice.idle() and not self._voice.overdue(1):
            if self._void(command):
                return None
            if time.monotonic() - began > self._phrase_wait:
                break
            await asyncio.sleep(0.01)
        if target and not video_of(self._room, target):
            ok, target = False, None  # it went while we waited
        if target != self.avatar:
            await self._change(target)
        return ok and self.avatar == wanted

    def _void(self, command: Command) -> bool:
        return self._commands.newest != command

    async def _change(self, avatar: str | None) -> None:
        self.avatar, self._dog = avatar, None
        log.info("speaking through the avatar" if avatar else "speaking with its own voice", extra={"avatar": avatar})
        if avatar is None:
            return await self._voice.move(self._voice.own)
        self._dog = Watchdog(self._room, avatar)
        self._spawn(self._watch(self._dog))
        await self._voice.move(AvatarSink(self._room, avatar, self._voice.sample_rate))

    async def _acknowledge(self, command: Command, ok: bool) -> None:
        done = {"mode": self.mode, "avatar": self.avatar, "epoch": str(command.epoch), "ok": ok}
        await self._room.local_participant.set_attributes({"understudy.ack": json.dumps(done)})
        log.info("acknowledged", extra={"understudy": done})

    async def _watch(self, dog: Watchdog) -> None:
        death = asyncio.create_task(dog.wait())
        while self._dog is dog and not death.done() and not self._voice.overdue(OVERDUE):
            await asyncio.wait([death], timeout=0.1)
        if self._dog is dog:
            self._lost(dog.identity, "frozen" if death.done() else "silent")
            await self._remove(dog.identity)
        death.cancel()

    def _no_video(self, track: rtc.RemoteTrackPublication, who: str) -> None:
        if track.kind == rtc.TrackKind.KIND_VIDEO:
            self._lost(who, "no video")

    def _lost(self, who: str, why: str) -> None:
        """Speaks again at once, without being told and without an acknowledgement; what was not heard is said again."""
        if who != self.avatar or not self._dog:
            return
        # what arrived last was still waiting to be played; of one that says nothing it is not known what was heard
        at = 0.0 if why == "silent" else self._dog.last_alive - 0.2
        self.avatar = self._dog = None
        log.warning("the avatar is lost: speaking with its own voice", extra={"avatar": who, "reason": why})
        self._spawn(self._voice.move(self._voice.own, lost_at=at))

    async def _remove(self, who: str) -> None:
        """So that everybody hears of it at once, Understudy too, and not in 20 s."""
        try:
            await self._ctx.api.room.remove_participant(api.RoomParticipantIdentity(room=self._room.name, identity=who))
        except Exception as refused:  # gone already, or the server is away
            log.warning("the avatar was not removed", extra={"avatar": who, "why": str(refused)})

    async def _forget(self) -> None:
        """After a restart of the server nobody reports the end of the phrase that was being said."""
        while not self._voice.idle():
            if self._voice.overdue(1):
                self._voice.forget()
            await asyncio.sleep(0.1)
