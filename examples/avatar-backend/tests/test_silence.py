"""The user never sits in silence: what is heard while the voice changes between the agent and the avatar."""

from __future__ import annotations

import asyncio
import signal

import pytest

from .processes import until
from .stage import Stage

GENEROUS = 3.0  # this machine may be busy: the numbers are printed, and only this decides


async def test_going_to_the_avatar_and_back_loses_no_word_and_says_none_twice(stage: Stage, capsys: pytest.CaptureFixture) -> None:
    avatar = await stage.bring_avatar()
    await stage.mid_phrase(stage.agent)
    await until("the first phrase is over", lambda: not stage.user.speaking(stage.agent))
    await stage.mid_phrase(stage.agent)  # the beginning of what a listener hears first is bent by its jitter buffer
    began = stage.user.phrases()[-1].began
    for epoch in (1, 3):
        await stage.command("video", avatar, epoch)
        assert (await stage.acked(epoch))["ok"] is True
        await stage.mid_phrase(avatar)
        await stage.command("audio", "", epoch + 1)
        assert await stage.acked(epoch + 1) == {"mode": "audio", "avatar": None, "epoch": str(epoch + 1), "ok": True}
        await stage.mid_phrase(stage.agent)
    await until("the phrase is over", lambda: not stage.user.speaking(stage.agent))

    whole = stage.user.phrases(began)
    silence = max(p.silence for p in whole)
    pauses = [round(b.began - a.ended, 2) for a, b in zip(whole, whole[1:], strict=False)]
    with capsys.disabled():
        print(f"\n  orderly: {len(whole)} phrases, longest silence inside one {silence * 1000:.0f} ms (goal 100), both at once", end=" ")
        print(f"{stage.user.both(began) * 1000:.0f} ms, lengths {[round(p.seconds, 2) for p in whole]}, pauses {pauses}", end=" ")
    assert all(len(p.speakers) == 1 for p in whole), "each phrase is said by one"
    assert [p.speakers for p in whole] == [{stage.agent}, {avatar}] * 2 + [{stage.agent}]
    steps = [b.lowest - a.lowest for a, b in zip(whole, whole[1:], strict=False)]
    assert all(abs(s - 100) < 45 or abs(s + 700) < 45 for s in steps), f"the chirps follow each other: {steps}"
    assert all(abs(p.highest - p.lowest - 600) < 90 for p in whole), "each is said from its beginning to its end"
    assert silence < GENEROUS / 3
    assert stage.user.both(began) < 0.3


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP, None], ids=["killed", "frozen", "left"])
async def test_when_the_avatar_dies_the_agent_says_the_cut_phrase_again(
    stage: Stage, how: signal.Signals | None, capsys: pytest.CaptureFixture
) -> None:
    avatar = await stage.bring_avatar()
    await stage.command("video", avatar, 1)
    assert (await stage.acked(1))["ok"] is True
    await until("the avatar speaks", lambda: stage.user.hears(avatar, 0))
    killed = await stage.mid_phrase(avatar)
    if how:
        stage.avatars[avatar].signal(how)
    else:
        stage.avatars[avatar].process.stdin.close()  # it leaves in good order, as when Tavus ends the conversation
    await until("the agent speaks itself", lambda: stage.user.hears(stage.agent, killed), 30)
    await until("the avatar was put out", lambda: avatar not in stage.user.room.remote_participants, 15)
    await asyncio.sleep(4)

    before = stage.user.loud(by=avatar)[-1].at
    after = stage.user.loud(killed, stage.agent)[0].at
    cut = stage.user.phrases(by=avatar)[-1]
    again = stage.user.phrases(killed, by=stage.agent)[0]
    with capsys.disabled():
        name = how.name if how else "left"
        print(f"\n  {name}: silence {1000 * (after - before):.0f} ms (goal 1000); said again for {again.seconds:.2f} s", end=" ")
    assert after - before < GENEROUS
    assert abs(again.lowest - cut.lowest) < 60, "it is the phrase that was cut, from its beginning"
    assert again.seconds > 2.5, "and all of it"
