"""A real LiveKit Agents worker that asks Tavus for its face itself, by the unmodified livekit-plugins-tavus, through whatever
TAVUS_GATEWAY_URL names. It has no AI; when there is no face it plays its own tone. Run as worker.py is."""

import asyncio
import os

from livekit.agents import Agent, AgentServer, AgentSession, APIError, JobContext, cli
from livekit.plugins import tavus

from common import publish_audio, say

server = AgentServer(
    host="127.0.0.1",
    port=0,
    num_idle_processes=int(os.environ.get("NUM_IDLE", "2")),
    load_fnc=lambda: 0.0,
)


@server.rtc_session(agent_name=os.environ.get("AGENT_NAME", "plugin-agent"))
async def entry(ctx: JobContext) -> None:
    say("job", job_pid=os.getpid(), room=ctx.job.room.name, identity=ctx.local_participant_identity, job=ctx.job.id)
    await ctx.connect()
    session = AgentSession()
    avatar = tavus.AvatarSession(api_url=os.environ["TAVUS_GATEWAY_URL"], api_key=os.environ["TAVUS_GATEWAY_TOKEN"])
    try:
        await avatar.start(session, room=ctx.room)
        say("avatar_started", room=ctx.room.name, conversation=avatar.conversation_id)
        await session.start(agent=Agent(instructions=""), room=ctx.room)
    except APIError as refused:
        status = getattr(refused, "status_code", 0)
        say("avatar_refused", room=ctx.room.name, status=status, body=str(getattr(refused, "body", "")))
        playing = await publish_audio(ctx.room, "agent", 220, lambda: 300)
        await asyncio.wait([playing])


if __name__ == "__main__":
    cli.run_app(server)
