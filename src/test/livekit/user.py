"""A real user: joins with LIVEKIT_URL and LIVEKIT_TOKEN, opens a (silent) microphone and tells what it sees and hears.

Leaves on SIGTERM or when its standard input closes. The SDK itself comes back after a short loss of the server;
with REJOIN=1 it also joins anew after the SDK has given up (about 18 s), as a page with a reload button would.
CAMERA=1 opens the camera, too.
"""

import asyncio
import os

from livekit import rtc

from common import kind_of, publish_audio, publish_video, say, told_to_leave


async def first_frame(track: rtc.Track, who: str) -> None:
    """Published is not yet seen: says when the first picture or sound arrived, then stops decoding."""
    stream = rtc.VideoStream(track) if kind_of(track) == "video" else rtc.AudioStream(track)
    async for _ in stream:
        say("first_frame", identity=who, kind=kind_of(track))
        break
    await stream.aclose()


def tell(room: rtc.Room, gone: asyncio.Event) -> None:
    running = set()

    def subscribed(track, publication, who):
        say("track_subscribed", identity=who.identity, kind=kind_of(track), sid=publication.sid)
        task = asyncio.create_task(first_frame(track, who.identity))
        running.add(task)
        task.add_done_callback(running.discard)

    def disconnected(reason):
        say("disconnected", reason=rtc.DisconnectReason.Name(reason))
        gone.set()

    room.on("participant_connected", lambda p: say("participant_joined", identity=p.identity, attributes=dict(p.attributes)))
    room.on("participant_disconnected", lambda p: say("participant_left", identity=p.identity))
    room.on("participant_attributes_changed", lambda changed, p: say("attributes", identity=p.identity, changed=dict(changed)))
    room.on("track_subscribed", subscribed)
    room.on("track_unsubscribed", lambda t, _, p: say("track_unsubscribed", identity=p.identity, kind=kind_of(t)))
    room.on("reconnecting", lambda: say("reconnecting"))
    room.on("reconnected", lambda: say("reconnected"))
    room.on("disconnected", disconnected)


async def visit(leave: asyncio.Event) -> None:
    """One stay in the room, until told to leave or until the SDK gives up."""
    room, gone = rtc.Room(), asyncio.Event()
    tell(room, gone)
    await room.connect(os.environ["LIVEKIT_URL"], os.environ["LIVEKIT_TOKEN"])
    say("joined", room=room.name, identity=room.local_participant.identity)
    for other in room.remote_participants.values():
        say("participant_present", identity=other.identity, attributes=dict(other.attributes))
    media = [await publish_audio(room, "microphone", 0, lambda: 0)]
    say("published", kind="audio")
    if os.environ.get("CAMERA") == "1":
        media.append(await publish_video(room, "camera"))
        say("published", kind="video")
    await asyncio.wait([asyncio.create_task(e.wait()) for e in (leave, gone)], return_when=asyncio.FIRST_COMPLETED)
    for task in media:
        task.cancel()
    await room.disconnect()


async def main() -> None:
    leave = told_to_leave()
    while True:
        try:
            await visit(leave)
        except rtc.ConnectError as refused:
            say("refused", why=str(refused)[:200])
        if leave.is_set() or os.environ.get("REJOIN") != "1":
            break
        await asyncio.sleep(1)
    say("left")


asyncio.run(main())
