package dev.understudybench.byhand;

import org.jspecify.annotations.Nullable;

/** A row while a turn works on it. What is searched for are columns; the rest is {@link Data}, kept as JSON. */
final class HandSession {
    final String id;
    final String room;
    final long version;
    final Data data;
    String state;

    @Nullable
    String reason;

    @Nullable
    String endReason;

    @Nullable
    Long dueAt;

    HandSession(String id, String room, long version, Data data, String state) {
        this.id = id;
        this.room = room;
        this.version = version;
        this.data = data;
        this.state = state;
    }

    /** What only the flow reads; times are UTC ms. */
    static final class Data {
        public int attempt = 1;
        public @Nullable String dispatch;
        public long dispatchedAt;
        public long firstDispatchedAt;
        public @Nullable String agent;
        public long agentAt;
        public int tries;
        public @Nullable String avatar;
        public @Nullable String conversation;
        public long askedAt;
        public long faceAgainAt;
        public long epoch;
        public long toldAt;
        public boolean acknowledged = true;
        public boolean userThere;
        public long endingAt;
        public @Nullable String endsFrom;
        public String roomSid = "";
    }

    /** A line of its story. */
    record Line(String event, String state, @Nullable String reason) {}

    /** Something to be repeated until it is done. */
    record Chore(String id, String session, String room, String kind, String target, int tries) {}

    boolean isOpen() {
        return !state.equals("ENDED") && !state.equals("FAILED");
    }

    @Nullable
    String mode() {
        return switch (state) {
            case "AUDIO", "VIDEO_STARTING" -> "audio";
            case "VIDEO" -> "video";
            default -> null;
        };
    }
}
