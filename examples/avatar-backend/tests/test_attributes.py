"""What the agent says of itself: that it leaves, and when a user was heard."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace

import pytest

from understudy_agent.heard import Heard
from understudy_agent.switch import Understudy

from .processes import until


class Me:
    """An own participant whose attributes are written down."""

    def __init__(self) -> None:
        self.said: list[dict[str, str]] = []
        self.refuses = 0  # so many times

    async def set_attributes(self, attributes: dict[str, str]) -> None:
        if self.refuses:
            self.refuses -= 1
            raise RuntimeError("the server is away")
        self.said.append(attributes)


class Session:
    """As much of a session as is listened to."""

    def __init__(self) -> None:
        self.heard: dict = {}

    def on(self, event: str, handler) -> None:
        self.heard[event] = handler


async def test_it_says_why_before_it_leaves() -> None:
    me, ended = Me(), []
    agent = Understudy.__new__(Understudy)  # without its voice
    agent._room = SimpleNamespace(local_participant=me)
    agent._ctx = SimpleNamespace(shutdown=lambda reason: ended.append((reason, len(me.said))))
    await agent.leave("handover", why="asked for a person")
    assert json.loads(me.said[0]["understudy.leave"]) == {"for": "handover", "why": "asked for a person"}
    assert ended == [("asked for a person", 1)]
    with pytest.raises(ValueError, match="never: an agent leaves for good, or by a handover"):
        await agent.leave("never")
    assert len(ended) == 1


SPEAKS = SimpleNamespace(old_state="listening", new_state="speaking")
WORDS = SimpleNamespace(transcript="hello")


def heard(me: Me) -> list[str]:
    """What it said of whom it heard."""
    return [said["understudy.heard"] for said in me.said]


async def test_it_says_that_it_listens_before_it_has_heard_anybody() -> None:
    me, session = Me(), Session()
    Heard(SimpleNamespace(local_participant=me), session, every=3600)
    session.heard["user_state_changed"](SimpleNamespace(old_state="listening", new_state="away"))
    session.heard["user_input_transcribed"](SimpleNamespace(transcript=" "))
    await until("said", lambda: me.said)
    await asyncio.sleep(0.05)
    assert heard(me) == ["never"], "silence is told once"


async def test_what_cannot_be_told_at_the_start_is_told_later() -> None:
    me, session = Me(), Session()
    me.refuses = 2
    Heard(SimpleNamespace(local_participant=me), session, every=0.05)
    await until("said", lambda: me.said)
    await asyncio.sleep(0.15)
    assert heard(me) == ["never"]


async def test_a_user_who_speaks_is_heard_at_most_every_so_often() -> None:
    me, session = Me(), Session()
    Heard(SimpleNamespace(local_participant=me), session, every=3600)
    await until("listening", lambda: me.said)
    session.heard["user_state_changed"](SPEAKS)
    await until("the first word is said at once", lambda: len(me.said) == 2)
    session.heard["user_input_transcribed"](WORDS)
    await asyncio.sleep(0.1)
    assert len(me.said) == 2
    assert len(heard(me)[1]) == len("2026-01-01T00:00:00.000Z")


async def test_who_speaks_at_once_is_not_forgotten_for_the_start() -> None:
    me, session = Me(), Session()
    Heard(SimpleNamespace(local_participant=me), session, every=3600)
    session.heard["user_state_changed"](SPEAKS)
    await until("said", lambda: me.said)
    await asyncio.sleep(0.05)
    assert heard(me)[-1].endswith("Z")


async def test_the_last_word_counts_though_it_was_said_in_between() -> None:
    me, session = Me(), Session()
    Heard(SimpleNamespace(local_participant=me), session, every=0.3)
    await until("listening", lambda: me.said)
    session.heard["user_state_changed"](SPEAKS)
    await until("said", lambda: len(me.said) == 2)
    session.heard["user_input_transcribed"](WORDS)
    await until("said again", lambda: len(me.said) == 3)
    first, second = heard(me)[1:]
    assert first <= second and second.endswith("Z")
    await asyncio.sleep(0.7)
    assert len(me.said) == 3, "nobody spoke"
