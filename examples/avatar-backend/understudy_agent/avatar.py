"""The way to the avatar: livekit-agents' own, but silent about a call that is over."""

from __future__ import annotations

from livekit import rtc
from livekit.agents.voice.avatar import DataStreamAudioOutput
from livekit.agents.voice.io import PlaybackFinishedEvent


class AvatarSink(DataStreamAudioOutput):
    """Never asks an avatar to be quiet over a connection that is gone: the log would show a traceback at the end of a good call."""

    def __init__(self, room: rtc.Room, identity: str, sample_rate: int | None) -> None:
        video = rtc.TrackKind.KIND_VIDEO
        super().__init__(room, destination_identity=identity, sample_rate=sample_rate, wait_remote_track=video)
        self._call = room

    def clear_buffer(self) -> None:
        """Asks the avatar to stop, as long as anybody can be asked."""
        if self._call.isconnected():
            super().clear_buffer()
        else:
            self.emit("playback_finished", PlaybackFinishedEvent(playback_position=0, interrupted=True))
