package dev.understudy.sandbox;

import dev.understudy.common.Problem;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code PUT /sandbox/calls-per-minute}: above how many calls a minute the simulated LiveKit answers 429. */
@RestController
@Profile("sandbox")
class SandboxQuota {
    private static final int UNPROCESSABLE = 422;
    private final FakeQuota quota;

    SandboxQuota(FakeQuota quota) {
        this.quota = quota;
    }

    /** {@code {"livekit":120}}; 0 is no limit. */
    @PutMapping("/sandbox/calls-per-minute")
    Map<String, Integer> set(@RequestBody Map<String, Integer> asked) {
        var most = asked.get("livekit");
        if (most == null || most < 0)
            throw Problem.of(
                            UNPROCESSABLE, "calls-wrong", "That is no number of calls", "A number of 0 (none) or more.")
                    .at("livekit")
                    .refused();
        quota.set(most);
        return Map.of("livekit", most);
    }
}
