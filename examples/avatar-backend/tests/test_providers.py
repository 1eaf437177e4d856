"""With the keys of OpenAI and ElevenLabs it speaks; when they are refused, the user is not left alone."""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from livekit import rtc

from .fakes import Providers
from .processes import Child, LiveKit, until, worker
from .stage import Stage

GREETING = "مرحبا، أنا هنا"


@pytest_asyncio.fixture
async def providers() -> AsyncIterator[Providers]:
    """Fakes of both."""
    both = await Providers().start()
    yield both
    await both.stop()


def speaking(livekit: LiveKit, providers: Providers, key: str, folder: Path, name: str) -> Child:
    """A worker whose keys stand in files, as a compose file gives them; in Arabic."""
    files = {}
    secrets = {"OPENAI_API_KEY": key, "ELEVEN_API_KEY": key, "LIVEKIT_API_KEY": livekit.key, "LIVEKIT_API_SECRET": livekit.secret}
    for variable, value in secrets.items():
        (folder / variable).write_text(value + "\n")
        files[variable + "_FILE"] = str(folder / variable)
    return worker(
        livekit, name, **files, LIVEKIT_API_KEY="", LIVEKIT_API_SECRET="",
        OPENAI_BASE_URL=providers.url + "/openai/v1/", ELEVEN_BASE_URL=providers.url + "/eleven/v1/",
        AGENT_LANGUAGE="ar", AGENT_GREETING=GREETING, ELEVEN_VOICE_ID="layla", ELEVEN_MODEL="eleven_flash_v2_5",
    )  # fmt: skip


async def test_with_its_keys_it_greets_listens_thinks_and_answers_through_the_avatar(
    livekit: LiveKit, providers: Providers, tmp_path: Path
) -> None:
    child, stage = speaking(livekit, providers, "good", tmp_path, "speaker"), Stage(livekit, "speaker")
    try:
        await until("registered worker", lambda: child.said("registered worker"), 60)
        await stage.open()
        await until("it greets", lambda: stage.user.hears(stage.agent, 0), 30)
        asked = providers.asked("speak")[0]
        assert (asked["voice"], asked["language_code"], asked["model_id"]) == ("layla", "ar", "eleven_flash_v2_5")
        assert GREETING in " ".join(c["text"] for c in providers.asked("text"))

        avatar = await stage.bring_avatar()
        await stage.command("video", avatar, 1)
        assert (await stage.acked(1))["ok"] is True
        await stage.user.room.local_participant.send_text("what can you do?", topic="lk.chat")
        await until("it answers through the avatar", lambda: stage.user.hears(avatar, 0))
        assert "what can you do?" in str(providers.asked("chat")[0]["messages"])
        assert "answer" in " ".join(c["text"] for c in providers.asked("text"))

        await stage.user.room.local_participant.send_text("stop, something else!", topic="lk.chat")  # interrupts it
        await until("it was asked the other thing", lambda: len(providers.asked("chat")) == 2)
        await until("the interrupted answer is over", lambda: not stage.user.loud(time.monotonic() - 0.3))
        then = time.monotonic()
        await stage.user.room.local_participant.send_text("and now?", topic="lk.chat")
        await until("nothing is stuck", lambda: stage.user.hears(avatar, then))
    finally:
        await stage.close()
        child.stop()


async def test_keys_that_are_refused_are_named_in_the_log_and_the_user_hears_that_somebody_is_there(
    livekit: LiveKit, providers: Providers, tmp_path: Path
) -> None:
    child, stage = speaking(livekit, providers, "dead-key", tmp_path, "refused"), Stage(livekit, "refused")
    try:
        await until("registered worker", lambda: child.said("registered worker"), 60)
        await stage.open()
        await until("the user hears two tones", lambda: stage.user.hears(stage.agent, 0), 30)
        for _ in range(5):  # livekit-agents closes a session after the third refusal in a row, unless told otherwise
            await until("it is quiet", lambda: not stage.user.loud(time.monotonic() - 0.7))
            then = time.monotonic()
            await stage.user.room.local_participant.send_text("hello?", topic="lk.chat")
            await until("and again", lambda: stage.user.hears(stage.agent, then), 30)  # noqa: B023
        assert len(child.said("ElevenLabs refuses our key", status_code=401)) == 1, "once, not for every word"
        assert len(child.said("refuses our key", status_code=401)) == 2, "OpenAI, too"
        assert "dead-key" not in child.log.read_text()
        avatar = await stage.bring_avatar()
        await stage.command("video", avatar, 1)
        assert (await stage.acked(1))["ok"] is True, "it keeps the contract"
        assert stage.agent in stage.user.room.remote_participants

        providers.good = "dead-key"  # the account was paid, or the key allowed again
        await stage.user.room.local_participant.send_text("and now?", topic="lk.chat")
        await until("it speaks", lambda: any("answer" in c["text"] for c in providers.asked("text")), 30)
    finally:
        await stage.close()
        child.stop()


@pytest.mark.parametrize(
    ("listener", "what", "model"),
    [("openai", "transcribe", "gpt-4o-mini-transcribe"), ("elevenlabs", "write down", "scribe_v2")],
)
async def test_what_the_user_says_is_written_down_in_his_language(
    providers: Providers, monkeypatch: pytest.MonkeyPatch, listener: str, what: str, model: str
) -> None:
    monkeypatch.setenv("AGENT_LANGUAGE", "ar")
    monkeypatch.setenv("AGENT_STT", listener)
    monkeypatch.setenv("OPENAI_BASE_URL", providers.url + "/openai/v1")
    monkeypatch.setenv("ELEVEN_BASE_URL", providers.url + "/eleven/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "good")
    monkeypatch.setenv("ELEVEN_API_KEY", "good")
    import backend
    from settings import Settings

    monkeypatch.setattr(backend, "settings", Settings.of(os.environ))
    async with aiohttp.ClientSession() as http:
        monkeypatch.setattr("livekit.agents.utils.http_context.http_session", lambda: http)  # a job has one of its own
        heard = await backend.speaking_session().stt.recognize([rtc.AudioFrame.create(24_000, 1, 24_000)])
    assert heard.alternatives[0].text == "what the user said"
    assert providers.asked(what) == [{"what": what, "model": model, "language": "ar"}]
