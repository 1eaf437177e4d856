"""The voice between two sinks, without any server: no word is lost, none stays stuck, whatever comes in between."""

from __future__ import annotations

import asyncio

import pytest

from understudy_agent.phrase import Phrase
from understudy_agent.voice import Voice

from .sink import Sink, frame


@pytest.fixture
def own() -> Sink:
    return Sink(can_pause=True)


@pytest.fixture
def voice(own: Sink) -> Voice:
    return Voice(own)


async def say(voice: Voice, *values: int) -> None:
    for value in values:
        await voice.capture_frame(frame(value))


async def over(voice: Voice) -> tuple[float, bool]:
    """What the session is told about the phrase's end."""
    told = await asyncio.wait_for(voice.wait_for_playout(), 1)
    return round(told.playback_position, 2), told.interrupted


async def test_a_phrase_that_a_dead_avatar_had_whole_is_said_again_and_ends_once(voice: Voice, own: Sink) -> None:
    avatar = Sink()
    await voice.move(avatar)
    await say(voice, 1, 2, 3)
    voice.flush()
    await voice.move(own, lost_at=0.0)
    assert (own.got, own.ends, avatar.clears) == ([1, 2, 3], 1, 0)
    avatar.done(0.3)  # too late: it counts no more
    assert not voice.idle()
    own.done(0.3)
    assert await over(voice) == (0.3, False)
    assert voice.idle()


async def test_words_that_still_come_follow_what_is_said_again(voice: Voice, own: Sink) -> None:
    avatar = Sink()
    await voice.move(avatar)
    await say(voice, 1, 2)
    avatar.blocked = True
    coming = asyncio.create_task(say(voice, 3, 4))
    await asyncio.sleep(0.01)
    assert not coming.done(), "a dead avatar blocks the speech"
    await voice.move(own, lost_at=0.0)
    await asyncio.wait_for(coming, 1)
    voice.flush()
    assert (own.got, own.ends) == ([1, 2, 3, 4], 1)


async def test_in_mid_phrase_a_living_sink_is_asked_where_it_stopped(voice: Voice, own: Sink) -> None:
    await say(voice, 1, 2, 3, 4)
    own.played = 0.2
    avatar = Sink()
    await voice.move(avatar)
    assert (own.ends, own.clears, avatar.got) == (1, 1, [3, 4])
    await say(voice, 5)
    voice.flush()
    avatar.done(0.3)
    assert await over(voice) == (0.5, False)


async def test_an_interruption_while_the_avatar_dies_ends_the_phrase_and_says_nothing_again(voice: Voice, own: Sink) -> None:
    avatar = Sink()
    avatar.done = lambda *_: None  # it is dead
    await voice.move(avatar)
    await say(voice, 1, 2)
    voice.flush()
    voice.clear_buffer()
    await voice.move(own, lost_at=0.0)
    assert own.got == []
    assert (await over(voice))[1] is True


async def test_a_change_that_is_overtaken_by_the_loss_of_the_new_avatar_leaves_nothing_stuck(voice: Voice, own: Sink) -> None:
    await say(voice, 1, 2)
    avatar = Sink(blocked=True)
    own.played = 0.1
    going = asyncio.create_task(voice.move(avatar))
    await asyncio.sleep(0.01)
    voice.flush()
    await asyncio.wait_for(voice.move(own, lost_at=0.0), 1)
    await going
    assert own.got == [1, 2, 1, 2], "nobody heard the avatar: the words are said again"
    own.done(0.1)
    await over(voice)
    assert voice.idle()


async def test_the_end_of_a_phrase_of_which_the_new_sink_gets_nothing_is_told_all_the_same(voice: Voice, own: Sink) -> None:
    await say(voice, 1, 2)
    own.played = 0.2  # all of it was heard, and no more comes
    await voice.move(Sink())
    voice.flush()
    assert await over(voice) == (0.2, False)


async def test_a_paused_own_voice_is_not_paused_when_its_turn_comes_again(voice: Voice, own: Sink) -> None:
    resumed = []
    own.resume = lambda: resumed.append(1)
    assert voice.can_pause
    await say(voice, 1)
    voice.pause()
    await voice.move(Sink())
    assert resumed and not voice.can_pause


async def test_a_phrase_whose_end_nobody_reports_is_overdue_and_can_be_forgotten(voice: Voice) -> None:
    await say(voice, 1)
    voice.flush()
    assert not voice.overdue(0.3)
    await asyncio.sleep(0.15)
    assert voice.overdue(0)
    voice.forget()
    assert await over(voice) == (0.1, False)


def test_the_words_before_the_last_pause_are_not_said_again() -> None:
    phrase = Phrase()
    for value in (5000, 5000, 0, 0, 4000, 4000, 4000):
        phrase.add(frame(value))
    assert phrase.last_pause(0.65) == pytest.approx(0.4)
    assert phrase.last_pause(0.35) == 0
    assert len(list(phrase.rest(phrase.last_pause(0.65)))) == 3
