"""An avatar in a process of its own, as Tavus would send one: joins with LIVEKIT_URL and LIVEKIT_TOKEN, shows a moving colour and
speaks what the agent (AGENT; else the one that its token names) sends it, by livekit-agents' own receiver. VIDEO=0 never shows a face; MUTE=1 swallows what it gets.
Leaves when its standard input closes, so that it never outlives the test."""

import asyncio
import colorsys
import os
import sys
import time

from livekit import rtc
from livekit.agents.voice.avatar import AudioSegmentEnd, DataStreamAudioReceiver

RATE = 24_000


async def paint(source: rtc.VideoSource) -> None:
    """A colour that wanders round the colour wheel, ten pictures a second."""
    while True:
        rgb = [int(255 * c) for c in colorsys.hsv_to_rgb(time.time() / 6 % 1, 1, 1)]
        source.capture_frame(rtc.VideoFrame(160, 120, rtc.VideoBufferType.RGBA, bytearray(bytes([*rgb, 255]) * (160 * 120))))
        await asyncio.sleep(0.1)


async def speak(receiver: DataStreamAudioReceiver, source: rtc.AudioSource) -> None:
    """Plays what arrives and reports the end of each phrase, as the contract between agent and avatar wants it."""
    played, begun = 0.0, 0.0

    def clear() -> None:
        nonlocal played
        position = max(0.0, played - source.queued_duration)
        source.clear_queue()
        if played:
            receiver.notify_playback_finished(position, True)
        played = 0.0

    receiver.on("clear_buffer", clear)
    async for frame in receiver:
        if not isinstance(frame, AudioSegmentEnd):
            begun = begun if played else time.monotonic()
            played += frame.duration
            await source.capture_frame(frame)
        elif played and os.environ.get("MUTE") != "1":
            await source.wait_for_playout()
            if played:  # not cleared meanwhile
                receiver.notify_playback_finished(played, False)
            played = 0.0


async def main() -> None:
    """Joins, is ready to be spoken through, and only then shows its face."""
    room, leave = rtc.Room(), asyncio.Event()
    room.on("disconnected", lambda _: leave.set())
    asyncio.get_running_loop().add_reader(sys.stdin.fileno(), lambda: os.read(0, 4096) or leave.set())
    await room.connect(os.environ["LIVEKIT_URL"], os.environ["LIVEKIT_TOKEN"], rtc.RoomOptions(auto_subscribe=False))
    agent = os.environ.get("AGENT") or room.local_participant.attributes["lk.publish_on_behalf"]  # as its token says
    receiver = DataStreamAudioReceiver(room, sender_identity=agent)
    await receiver.start()
    sound = rtc.AudioSource(RATE, 1, queue_size_ms=200)
    microphone = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_MICROPHONE)
    await room.local_participant.publish_track(rtc.LocalAudioTrack.create_audio_track("voice", sound), microphone)
    work = [asyncio.create_task(speak(receiver, sound))]
    if os.environ.get("VIDEO", "1") == "1":
        picture = rtc.VideoSource(160, 120)
        camera = rtc.TrackPublishOptions(source=rtc.TrackSource.SOURCE_CAMERA, simulcast=False)
        work.append(asyncio.create_task(paint(picture)))
        await room.local_participant.publish_track(rtc.LocalVideoTrack.create_video_track("face", picture), camera)
    await leave.wait()
    for task in work:
        task.cancel()
    await room.disconnect()


asyncio.run(main())
