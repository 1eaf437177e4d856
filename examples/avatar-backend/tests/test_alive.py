"""Signs of life: which jobs count as alive, what is reported, and that nothing that goes wrong with it harms the worker."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace

import pytest
from livekit import rtc

from understudy_agent import alive
from understudy_agent.alive import Job, Jobs, Line, Reporter

from .processes import LiveKit, until, worker
from .stage import Stage

ONE: Job = ("room-1", "agent-1", "s1")
TWO: Job = ("room-2", "agent-2", "")
CONNECTED = rtc.ConnectionState.CONN_CONNECTED


class Ears:
    """Understudy, as far as the worker sees it; `status` may change at any time."""

    def __init__(self) -> None:
        self.status, self.reports, self.tokens, self.callers = 204, [], [], set()
        ears = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                ears.reports.append((self.path, body))
                ears.tokens.append(self.headers["Authorization"])
                ears.callers.add(self.client_address)
                self.send_response(ears.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def jobs(self) -> list[str]:
        """Whom the newest report lists."""
        return [job["identity"] for job in self.reports[-1][1]["jobs"]] if self.reports else []


@pytest.fixture
def ears():
    heard = Ears()
    yield heard
    heard.server.shutdown()
    heard.server.server_close()


def test_a_job_is_alive_for_a_second_after_its_tick() -> None:
    now = [100.0]
    jobs = Jobs(lambda: now[0])
    jobs.tick(ONE, 100.0)
    now[0] = 100.6
    jobs.tick(TWO, 100.6)
    now[0] = 101.0
    assert jobs.alive() == {ONE, TWO}
    now[0] = 101.1
    assert jobs.alive() == {TWO}
    jobs.tick(ONE, 99.0)
    assert jobs.alive() == {TWO}, "a tick that came late counts from when it was given"
    jobs.tick(ONE, 500.0)
    now[0] = 102.2
    assert jobs.alive() == set(), "nor does one from the future count for longer"


def test_a_report_lists_jobs_over_one_kept_connection(ears: Ears) -> None:
    reporter = Reporter(Line(ears.url + "/behind/", "the-token"))
    reporter.send(frozenset({TWO, ONE}))
    reporter.send(frozenset())
    (path, first), (_, second) = ears.reports
    assert path == "/behind/api/agents/alive"
    assert first["jobs"] == [
        {"room": "room-1", "identity": "agent-1", "session": "s1"},
        {"room": "room-2", "identity": "agent-2", "session": ""},
    ]
    assert second == {"worker": first["worker"], "jobs": []}
    assert ears.tokens == ["Bearer the-token"] * 2
    assert len(ears.callers) == 1


def test_what_goes_wrong_is_said_once_and_tried_again(ears: Ears, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "understudy")
    reporter = Reporter(Line(ears.url, "t"))
    ears.status = 401
    for _ in range(3):
        reporter.send(frozenset())
    ears.status = 204
    for _ in range(2):
        reporter.send(frozenset())
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert caplog.records[0].answer == "401"
    with socket.socket() as nobody:  # takes no connection
        nobody.bind(("127.0.0.1", 0))
        away = Reporter(Line(f"http://127.0.0.1:{nobody.getsockname()[1]}", "t"))
        away.send(frozenset())
        away.send(frozenset())
    assert caplog.records[-1].answer == "ConnectionRefusedError"
    assert len(caplog.records) == 3


def test_a_connection_that_was_closed_meanwhile_costs_no_report(ears: Ears) -> None:
    closing = socket.create_server(("127.0.0.1", 0))
    line = Line(f"http://127.0.0.1:{closing.getsockname()[1]}", "t")

    def serve() -> None:
        for _ in range(2):
            taken, _ = closing.accept()
            with taken:
                taken.recv(65536)
                taken.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")

    Thread(target=serve, daemon=True).start()
    assert [line.post({}), line.post({})] == [204, 204]
    closing.close()


def test_without_address_or_token_or_with_nonsense_it_is_off(tmp_path, caplog: pytest.LogCaptureFixture) -> None:
    for env in ({}, {"UNDERSTUDY_URL": "http://h"}, {"UNDERSTUDY_AGENT_TOKEN": "t"}):
        assert alive.start(env) is None
        assert alive.WHERE not in env
    assert not caplog.records
    assert alive.start({"UNDERSTUDY_URL": "understudy.example", "UNDERSTUDY_AGENT_TOKEN": "t"}) is None
    assert alive.start({"UNDERSTUDY_URL": "http://h", "UNDERSTUDY_AGENT_TOKEN_FILE": str(tmp_path / "none")}) is None
    assert len(caplog.records) == 2


async def test_a_job_is_listed_while_its_loop_runs_and_its_room_is_connected(ears: Ears, tmp_path, monkeypatch) -> None:
    (tmp_path / "token").write_text("from-the-file\n")
    env = {"UNDERSTUDY_URL": ears.url, "UNDERSTUDY_AGENT_TOKEN_FILE": str(tmp_path / "token")}
    assert alive.start(env)
    assert alive.start(env) is None, "in a job, which loads the worker's module too"
    monkeypatch.setenv(alive.WHERE, env[alive.WHERE])
    room = SimpleNamespace(name="room", local_participant=SimpleNamespace(identity="agent"), connection_state=CONNECTED)
    room.isconnected = lambda: room.connection_state != rtc.ConnectionState.CONN_DISCONNECTED  # as livekit 1.1.21 has it
    task = alive.tick(SimpleNamespace(room=room, job=SimpleNamespace(metadata='{"understudy":1,"session":"s1"}')))
    await until("listed", lambda: ears.jobs() == ["agent"])
    assert ears.reports[-1][1]["jobs"][0]["session"] == "s1"
    assert ears.tokens[-1] == "Bearer from-the-file"
    for lost in (rtc.ConnectionState.CONN_RECONNECTING, rtc.ConnectionState.CONN_DISCONNECTED):
        room.connection_state = lost
        await until("not listed", lambda: ears.jobs() == [])
        room.connection_state = CONNECTED
        await until("listed again", lambda: ears.jobs() == ["agent"])
    began = time.monotonic()
    while time.monotonic() - began < 20 and ears.jobs():
        time.sleep(0.01)  # the loop is blocked: no tick
    assert ears.jobs() == []
    assert time.monotonic() - began < 1.9, "sooner than the next report was due"
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_others_on_this_machine_cannot_tick_for_a_job(ears: Ears) -> None:
    env = {"UNDERSTUDY_URL": ears.url, "UNDERSTUDY_AGENT_TOKEN": "t"}
    reporter = alive.start(env)
    assert reporter
    port, word = env[alive.WHERE].split(":")
    tick = {"word": "guessed", "room": "r", "identity": "stranger", "session": "", "at": time.monotonic()}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        for said in (b"\xff", b"[]", b"7", b"{}", json.dumps(tick).encode()):
            mouth.sendto(said, ("127.0.0.1", int(port)))
        mouth.sendto(json.dumps({**tick, "word": word, "identity": "ours"}).encode(), ("127.0.0.1", int(port)))
    await until("ours is heard", reporter.jobs.alive)
    assert {identity for _, identity, _ in reporter.jobs.alive()} == {"ours"}


@pytest.mark.parametrize(
    ("metadata", "session"),
    [
        ('{"understudy":1,"session":"s1"}', "s1"),
        ('{"understudy":{"session":"s2"},"customer":"c"}', "s2"),
        ("any text", ""),
        ("[1]", ""),
        (None, ""),
    ],
)
def test_the_session_is_read_from_both_forms_of_metadata(metadata: str | None, session: str) -> None:
    assert alive.session_of(metadata) == session


def test_a_job_without_a_reporter_does_not_tick(monkeypatch) -> None:
    monkeypatch.delenv(alive.WHERE, raising=False)
    assert os.environ.get(alive.WHERE) is None
    assert alive.tick(SimpleNamespace()) is None


async def test_the_example_reports_its_agent_and_no_longer_when_the_call_is_over(livekit: LiveKit, ears: Ears) -> None:
    child = worker(livekit, "reporting", UNDERSTUDY_URL=ears.url, UNDERSTUDY_AGENT_TOKEN="the-token")
    stage = Stage(livekit, "reporting")
    try:
        await until("registered worker", lambda: child.said("registered worker"), 60)
        await until("it reports before it has anybody", lambda: ears.reports)
        await stage.open()
        await until("its agent is listed", lambda: ears.jobs() == [stage.agent], 60)
        assert ears.reports[-1][1]["jobs"][0]["room"] == stage.room
        await stage.close()
        await until("and no longer", lambda: ears.jobs() == [], 60)
        assert len({report["worker"] for _, report in ears.reports}) == 1, "the worker's process alone reports, and no job's"
    finally:
        await stage.close()
        child.stop()
