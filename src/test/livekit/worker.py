"""A real LiveKit Agents worker without any AI: takes the job, joins, speaks a quiet tone and honours Understudy's
agent contract (docs/agent-contract.md). Run: LIVEKIT_URL, LIVEKIT_API_KEY, LIVEKIT_API_SECRET set, `worker.py start`.

AGENT_NAME (avatar-agent) and NUM_IDLE (2 warm processes) may be set; with UNDERSTUDY_URL and UNDERSTUDY_AGENT_TOKEN it gives
signs of life. It drains on SIGTERM.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from livekit import api, rtc
from livekit.agents import AgentServer, JobContext, JobRequest, cli

from common import publish_audio, say

alive = None
if os.environ.get("UNDERSTUDY_AGENT_TOKEN"):  # signs of life, by the reference package
    sys.path.append(str(Path(__file__).resolve().parents[3] / "examples" / "avatar-backend"))
    from understudy_agent import alive

    alive.start()

DEAD = {1401, 1501, 1502, 1503, 1505}  # any other answer, 1400 "no such method" above all, comes from a living process
COMMAND = ("understudy.mode", "understudy.avatar", "understudy.epoch")


class Stage:
    """Switches between its own voice and the avatar. The newest epoch is the truth, however often or late it comes."""

    def __init__(self, ctx: JobContext):
        self.ctx, self.room, self.me = ctx, ctx.room, ctx.room.local_participant
        self.mode, self.avatar, self.epoch = "audio", None, ""
        self.want, self.changed, self.tasks = None, asyncio.Event(), set()
        self.room.on("participant_attributes_changed", self.attributes_changed)
        self.room.on("participant_disconnected", lambda p: self.lost(p.identity, "left"))
        self.room.on("track_unpublished", lambda t, p: self.lost(p.identity, "no video") if self.is_video(t) else None)
        self.room.on("reconnected", lambda: self.read(again=True))  # the server was restarted
        self.me.register_rpc_method("understudy.mode", self.rpc)
        self.spawn(self.run())
        self.read()

    def spawn(self, work) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def attributes_changed(self, changed, who) -> None:
        if who.identity == self.me.identity and any(k in changed for k in COMMAND):
            self.read()

    def read(self, again: bool = False) -> None:
        a = self.me.attributes
        if a.get("understudy.mode"):
            self.command(a["understudy.mode"], a.get("understudy.avatar"), a.get("understudy.epoch", ""), again)

    async def rpc(self, call: rtc.RpcInvocationData) -> str:
        m = json.loads(call.payload)
        self.command(m["mode"], m.get("avatar"), str(m.get("epoch", "")))
        return '{"accepted":true}'

    def command(self, mode, avatar, epoch: str, again: bool = False) -> None:
        old = epoch.isdigit() and self.epoch.isdigit() and int(epoch) < int(self.epoch)
        if old or (epoch and epoch == self.epoch and not again):
            return  # attribute and RPC carry the same command, and an RPC may come several times and late
        self.epoch = epoch
        self.demand(mode, avatar or None, epoch, 5.0 if again else 1.0)

    def demand(self, *want) -> None:
        """Mode, avatar, the epoch to acknowledge, and how many seconds the avatar's video may still take to appear."""
        self.want = want
        self.changed.set()

    def lost(self, who: str, why: str) -> None:
        if self.mode == "video" and who == self.avatar:
            say("avatar_lost", identity=who, why=why)
            self.demand("audio", None, f"lost:{why}", 0)

    def is_video(self, publication) -> bool:
        return publication.kind == rtc.TrackKind.KIND_VIDEO

    def video_of(self, who):
        p = self.room.remote_participants.get(who)
        return next((t for t in (p.track_publications.values() if p else ()) if self.is_video(t)), None)

    async def run(self) -> None:
        while await self.changed.wait():
            self.changed.clear()
            want = mode, avatar, epoch, patience = self.want
            if mode == "video":
                end = time.monotonic() + patience
                while not self.video_of(avatar) and self.want is want and time.monotonic() < end:
                    await asyncio.sleep(0.02)
                if self.want is not want:
                    continue
            ok = mode == "audio" or self.video_of(avatar) is not None
            self.take(mode if ok else "audio", avatar)
            ack = {"mode": self.mode, "avatar": self.avatar, "epoch": epoch, "ok": ok}
            await self.me.set_attributes({"understudy.ack": json.dumps(ack)})
            say("ack", **ack)

    def take(self, mode: str, avatar) -> None:
        new = mode == "video" and (self.mode, self.avatar) != (mode, avatar)
        self.mode, self.avatar = mode, avatar if mode == "video" else None
        if new:
            self.spawn(self.watch(avatar))

    async def watch(self, who: str) -> None:
        """Video packets stand still for 0.4 s and two pings go unanswered: dead. LiveKit itself takes 20 s to notice."""
        seen, since = -1, time.monotonic()
        while (self.mode, self.avatar) == ("video", who):
            got, now = await self.packets(who), time.monotonic()
            if got != seen:
                seen, since = got, now
            elif not self.connected():
                since = now  # it is we, or the server, who are away: nothing can be said of the avatar
            elif now - since > 0.4 and not await self.ping(who) and not await self.ping(who):
                if (self.mode, self.avatar) != ("video", who) or not self.connected():
                    continue  # told otherwise, or cut off, while the pings were under way
                self.lost(who, "frozen")
                return await self.remove(who)
            await asyncio.sleep(0.05)

    def connected(self) -> bool:
        return self.room.connection_state == rtc.ConnectionState.CONN_CONNECTED

    async def packets(self, who: str) -> int:
        publication = self.video_of(who)
        if not publication or not publication.track:
            return -1
        stats = await publication.track.get_stats()
        return sum(s.inbound_rtp.received.packets_received for s in stats if s.HasField("inbound_rtp"))

    async def ping(self, who: str) -> bool:
        call = self.me.perform_rpc(destination_identity=who, method="understudy.ping", payload="", response_timeout=0.4)
        try:
            await asyncio.wait_for(call, 0.4)
        except rtc.RpcError as answer:
            return answer.code not in DEAD
        except asyncio.TimeoutError:
            return False
        return True

    async def remove(self, who: str) -> None:
        """Everyone, Understudy too, hears at once instead of in 20 s."""
        try:
            await self.ctx.api.room.remove_participant(api.RoomParticipantIdentity(room=self.room.name, identity=who))
            say("avatar_removed", identity=who)
        except api.TwirpError as refused:
            say("avatar_not_removed", identity=who, why=refused.code)


