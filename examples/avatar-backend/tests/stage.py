"""One room with a user who measures, the agent, and whoever plays Understudy: the test."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
import time
from datetime import timedelta
from typing import Any

from livekit import api, rtc

from .listener import Listener
from .processes import HERE, Child, LiveKit, until


class Stage:
    """Dispatches the agent, sends the avatar, commands, and reads the acknowledgements."""

    def __init__(self, livekit: LiveKit, agent_name: str) -> None:
        self.livekit, self.agent_name = livekit, agent_name
        self.room = "room-" + secrets.token_hex(4)
        self.user, self.agent = Listener(), ""
        self.acks: list[dict[str, Any]] = []
        self.avatars: dict[str, Child] = {}
        self.api = api.LiveKitAPI(livekit.url.replace("ws", "http", 1), livekit.key, livekit.secret)
        self.user.room.on("participant_attributes_changed", self._attributes)

    def _attributes(self, changed: dict[str, str], who: rtc.Participant) -> None:
        if "understudy.ack" in changed and changed["understudy.ack"]:
            self.acks.append(json.loads(changed["understudy.ack"]))

    def token(self, identity: str, kind: str = "", on_behalf: str = "") -> str:
        """For a user; or for an avatar that speaks on the agent's behalf."""
        grants = api.VideoGrants(room_join=True, room=self.room, can_publish=True, can_subscribe=True, can_publish_data=True)
        token = api.AccessToken(self.livekit.key, self.livekit.secret).with_identity(identity).with_grants(grants)
        token = token.with_ttl(timedelta(minutes=30))
        if kind:
            token = token.with_kind(kind).with_attributes({"lk.publish_on_behalf": on_behalf})
        return token.to_jwt()

    async def open(self, attributes: dict[str, str] | None = None) -> Stage:
        """The user comes, the agent is dispatched and joins."""
        await self.user.join(self.livekit.url, self.token("user"))
        await self.dispatch(attributes)
        await until("the agent is in the room", self._find_agent)
        return self

    async def dispatch(self, attributes: dict[str, str] | None = None) -> None:
        """As Understudy does."""
        told = json.dumps({"understudy": 1, "session": "s-" + self.room, "attempt": 1, "mode": "video"})
        request = api.CreateAgentDispatchRequest(agent_name=self.agent_name, room=self.room, metadata=told)
        await self.api.agent_dispatch.create_dispatch(request)

    def _find_agent(self) -> str:
        kind = rtc.ParticipantKind.PARTICIPANT_KIND_AGENT
        there = [p.identity for p in self.user.room.remote_participants.values() if p.kind == kind and "avatar" not in p.identity]
        self.agent = there[0] if there else ""
        return self.agent

    async def bring_avatar(self, identity: str = "", wait: bool = True, **env: str) -> str:
        """Tavus's part."""
        identity = identity or "tavus-avatar-" + secrets.token_hex(3)
        env = self.livekit.env(LIVEKIT_TOKEN=self.token(identity, "agent", self.agent), AGENT=self.agent, **env)
        self.avatars[identity] = Child(identity, [sys.executable, str(HERE / "avatar.py")], self.livekit.folder, env)
        if wait:
            await until("the avatar shows its face", lambda: self.has_video(identity))
        return identity

    def has_video(self, identity: str) -> bool:
        """As the user sees it."""
        there = self.user.room.remote_participants.get(identity)
        return bool(there) and any(t.kind == rtc.TrackKind.KIND_VIDEO for t in there.track_publications.values())

    async def command(self, mode: str, avatar: str, epoch: int) -> None:
        """By attribute, which every command has."""
        values = {"understudy.mode": mode, "understudy.avatar": avatar, "understudy.epoch": str(epoch), "understudy.reason": ""}
        request = api.UpdateParticipantRequest(room=self.room, identity=self.agent, attributes=values)
        await self.api.room.update_participant(request)

    async def call(self, mode: str, avatar: str, epoch: int) -> str:
        """By RPC; what it answers. PerformRpc is not in this SDK: the user's own call reaches the same handler."""
        payload = json.dumps({"mode": mode, "avatar": avatar, "epoch": str(epoch), "reason": ""})
        me = self.user.room.local_participant
        return await me.perform_rpc(destination_identity=self.agent, method="understudy.mode", payload=payload)

    def ack_of(self, epoch: int) -> dict[str, Any] | None:
        """The answer to that command."""
        return next((ack for ack in reversed(self.acks) if int(ack["epoch"]) == epoch), None)

    async def acked(self, epoch: int, seconds: float = 20) -> dict[str, Any]:
        """Waits for the answer."""
        return await until(f"epoch {epoch} is acknowledged", lambda: self.ack_of(epoch), seconds)

    async def mid_phrase(self, who: str, after: float = 1.0) -> float:
        """Waits until somebody has been speaking for so long, in one phrase; the present time."""

        def well_into_it() -> bool:
            phrases = self.user.phrases()
            return bool(phrases) and self.user.speaking(who) and after <= phrases[-1].seconds <= after + 1

        await until(f"{who} is in the middle of a phrase", well_into_it, 30)
        return time.monotonic()

    async def close(self) -> None:
        """Everybody leaves; whoever does not is stopped."""
        for avatar in self.avatars.values():
            avatar.stop()
        try:
            await asyncio.wait_for(self.api.room.delete_room(api.DeleteRoomRequest(room=self.room)), 5)
        except Exception:  # the server is away, or the room is gone
            pass
        await self.user.leave()
        await self.api.aclose()
