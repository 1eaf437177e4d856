package dev.understudy.sandbox;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import livekit.LivekitModels.BackupCodecPolicy;
import livekit.LivekitModels.SimulcastCodecInfo;
import livekit.LivekitModels.TimedVersion;
import livekit.LivekitModels.TrackInfo;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoLayer;
import livekit.LivekitModels.VideoQuality;

/** What a participant publishes; tracks as recorded from real clients on livekit-server 1.13.5. */
enum Media {
    MICROPHONE("mic", TrackType.AUDIO),
    CAMERA("camera", TrackType.VIDEO),
    AGENT_VOICE("agent-voice", TrackType.AUDIO),
    AVATAR_VIDEO("avatar-video", TrackType.VIDEO),
    AVATAR_AUDIO("avatar-audio", TrackType.AUDIO);

    private static final VideoLayer LOW = VideoLayer.newBuilder()
            .setWidth(480)
            .setHeight(360)
            .setBitrate(225_000)
            .setRid("q")
            .build();
    private static final VideoLayer HIGH = VideoLayer.newBuilder()
            .setQuality(VideoQuality.MEDIUM)
            .setWidth(640)
            .setHeight(480)
            .setBitrate(450_000)
            .setSpatialLayer(1)
            .setRid("h")
            .build();
    private static final int SSRC = 2_000_000_000;
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

    /** Simulcast in two layers, as a browser and an avatar publish it. */
    private static TrackInfo video(TrackInfo.Builder track) {
        var layers = List.of(LOW, HIGH.toBuilder().setSsrc(SSRC).build());
        return track.setSid(Ids.next("TR_VC"))
                .setType(TrackType.VIDEO)
                .setWidth(HIGH.getWidth())
                .setHeight(HIGH.getHeight())
                .setSimulcast(true)
                .setSource(TrackSource.CAMERA)
                .addAllLayers(layers)
                .setMimeType("video/VP8")
                .addCodecs(codec("video/VP8", track.getMid()).addAllLayers(layers))
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
