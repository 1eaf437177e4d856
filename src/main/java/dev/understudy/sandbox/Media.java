package dev.understudy.sandbox;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import livekit.LivekitModels.BackupCodecPolicy;
import livekit.LivekitModels.SimulcastCodecInfo;
import livekit.LivekitModels.TimedVersion;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;

/** What a participant publishes; tracks as recorded from real clients on livekit-server 1.13.5. */
enum Media {
    MICROPHONE("mic", TrackType.AUDIO),
    CAMERA("camera", TrackType.VIDEO),
    AGENT_VOICE("agent-voice", TrackType.AUDIO),
    AVATAR_VIDEO("avatar-video", TrackType.VIDEO),
    AVATAR_AUDIO("avatar-audio", TrackType.AUDIO);

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int BITRATE = 450_000;
    private static final String[] MIDS = {"7", "8", "9"};

    private final String label;
    private final TrackType type;

    Media(String label, TrackType type) {
        this.label = label;
        this.type = type;
    }

    /** A new track of this kind, the nth that its participant publishes. */
    TrackInfo track(int nth) {
        var mid = MIDS[Math.min(nth, MIDS.length - 1)];
        var track = TrackInfo.newBuilder()
                .setName(label)
                .setMid(mid)
                .setStream("camera")
                .setVersion(TimedVersion.newBuilder().setUnixMicro(System.currentTimeMillis() * 1000));
        return type == TrackType.VIDEO ? video(track) : audio(track);
    }

    private static TrackInfo audio(TrackInfo.Builder track) {
        return track.setSid(Ids.next("TR_AM"))
                .setType(TrackType.AUDIO)
                .setSource(TrackSource.MICROPHONE)
                .setMimeType("audio/red")
                .addCodecs(codec("audio/red", track.getMid()))
                .setBackupCodecPolicy(BackupCodecPolicy.SIMULCAST)
                .build();
    }

    private static TrackInfo video(TrackInfo.Builder track) {
        var layer = VideoLayer.newBuilder().setWidth(WIDTH).setHeight(HEIGHT).setBitrate(BITRATE);
        return track.setSid(Ids.next("TR_VC"))
                .setType(TrackType.VIDEO)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setSource(TrackSource.CAMERA)
                .addLayers(layer)
                .setMimeType("video/VP8")
                .addCodecs(codec("video/VP8", track.getMid()).addLayers(layer))
                .build();
    }

    private static SimulcastCodecInfo.Builder codec(String mimeType, String mid) {
        var random = ThreadLocalRandom.current();
        return SimulcastCodecInfo.newBuilder()
                .setMimeType(mimeType)
                .setMid(mid)
                .setCid(new UUID(random.nextLong(), random.nextLong()).toString())
                .setVideoLayerMode(VideoLayer.Mode.ONE_SPATIAL_LAYER_PER_STREAM);
    }
}
