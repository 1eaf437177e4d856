"""A LiveKit Agents worker whose agent keeps Understudy's contract: `python backend.py start`.

With OPENAI_API_KEY and ELEVEN_API_KEY it listens, thinks and speaks; without them it is a parrot that chirps, so that everything
around it can be tried. README.md says what may be set. It wants LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import time

from livekit.agents import Agent, AgentServer, AgentSession, APIStatusError, ErrorEvent, JobContext, cli, inference, stt
from livekit.agents.voice.agent_session import SessionConnectOptions
from livekit.agents.voice.room_io import RoomOptions
from livekit.plugins import elevenlabs, openai

import chirps
from settings import Settings, secrets_from_files
from understudy_agent import Understudy, alive

log = logging.getLogger("avatar-backend")

secrets_from_files(os.environ)
alive.start()  # does nothing unless UNDERSTUDY_URL and UNDERSTUDY_AGENT_TOKEN are set
settings = Settings.of(os.environ)
server = AgentServer(
    host="127.0.0.1",  # health is for this machine; LiveKit is reached from here, never the other way round
    port=settings.health_port,
    num_idle_processes=settings.idle_processes,
    load_fnc=lambda: 0.0,  # a self-hosted LiveKit offers a refused job to nobody else: a busy machine must not refuse
    log_level=os.environ.get("LOG_LEVEL", "INFO"),
)


def listener() -> stt.STT:
    """Who writes down what the user says: either provider, whole utterances at a time, which the detector cuts out."""
    if settings.listener == "elevenlabs":
        return elevenlabs.STT(
            api_key=settings.eleven_key,
            base_url=settings.eleven_url,
            model=settings.stt_model,
            language_code=settings.language,
            tag_audio_events=False,  # "(laughter)" is nothing that the user said
        )
    return openai.STT(
        api_key=settings.openai_key, base_url=settings.openai_url, model=settings.stt_model, language=settings.language
    )


def speaking_session() -> AgentSession:
    """Words by OpenAI, the voice by ElevenLabs, heard by either. The voice activity detector is in the package: nothing is downloaded."""
    return AgentSession(
        vad=inference.VAD(model="silero"),
        stt=listener(),
        llm=openai.LLM(api_key=settings.openai_key, base_url=settings.openai_url, model=settings.llm_model),
        tts=elevenlabs.TTS(
            api_key=settings.eleven_key,
            base_url=settings.eleven_url,
            voice_id=settings.voice,
            model=settings.voice_model,
            language=settings.language,
            encoding="pcm_24000",  # what the room and the avatar take: nothing is converted on the way
        ),
        turn_handling={"turn_detection": "vad"},
        # a session that closes after the third refusal leaves the user alone with nobody; the key may be good again soon
        conn_options=SessionConnectOptions(max_unrecoverable_errors=1_000_000),
    )


class Troubles:
    """Says what a provider refuses, once a minute for each, and lets the user hear that somebody is there."""

    def __init__(self, session: AgentSession) -> None:
        self._session = session
        self._said: dict[str, float] = {}
        session.on("error", self._error)

    def _error(self, event: ErrorEvent) -> None:
        cause = getattr(event.error, "error", event.error)
        if getattr(event.error, "recoverable", False):
            return  # it is tried again
        provider = "ElevenLabs" if isinstance(event.source, (elevenlabs.TTS, elevenlabs.STT)) else "OpenAI"
        status = cause.status_code if isinstance(cause, APIStatusError) else None
        if time.monotonic() - self._said.get(provider, -60.0) >= 60:
            self._said[provider] = time.monotonic()
            refused = "refuses our key" if status in (401, 403) else "fails"
            log.error(f"{provider} {refused}: the agent cannot speak", extra={"provider": provider, "status_code": status})
        try:
            self._session.say("…", audio=chirps.sorry(), add_to_chat_ctx=False)
        except RuntimeError:
            pass  # the session is closing


def told_by(ctx: JobContext) -> dict:
    """The dispatch's metadata, when Understudy sent it: for the log, where its session ties our lines to its own."""
    try:
        told = json.loads(ctx.job.metadata or "{}")
    except ValueError:
        return {}
    if not isinstance(told, dict) or "understudy" not in told:
        return {}
    ours = told["understudy"]
    return ours if isinstance(ours, dict) else told  # beside a caller's own data ours is an object of its own


@server.rtc_session(agent_name=settings.agent_name)
async def entry(ctx: JobContext) -> None:
    """One room: speak with the own voice at once, and leave the rest to the commands."""
    told = told_by(ctx)
    ctx.log_context_fields = {"session": told.get("session"), "attempt": told.get("attempt")}
    await ctx.connect()
    session = speaking_session() if settings.speaks else AgentSession(vad=None)
    options = RoomOptions(
        close_on_disconnect=False,  # a reload of the page must not end the session
        audio_input=settings.speaks,  # a parrot does not listen
    )
    await session.start(agent=Agent(instructions=settings.instructions), room=ctx.room, room_options=options)
    understudy = Understudy(ctx, session)
    log.info("on stage", extra={"job_pid": os.getpid(), "room_name": ctx.room.name, "mode": understudy.mode})
    if settings.speaks:
        Troubles(session)
        await session.say(settings.greeting)
    else:
        log.warning("no words: a parrot chirps", extra={"missing": settings.missing()})
        chirping = asyncio.create_task(chirps.chirp_for_ever(session))

        async def stop() -> None:
            chirping.cancel()

        ctx.add_shutdown_callback(stop)


if __name__ == "__main__":
    cli.run_app(server)
