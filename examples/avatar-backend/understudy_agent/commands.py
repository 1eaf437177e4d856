"""The commands of Understudy: an attribute and an RPC carry the same, and the newest epoch is the truth."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass

from livekit import rtc


@dataclass(frozen=True)
class Command:
    """Speak through this avatar, or with your own voice when it is None."""

    avatar: str | None
    epoch: int


class Commands:
    """Hears the commands of one room and keeps the newest. `news` is set for each that has to be acknowledged."""

    def __init__(self, room: rtc.Room) -> None:
        self._me = room.local_participant
        self.news = asyncio.Event()
        self.newest: Command | None = None
        room.on("participant_attributes_changed", self._changed)
        room.on("reconnected", lambda: self.read(again=True))  # the server was restarted, and may have lost the answer
        self._me.register_rpc_method("understudy.mode", self._rpc)

    def read(self, again: bool = False) -> None:
        """Takes what the own attributes say: the durable truth."""
        self._take(self._me.attributes, "understudy.", again)

    def _changed(self, changed: Mapping[str, str], who: rtc.Participant) -> None:
        if who.identity == self._me.identity and any(key.startswith("understudy.") for key in changed):
            self.read()

    async def _rpc(self, call: rtc.RpcInvocationData) -> str:
        """Answers at once: LiveKit repeats a call whose handler takes its time. The acknowledgement is an attribute."""
        try:
            told = json.loads(call.payload)
        except ValueError:
            told = None
        if isinstance(told, dict):
            self._take(told, "", False)
        return "{}"

    def _take(self, told: Mapping[str, object], prefix: str, again: bool) -> None:
        mode, avatar = (told.get(prefix + key) for key in ("mode", "avatar"))
        epoch = str(told.get(prefix + "epoch", ""))
        if mode not in ("audio", "video") or not (epoch.isascii() and epoch.isdigit()):
            return  # somebody else's, or of a contract that is not ours
        known = self.newest.epoch if self.newest else -1
        if int(epoch) > known:  # as numbers: as texts "10" would be older than "9"
            self.newest = Command(str(avatar) if mode == "video" and avatar else None, int(epoch))
        elif not again or int(epoch) < known:
            return
        self.news.set()
