"""The contract, both directions, with a real server: what is commanded, what is answered, and what stays undisturbed."""

from __future__ import annotations

import asyncio
import signal
import time

from .listener import Listener
from .processes import Child, LiveKit, free_port, until, worker
from .stage import Stage


def acknowledged(parrot: Child, stage: Stage, epoch: int) -> int:
    """How often the agent of this room answered that epoch."""
    lines = parrot.said("acknowledged", room=stage.room)
    return sum(1 for line in lines if str(epoch) == line["understudy"]["epoch"])


async def test_an_attribute_alone_is_enough(stage: Stage) -> None:
    avatar = await stage.bring_avatar()
    await stage.command("video", avatar, 1)
    assert await stage.acked(1) == {"mode": "video", "avatar": avatar, "epoch": "1", "ok": True}


async def test_an_rpc_alone_is_enough_and_its_repetitions_do_nothing(stage: Stage, parrot: Child) -> None:
    avatar = await stage.bring_avatar()
    answers = [await stage.call("video", avatar, 7) for _ in range(4)]
    assert answers == ["{}"] * 4, "it answers at once, whatever becomes of it"
    assert (await stage.acked(7))["ok"] is True
    await stage.call("video", avatar, 7)
    await stage.command("video", avatar, 7)  # the attribute comes after the RPC and says the same
    await stage.command("audio", "", 8)
    await stage.acked(8)
    await until("its log has come that far", lambda: acknowledged(parrot, stage, 8))
    assert acknowledged(parrot, stage, 7) == 1


async def test_the_newest_epoch_wins_and_older_ones_are_void(stage: Stage, parrot: Child) -> None:
    avatar = await stage.bring_avatar()
    await stage.command("video", avatar, 8)
    await stage.command("audio", "", 9)
    await stage.command("video", avatar, 10)  # as texts "10" would be older than "9"
    assert await stage.acked(10) == {"mode": "video", "avatar": avatar, "epoch": "10", "ok": True}
    await stage.call("audio", "", 9)
    await stage.command("audio", "", 2)
    await stage.call("video", avatar, 11)
    assert (await stage.acked(11))["mode"] == "video"
    assert acknowledged(parrot, stage, 2) == 0
    assert stage.acks[-1]["epoch"] == "11"


async def test_an_avatar_that_never_shows_its_face_disturbs_nobody(stage: Stage) -> None:
    began = await stage.mid_phrase(stage.agent)
    faceless = await stage.bring_avatar(wait=False, VIDEO="0")
    await stage.command("video", faceless, 1)
    assert await stage.acked(1) == {"mode": "audio", "avatar": None, "epoch": "1", "ok": False}
    await stage.command("video", "tavus-avatar-nobody", 2)
    assert (await stage.acked(2))["ok"] is False
    await until("it goes on speaking", lambda: stage.user.speaking(stage.agent))
    whole = [p for p in stage.user.phrases(began) if p.began > began + 0.2][:-1]
    assert whole and all(p.speakers == {stage.agent} for p in whole)
    assert all(p.silence < 1 and p.seconds > 2.5 for p in whole)


async def test_an_avatar_that_swallows_the_words_is_replaced_by_the_own_voice(stage: Stage) -> None:
    avatar = await stage.bring_avatar(MUTE="1")  # it lives and has a face, but never says that it has played anything
    await stage.command("video", avatar, 1)
    assert (await stage.acked(1))["ok"] is True
    then = time.monotonic()
    await until("its own voice is back", lambda: stage.user.hears(stage.agent, then + 2), 30)
    await until("the avatar was put out", lambda: avatar not in stage.user.room.remote_participants)


async def test_another_try_brings_another_avatar(stage: Stage) -> None:
    first, second = await stage.bring_avatar(), await stage.bring_avatar()
    await stage.command("video", first, 1)
    await stage.acked(1)
    await stage.command("video", second, 2)
    assert (await stage.acked(2))["avatar"] == second
    then = time.monotonic()
    await until("the second speaks", lambda: stage.user.hears(second, then))


async def test_a_user_who_reloads_the_page_finds_the_same_agent(stage: Stage) -> None:
    await stage.user.room.disconnect()
    again = Listener()
    try:
        await again.join(stage.livekit.url, stage.token("user"))
        await until("the user hears the same agent", lambda: again.hears(stage.agent, 0))
    finally:
        await again.leave()


async def test_on_sigterm_it_finishes_its_call_and_takes_no_other(livekit: LiveKit) -> None:
    port = free_port()
    child, stage = worker(livekit, "drained", HEALTH_PORT=str(port)), Stage(livekit, "drained")
    try:
        await until("registered worker", lambda: child.said("registered worker", agent_name="drained"), 60)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 200 " in await reader.readline(), "health answers"
        writer.close()
        await stage.open()
        await until("its log names our session", lambda: child.said("on stage", session="s-" + stage.room, room=stage.room))
        child.signal(signal.SIGTERM)
        await until("it drains", lambda: child.said("draining worker"))
        then = time.monotonic()
        await until("the call goes on", lambda: stage.user.hears(stage.agent, then + 2))
        avatar = await stage.bring_avatar()
        await stage.command("video", avatar, 1)
        assert (await stage.acked(1))["ok"] is True, "and so does the contract"
        assert child.process.poll() is None
        await stage.close()
        await until("it ends with the last call", lambda: child.process.poll() is not None, 40)
        assert child.process.returncode == 0
        assert not child.said("Traceback")
    finally:
        await stage.close()
        child.stop()


async def test_it_survives_a_restart_of_the_server(tmp_path) -> None:
    livekit = LiveKit(tmp_path)
    child, stage = worker(livekit, "survivor"), Stage(livekit, "survivor")
    try:
        await until("registered worker", lambda: child.said("registered worker"), 60)
        await stage.open()
        agent = stage.agent
        avatar = await stage.bring_avatar()
        await stage.command("video", avatar, 1)
        await stage.acked(1)
        await stage.mid_phrase(avatar)
        livekit.child.stop()
        livekit.start()
        await until("the agent is back", lambda: agent in stage.user.room.remote_participants, 60)
        then = time.monotonic()
        await until("the agent or its avatar is heard", lambda: stage.user.loud(then + 1), 40)
        another = await stage.bring_avatar()
        await until("the command arrives", lambda: stage.user.room.isconnected(), 30)
        await stage.command("video", another, 2)
        assert await stage.acked(2, 40) == {"mode": "video", "avatar": another, "epoch": "2", "ok": True}
        then = time.monotonic()
        await until("the new avatar speaks", lambda: stage.user.hears(another, then), 30)
    finally:
        await stage.close()
        child.stop()
        livekit.child.stop()