server = AgentServer(
    host="127.0.0.1",
    port=0,
    num_idle_processes=int(os.environ.get("NUM_IDLE", "2")),
    load_fnc=lambda: 0.0,  # a busy machine must not make the worker refuse: such a dispatch is lost for ever
)


def fall_mute() -> None:
    """As with an SDK that delivers no call to the agent (agents-js#276): from the first moment on nothing is answered."""

    async def never(call: rtc.RpcInvocationData) -> str:
        await asyncio.sleep(3600)
        return ""

    class Mute(rtc.LocalParticipant):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, **kwargs)
            for method in ("understudy.ping", "understudy.mode"):
                super().register_rpc_method(method, never)

        def register_rpc_method(self, method_name, handler=None):
            return handler

    sys.modules["livekit.rtc.room"].LocalParticipant = Mute


async def on_request(request: JobRequest) -> None:
    """In some rooms all agents have one identity, as many workers give theirs: the next one has the name of the one before."""
    await (request.accept(identity="the-agent") if request.room.name.startswith("same-") else request.accept())


@server.rtc_session(agent_name=os.environ.get("AGENT_NAME", "avatar-agent"), on_request=on_request)
async def entry(ctx: JobContext) -> None:
    # this pid is the job's own process: what a test kills or freezes
    say("job", job_pid=os.getpid(), room=ctx.job.room.name, identity=ctx.local_participant_identity, job=ctx.job.id)
    if ctx.job.room.name.startswith("mute-"):
        fall_mute()
    await ctx.connect()
    if alive:
        alive.tick(ctx)
    if ctx.room.name.startswith("echo-"):  # tells everybody what its job was given
        given = {"metadata": ctx.job.metadata, "attributes": dict(ctx.job.attributes), "deployment": ctx.job.deployment}
        await ctx.room.local_participant.set_attributes({"echo": json.dumps(given)})
    if ctx.room.name.startswith("raising-"):  # an exception ends the job, and its participant goes by itself
        await asyncio.sleep(1)
        raise RuntimeError("as asked for by the room's name")
    if ctx.room.name.startswith("handover-"):
        await asyncio.sleep(1)
        said = {"for": "handover", "why": "a person takes over"}
        await ctx.room.local_participant.set_attributes({"understudy.leave": json.dumps(said)})
        return ctx.shutdown()
    if ctx.room.name.startswith("deaf-"):  # in such a room it obeys no command, as an agent that knows no contract
        await publish_audio(ctx.room, "agent", 220, lambda: 300)
    else:
        stage = Stage(ctx)
        stage.tasks.add(await publish_audio(ctx.room, "agent", 220, lambda: 300 if stage.mode == "audio" else 0))
    say("on_stage", room=ctx.room.name, identity=ctx.room.local_participant.identity)


if __name__ == "__main__":
    cli.run_app(server)
