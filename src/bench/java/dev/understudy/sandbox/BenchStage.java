package dev.understudy.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Notes which agents have acknowledged that they speak through their face. */
@Component
@Primary
@Profile("bench")
class BenchStage extends AgentStage {
    private final Set<String> rooms = ConcurrentHashMap.newKeySet();

    BenchStage(FakeRooms rooms, FakeFaults faults, Later later, SandboxSettings settings) {
        super(rooms, faults, later, settings);
    }

    @Override
    void setAttributes(String room, String identity, Map<String, String> attributes) {
        super.setAttributes(room, identity, attributes);
        var ack = attributes.getOrDefault("understudy.ack", "");
        if (ack.contains("\"mode\":\"video\"") && ack.contains("\"ok\":true")) rooms.add(room);
    }

    /** Whether the agent of that room speaks through its face; said once. */
    boolean onVideo(String room) {
        return rooms.remove(room);
    }
}
