package dev.understudy.sandbox;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /sandbox/heard}: what the simulators were asked, newest last. */
@RestController
@Profile("sandbox")
class SandboxHeard {
    private final Heard heard;

    SandboxHeard(Heard heard) {
        this.heard = heard;
    }

    @GetMapping("/sandbox/heard")
    List<Heard.Call> heard() {
        return heard.all();
    }
}
