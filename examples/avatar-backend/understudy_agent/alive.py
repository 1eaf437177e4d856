"""The worker's sign of life: Understudy hears every 2 s which of its agents live, and pings only those that it does not hear of.

In the worker's own process `start()` listens to ticks of the jobs' processes and reports; in each job `tick(ctx)` gives them, from the
job's own event loop, so that one that is blocked, frozen or killed is not listed. Both do nothing without UNDERSTUDY_URL and UNDERSTUDY_AGENT_TOKEN.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, MutableMapping
from pathlib import Path
from urllib.parse import urlsplit

from livekit import rtc
from livekit.agents import JobContext

log = logging.getLogger("understudy")

WHERE = "UNDERSTUDY_ALIVE"  # for the jobs, which inherit it: the port of loopback that hears ticks, and a word that only they know
PATH = "/api/agents/alive"
TICK = 0.3  # seconds between two ticks of a job
FRESH = 1.0  # seconds for which a tick counts
EVERY = 2.0  # seconds between two reports; at once when a job is gone or new
LOOK = 0.25  # seconds between two looks whether that is so
PATIENCE = 2.0  # seconds for each step of a call
STALE = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)  # a kept connection that was closed meanwhile

Job = tuple[str, str, str]  # room, identity, session


class Jobs:
    """Which jobs have ticked of late."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._ticks, self._lock = clock, dict[Job, float](), threading.Lock()

    def tick(self, job: Job, at: float) -> None:
        """A job's process lived at that time of the monotonic clock, which all processes of a machine share."""
        with self._lock:
            self._ticks[job] = min(at, self._clock())

    def alive(self) -> frozenset[Job]:
        """Those that do; the others are forgotten."""
        with self._lock:
            since = self._clock() - FRESH
            self._ticks = {job: at for job, at in self._ticks.items() if at >= since}
            return frozenset(self._ticks)


class Line:
    """One kept connection to Understudy."""

    def __init__(self, url: str, token: str) -> None:
        to = urlsplit(url)
        if to.scheme not in ("http", "https") or not to.hostname:
            raise ValueError("UNDERSTUDY_URL is no address: it begins with https:// or http://")
        kind = http.client.HTTPSConnection if to.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(to.hostname, to.port, timeout=PATIENCE)
        self._path = to.path.rstrip("/") + PATH
        self._headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def post(self, report: dict) -> int:
        """The status of the answer; raises OSError or HTTPException when there is none."""
        body = json.dumps(report).encode()
        kept = self._connection.sock is not None
        try:
            return self._exchange(body)
        except STALE:
            if not kept:
                raise
            return self._exchange(body)

    def _exchange(self, body: bytes) -> int:
        try:
            self._connection.request("POST", self._path, body, self._headers)
            answer = self._connection.getresponse()
            answer.read()
            return answer.status
        except BaseException:
            self._connection.close()
            raise


class Reporter:
    """Two threads of the worker's process: neither its event loop nor its jobs ever wait for them."""

    def __init__(self, line: Line) -> None:
        self._line, self.jobs = line, Jobs()
        self._name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._word = secrets.token_hex(16)
        self._ear = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._ear.bind(("127.0.0.1", 0))
        self._well = True

    def start(self) -> str:
        """Begins; what the jobs need to know."""
        for work in (self._hear, self._report):
            threading.Thread(target=work, name="understudy-alive", daemon=True).start()
        return f"{self._ear.getsockname()[1]}:{self._word}"

    def _hear(self) -> None:
        while True:
            try:
                told = json.loads(self._ear.recv(8192))
                if told["word"] == self._word:
                    self.jobs.tick((str(told["room"]), str(told["identity"]), str(told["session"])), float(told["at"]))
            except (OSError, ValueError, TypeError, KeyError):
                continue  # no tick of ours

    def _report(self) -> None:
        said, due = frozenset[Job](), 0.0
        while True:
            alive = self.jobs.alive()
            if alive != said or time.monotonic() >= due:
                said, due = alive, time.monotonic() + EVERY
                self.send(alive)
            time.sleep(LOOK)

    def send(self, alive: frozenset[Job]) -> None:
        """Reports; what goes wrong is said once, and tried again with the next report."""
        jobs = [{"room": room, "identity": identity, "session": session} for room, identity, session in sorted(alive)]
        try:
            status = self._line.post({"worker": self._name, "jobs": jobs})
        except (OSError, http.client.HTTPException) as failure:
            return self._told(False, type(failure).__name__)
        self._told(status == 204, str(status))

    def _told(self, well: bool, what: str) -> None:
        if well != self._well:
            self._well = well
            if well:
                log.info("Understudy hears our signs of life again")
            else:
                log.warning("Understudy does not hear our signs of life: it pings our agents instead", extra={"answer": what})


def start(env: MutableMapping[str, str] = os.environ) -> Reporter | None:
    """Call it where the worker's module is loaded, before its server runs: jobs, which load it too, inherit where to tick to."""
    try:
        token = _token(env)
        url = env.get("UNDERSTUDY_URL", "").strip()
        if not url or not token or env.get(WHERE):
            return None
        reporter = Reporter(Line(url, token))
    except (OSError, ValueError) as wrong:
        log.warning("no signs of life: Understudy pings our agents instead", extra={"why": str(wrong)})
        return None
    env[WHERE] = reporter.start()
    return reporter


def _token(env: MutableMapping[str, str]) -> str:
    file = env.get("UNDERSTUDY_AGENT_TOKEN_FILE")
    return (Path(file).read_text(encoding="utf-8") if file else env.get("UNDERSTUDY_AGENT_TOKEN", "")).strip()


_ticking: set[asyncio.Task] = set()


def tick(ctx: JobContext) -> asyncio.Task | None:
    """Call it in a job that has connected; Understudy(ctx, session) does. Ticks while the job's loop runs and its room is connected."""
    port, _, word = os.environ.get(WHERE, "").partition(":")
    if not word:
        return None
    task = asyncio.create_task(_tick(ctx.room, session_of(ctx.job.metadata), int(port), word))
    _ticking.add(task)  # the loop itself keeps no task alive
    task.add_done_callback(_ticking.discard)
    return task


async def _tick(room: rtc.Room, session: str, port: int, word: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.setblocking(False)
        mouth.connect(("127.0.0.1", port))
        who = {"word": word, "room": room.name, "identity": room.local_participant.identity, "session": session}
        while True:
            # who has lost its room must be pinged, however well its process is; isconnected() is true while it is looking for it
            if room.connection_state == rtc.ConnectionState.CONN_CONNECTED:
                try:
                    mouth.send(json.dumps({**who, "at": time.monotonic()}).encode())
                except OSError:
                    pass  # nobody listens any more: Understudy pings
            await asyncio.sleep(TICK)


def session_of(metadata: str | None) -> str:
    """The session that the dispatch's metadata tells of; empty when it is somebody else's."""
    try:
        told = json.loads(metadata or "{}")
        ours = told["understudy"] if isinstance(told.get("understudy"), dict) else told
        return str(ours.get("session", ""))
    except (ValueError, AttributeError):
        return ""
