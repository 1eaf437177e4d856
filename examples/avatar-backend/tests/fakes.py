"""OpenAI and ElevenLabs as far as the plugins call them, behind a base URL. A key that is not `good` gets a 401, as theirs do."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
from aiohttp import WSMsgType, web

SECONDS_A_LETTER = 0.05


class Providers:
    """Both on one port. `calls` tells what was asked; `good` is the key that is taken, and may change at any time."""

    def __init__(self) -> None:
        self.good, self.calls, self.url = "good", [], ""

    async def start(self) -> Providers:
        """Opens a free port of loopback."""
        app = web.Application()
        app.router.add_post("/openai/v1/chat/completions", self._chat)
        app.router.add_post("/openai/v1/audio/transcriptions", self._transcribe)
        app.router.add_post("/eleven/v1/speech-to-text", self._write_down)
        app.router.add_get("/eleven/v1/text-to-speech/{voice}/multi-stream-input", self._speak)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def stop(self) -> None:
        """Closes it."""
        await self._runner.cleanup()

    def asked(self, what: str) -> list[dict[str, Any]]:
        """The calls of a kind: chat, transcribe, write down, speak, text."""
        return [call for call in self.calls if call["what"] == what]

    def _refuse(self, key: str) -> web.Response | None:
        if key == self.good:
            return None
        error = {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error", "code": "invalid_api_key"}}
        return web.json_response(error, status=401)

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.calls.append({"what": "chat", "model": body["model"], "messages": body["messages"]})
        if refused := self._refuse(request.headers.get("Authorization", "").removeprefix("Bearer ")):
            return refused
        answer = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await answer.prepare(request)
        for word in ("I ", "have ", "an ", "answer."):
            choice = {"index": 0, "delta": {"role": "assistant", "content": word}, "finish_reason": None}
            chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": body["model"], "choices": [choice]}
            await answer.write(f"data: {json.dumps(chunk)}\n\n".encode())
        await answer.write(b"data: [DONE]\n\n")
        return answer

    async def _transcribe(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.calls.append({"what": "transcribe", "model": form["model"], "language": form.get("language")})
        refused = self._refuse(request.headers.get("Authorization", "").removeprefix("Bearer "))
        return refused or web.json_response({"text": "what the user said"})

    async def _write_down(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.calls.append({"what": "write down", "model": form["model_id"], "language": form.get("language_code")})
        return self._refuse(request.headers.get("xi-api-key", "")) or web.json_response({"text": "what the user said"})

    async def _speak(self, request: web.Request) -> web.StreamResponse:
        self.calls.append({"what": "speak", "voice": request.match_info["voice"], **request.query})
        if refused := self._refuse(request.headers.get("xi-api-key", "")):
            return refused
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            told = json.loads(message.data)
            context, text = told.get("context_id"), told.get("text", "").strip()
            if text:
                self.calls.append({"what": "text", "text": text})
                time = np.arange(int(24_000 * SECONDS_A_LETTER * len(text))) / 24_000
                sound = (8000 * np.sin(2 * np.pi * 500 * time)).astype(np.int16).tobytes()
                await socket.send_json({"contextId": context, "audio": base64.b64encode(sound).decode()})
            if told.get("close_context"):
                await socket.send_json({"contextId": context, "isFinal": True})
        return socket
