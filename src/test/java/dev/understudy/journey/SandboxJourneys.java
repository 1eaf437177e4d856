package dev.understudy.journey;

import dev.understudy.fixtures.OneAtATime;
import dev.understudy.fixtures.SandboxStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * Journeys in the sandbox. What somebody has to wait for is short; a deadline is long, so that a busy machine does not reach
 * it, and who wants it to pass says so ({@link Scene#outlasts}). Its classes share one application, whose faults hold for all rooms.
 */
@OneAtATime
abstract class SandboxJourneys implements OnStage {
    @AfterEach
    void clear() {
        stage().clear();
    }

    @Override
    public SandboxStage stage() {
        return Shared.STAGE;
    }

    /** One with these times, and with more arguments. */
    static SandboxStage start(String... more) {
        return startByRules(Stream.concat(Stream.of(RULES), Stream.of(more)).toArray(String[]::new));
    }

    /** One with these times, and with rules of its own. */
    static SandboxStage startByRules(String... rules) {
        return SandboxStage.start(
                Stream.concat(Stream.of(QUICK), Stream.of(rules)).toArray(String[]::new));
    }

    private static final class Shared {
        static final SandboxStage STAGE = start();
    }

    private static final String[] RULES = {
        "--understudy.session.rules[0].rooms=own-*",
        "--understudy.session.rules[0].agent-name=avatar-agent",
        "--understudy.session.rules[0].avatar=agent",
        "--understudy.session.rules[1].rooms=*",
        "--understudy.session.rules[1].agent-name=avatar-agent",
        "--understudy.session.rules[1].avatar=understudy"
    };
    private static final String[] QUICK = {
        "--understudy.session.first-look=500ms",
        "--understudy.session.no-job-after=20s",
        "--understudy.session.join-deadline=60s",
        "--understudy.session.attempts=2",
        "--understudy.session.avatar-deadline=60s",
        "--understudy.session.ack-deadline=60s",
        "--understudy.session.grace=10s",
        "--understudy.session.no-user-after=5m",
        "--understudy.session.heartbeat=250ms",
        "--understudy.session.failed-retry=1s",
        "--understudy.session.due-interval=100ms",
        "--understudy.gateway.timeout=2000",
        "--understudy.avatar.retry-after=500ms",
        "--understudy.tavus.timeout=2000",
        "--understudy.tavus.probe-interval=300ms",
        "--understudy.reconcile.interval=1500ms",
        "--understudy.reconcile.confirm=300",
        "--understudy.sandbox.delays.job-after=50ms",
        "--understudy.sandbox.delays.agent-joins-after=120ms",
        "--understudy.sandbox.delays.avatar-joins-after=150ms",
        "--understudy.sandbox.delays.phrase=100ms",
        "--understudy.sandbox.delays.slow=1h"
    };
}
