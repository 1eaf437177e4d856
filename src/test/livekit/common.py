"""What the three real clients share: one JSON line per thing that happened, generated media, and a clean way out."""

import asyncio
import colorsys
import json
import math
import os
import signal
import sys
import time
from array import array

from livekit import rtc

RATE = 24_000
FRAME = RATE // 50  # 20 ms


def say(event: str, **what) -> None:
    """Tells the test, in one write so that lines of several processes never mix."""
    line = json.dumps({"event": event, "at": round(time.time() * 1000), "pid": os.getpid(), **what})
    os.write(1, (line + "\n").encode())


def kind_of(track) -> str:
    return "video" if track.kind == rtc.TrackKind.KIND_VIDEO else "audio"


def tone(hertz: float, amplitude: int, start: int) -> rtc.AudioFrame:
    """20 ms of a sine; amplitude 0 is silence."""
    step = 2 * math.pi * hertz / RATE
    samples = array("h", (int(amplitude * math.sin(step * (start + i))) for i in range(FRAME)))
    return rtc.AudioFrame(samples.tobytes(), RATE, 1, FRAME)


async def play(source: rtc.AudioSource, hertz: float, amplitude) -> None:
    """Feeds the source for ever; `amplitude()` is asked for every frame. The source's own queue sets the pace."""
    at = 0
    while True:
        await source.capture_frame(tone(hertz, amplitude(), at % RATE))
        at += FRAME


async def publish_audio(room: rtc.Room, name: str, hertz: float, amplitude) -> asyncio.Task:
    source = rtc.AudioSource(RATE, 1, queue_size_ms=200)
    track = rtc.LocalAudioTrack.create_audio_track(name, source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
    playing = asyncio.create_task(play(source, hertz, amplitude))
    await room.local_participant.publish_track(track, options)
    return playing


async def paint(source: rtc.VideoSource, width: int, height: int, fps: int) -> None:
    """A plain colour that wanders round the colour wheel once in six seconds."""
    while True:
        rgb = [int(255 * c) for c in colorsys.hsv_to_rgb(time.time() / 6 % 1, 1, 1)]
        pixels = bytearray(bytes([*rgb, 255]) * (width * height))
        source.capture_frame(rtc.VideoFrame(width, height, rtc.VideoBufferType.RGBA, pixels))
        await asyncio.sleep(1 / fps)


async def publish_video(room: rtc.Room, name: str, width=160, height=120, fps=10) -> asyncio.Task:
    source = rtc.VideoSource(width, height)
    track = rtc.LocalVideoTrack.create_video_track(name, source)
    options = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA, simulcast=False)
    painting = asyncio.create_task(paint(source, width, height, fps))
    await room.local_participant.publish_track(track, options)
    return painting


def told_to_leave() -> asyncio.Event:
    """Set by SIGTERM, SIGINT, or by whoever started us closing our standard input."""
    loop, leave = asyncio.get_running_loop(), asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, leave.set)
    if os.environ.get("LEAVE_WITH_STDIN", "1") == "1":
        loop.add_reader(sys.stdin.fileno(), lambda: os.read(0, 4096) or (loop.remove_reader(0), leave.set()))
    return leave
