"""One server and one worker serve most tests; each test has a room of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from .processes import Child, LiveKit, until, worker
from .stage import Stage

NAME = "parrot"


@pytest.fixture(scope="session")
def livekit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveKit]:
    """A real server."""
    server = LiveKit(Path(tmp_path_factory.mktemp("livekit")))
    yield server
    server.child.stop()


@pytest.fixture(scope="session")
def parrot(livekit: LiveKit) -> Iterator[Child]:
    """The example without any AI key, registered."""
    child = worker(livekit, NAME)
    asyncio.run(until("registered worker", lambda: child.said("registered worker"), 60))
    yield child
    child.stop()


@pytest_asyncio.fixture
async def stage(livekit: LiveKit, parrot: Child) -> AsyncIterator[Stage]:
    """A room with a user; the parrot speaks in it."""
    room = Stage(livekit, NAME)
    try:
        await room.open()
        await until("the agent speaks with its own voice", lambda: room.user.hears(room.agent, 0), 30)
        yield room
    finally:
        await room.close()
