"""Which commands count, without any server."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from understudy_agent.commands import Command, Commands


class Room:
    """As much of a room as the commands need."""

    def __init__(self, **attributes: str) -> None:
        self.heard: dict = {}
        told = {f"understudy.{key}": value for key, value in attributes.items()}
        self.local_participant = SimpleNamespace(identity="agent", attributes=told, register_rpc_method=self.heard.__setitem__)

    def on(self, event: str, handler) -> None:
        self.heard[event] = handler


async def call(room: Room, payload: str) -> str:
    return await room.heard["understudy.mode"](SimpleNamespace(payload=payload))


def test_a_command_that_was_there_before_the_agent_is_read_at_the_start() -> None:
    commands = Commands(Room(mode="video", avatar="face", epoch="4"))
    assert commands.newest is None
    commands.read()
    assert commands.newest == Command("face", 4)
    assert commands.news.is_set()


def test_after_a_reconnection_the_newest_is_answered_once_more() -> None:
    room = Room(mode="audio", avatar="", epoch="4")
    commands = Commands(room)
    commands.read()
    commands.news.clear()
    commands.read()
    assert not commands.news.is_set(), "nothing is new"
    room.heard["reconnected"]()
    assert commands.news.is_set()


def test_after_a_reconnection_an_older_attribute_stays_void() -> None:
    room = Room(mode="audio", avatar="", epoch="4")
    commands = Commands(room)
    commands.newest = Command("face", 5)
    room.heard["reconnected"]()
    assert commands.newest == Command("face", 5)
    assert not commands.news.is_set()


async def test_epochs_are_numbers() -> None:
    room = Room()
    commands = Commands(room)
    await call(room, '{"mode":"video","avatar":"face","epoch":"9"}')
    await call(room, '{"mode":"audio","avatar":"","epoch":10}')
    await call(room, '{"mode":"video","avatar":"face","epoch":"9"}')
    assert commands.newest == Command(None, 10)


NO_COMMANDS = ["", "no", "[]", "null", "{}", '{"mode":"video"}', '{"mode":"dance","epoch":"1"}', '{"mode":"audio","epoch":"-1"}']


@pytest.mark.parametrize("payload", NO_COMMANDS)
async def test_what_is_no_command_is_answered_and_does_nothing(payload: str) -> None:
    room = Room()
    commands = Commands(room)
    assert json.loads(await call(room, payload)) == {}
    assert commands.newest is None


def test_other_people_s_attributes_are_not_commands() -> None:
    room = Room(mode="video", avatar="face", epoch="1")
    commands = Commands(room)
    room.heard["participant_attributes_changed"]({"understudy.epoch": "1"}, SimpleNamespace(identity="user"))
    assert commands.newest is None
    room.heard["participant_attributes_changed"]({"understudy.epoch": "1"}, SimpleNamespace(identity="agent"))
    assert commands.newest == Command("face", 1)
