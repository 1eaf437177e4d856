"""Starts what a test needs (livekit-server, the worker, an avatar) and stops it by its own pid, whatever happens."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BACKEND = HERE.parent
VERSION = "1.13.5"


def free_port(kind: socket.SocketKind = socket.SOCK_STREAM) -> int:
    """A port of loopback that is free just now."""
    with socket.socket(socket.AF_INET, kind) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


async def until(what: str, condition: Callable[[], Any], seconds: float = 20) -> Any:
    """Waits for a condition, however slow the machine is; what it answers."""
    limit = time.monotonic() + seconds
    while not (answer := condition()):
        assert time.monotonic() < limit, f"after {seconds} s still not: {what}"
        await asyncio.sleep(0.01)
    return answer


class Child:
    """A process with its output in a file."""

    def __init__(self, name: str, command: list[str], folder: Path, env: dict[str, str], cwd: Path = BACKEND) -> None:
        self.log = folder / f"{name}-{secrets.token_hex(3)}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command, cwd=cwd, env=env, stdin=subprocess.PIPE, stdout=out, stderr=out, start_new_session=True
            )

    def lines(self) -> list[dict[str, Any]]:
        """The JSON lines that it said so far."""
        said = []
        for line in self.log.read_text(errors="replace").splitlines():
            try:
                said.append(json.loads(line))
            except ValueError:
                continue
        return [line for line in said if isinstance(line, dict)]

    def said(self, message: str, **what: Any) -> list[dict[str, Any]]:
        """Its lines with this message (a part of it) and these values."""
        return [
            line
            for line in self.lines()
            if message in str(line.get("message")) and all(line.get(key) == value for key, value in what.items())
        ]

    def signal(self, number: int) -> None:
        """To this process alone."""
        os.kill(self.process.pid, number)

    def stop(self) -> None:
        """Ends it and what it started: the group is its own."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(10)
        self.process.stdin.close()


def server_program() -> str:
    """livekit-server as .ci/livekit-server.sh finds it."""
    cache = os.environ.get("XDG_CACHE_HOME") or f"{os.environ.get('HOME', '/root')}/.cache"
    tools = Path(cache) / "understudy" / f"livekit-server-{VERSION}" / "server"
    for name in ("livekit-server", "server", str(tools)):
        program = shutil.which(name)
        if not program:
            continue
        told = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False)
        if told.stdout.strip() == f"livekit-server version {VERSION}":
            return program
    raise RuntimeError(f"livekit-server {VERSION} is neither on the PATH nor {tools}: run .ci/livekit-server.sh")


class LiveKit:
    """A real server on loopback with keys of its own; it can be restarted on the same ports."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.program = folder, server_program()
        self.key, self.secret = "APItest", secrets.token_hex(24)
        self.port = free_port()
        self.url = f"ws://127.0.0.1:{self.port}"
        config = (
            f"port: {self.port}\nbind_addresses: [127.0.0.1]\nkeys: {{{self.key}: '{self.secret}'}}\nlogging: {{level: info}}\n"
            f"rtc: {{tcp_port: {free_port()}, udp_port: {free_port(socket.SOCK_DGRAM)}, node_ip: 127.0.0.1,"
            " use_external_ip: false, enable_loopback_candidate: true}\n"
        )
        (folder / "livekit.yaml").write_text(config)
        self.start()

    def start(self) -> None:
        """Starts it, or starts it again."""
        command = [self.program, "--config", str(self.folder / "livekit.yaml")]
        self.child = Child("livekit", command, self.folder, dict(os.environ))

    def env(self, **more: str) -> dict[str, str]:
        """The environment of a process that talks to it; nobody else's keys get in."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("LIVEKIT_", "OPENAI_", "ELEVEN_", "UNDERSTUDY_"))}
        own = {"LIVEKIT_URL": self.url, "LIVEKIT_API_KEY": self.key, "LIVEKIT_API_SECRET": self.secret}
        return {**clean, **own, "PYTHONUNBUFFERED": "1", "HEALTH_PORT": "0", **more}


def worker(livekit: LiveKit, name: str, **env: str) -> Child:
    """The example itself, as its README starts it."""
    env = livekit.env(UNDERSTUDY_AGENT_NAME=name, **env)
    return Child(f"worker-{name}", [sys.executable, "backend.py", "start"], livekit.folder, env)
