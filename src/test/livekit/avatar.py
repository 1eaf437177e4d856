"""A real avatar, as Tavus would send one: joins with the LIVEKIT_URL and LIVEKIT_TOKEN that the conversation was
created with, shows a moving colour and a quiet tone, and leaves on SIGTERM. What it is (kind agent,
`lk.publish_on_behalf`) stands in its token alone. VIDEO=0 joins without ever showing a face."""

import asyncio
import os

from livekit import rtc

from common import publish_audio, publish_video, say, told_to_leave


async def main() -> None:
    leave, room = told_to_leave(), rtc.Room()

    def disconnected(reason):
        say("disconnected", reason=rtc.DisconnectReason.Name(reason))
        leave.set()

    room.on("reconnecting", lambda: say("reconnecting"))
    room.on("reconnected", lambda: say("reconnected"))
    room.on("disconnected", disconnected)
    options = rtc.RoomOptions(auto_subscribe=False)  # it shows, it does not watch: decoding would only cost the test machine
    await room.connect(os.environ["LIVEKIT_URL"], os.environ["LIVEKIT_TOKEN"], options)
    say("joined", room=room.name, identity=room.local_participant.identity)
    media = []
    if os.environ.get("VIDEO", "1") == "1":
        media.append(await publish_video(room, "face"))
        say("published", kind="video")
    media.append(await publish_audio(room, "voice", 440, lambda: 300))
    say("published", kind="audio")
    await leave.wait()
    for task in media:
        task.cancel()
    await room.disconnect()
    say("left")


asyncio.run(main())
