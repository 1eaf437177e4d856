package dev.understudy.credential;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When which provider is asked next, in the store of all nodes: whoever moves the time on is the one that asks. */
@Repository
class CheckSchedule {
    /** Longer than a check of all slots may take; a node that dies meanwhile is replaced then. */
    private static final long LEASE_MS = 120_000;

    private final JdbcClient db;
    private final CheckSettings settings;
    private final Clock clock;
    private volatile boolean isStarted;

    CheckSchedule(JdbcClient db, CheckSettings settings, Clock clock) {
        this.db = db;
        this.settings = settings;
        this.clock = clock;
    }

    /** The providers that are due. The first time after a start all are put forward. */
    List<Provider> due() {
        if (!isStarted) start();
        return db
                .sql("select provider from credential_check where due_at <= ? order by due_at")
                .param(clock.millis())
                .query((row, number) -> Provider.named(row.getString("provider")))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Takes a check that is due; gives the time until which it is ours, by which its end is told; empty when another has it. */
    Optional<Long> claim(Provider provider) {
        var until = clock.millis() + LEASE_MS;
        var claimed = db.sql("update credential_check set due_at = ? where provider = ? and due_at <= ?")
                .params(until, provider.wire(), clock.millis())
                .update();
        return claimed == 1 ? Optional.of(until) : Optional.empty();
    }

    /** It was done: the next one is due then, unless somebody wanted one meanwhile. */
    void done(Provider provider, long claimedUntil, boolean isToConfirm) {
        var wait = isToConfirm
                ? settings.confirm().toMillis()
                : withJitter(settings.interval().toMillis());
        db.sql("update credential_check set due_at = ? where provider = ? and due_at = ?")
                .params(clock.millis() + wait, provider.wire(), claimedUntil)
                .update();
    }

    /** Somebody heard something: it is due at once. */
    void soon(Provider provider) {
        forward(provider, clock.millis());
    }

    /** When it is due; empty before the first look. */
    Optional<Long> next(Provider provider) {
        return db.sql("select due_at from credential_check where provider = ?")
                .param(provider.wire())
                .query(Long.class)
                .optional();
    }

    private void start() {
        var first = settings.first().toMillis();
        Arrays.stream(Provider.values()).forEach(provider -> forward(provider, clock.millis() + random(first)));
        isStarted = true;
    }

    private void forward(Provider provider, long at) {
        db.sql("insert into credential_check (provider, due_at) values (?, ?) on conflict (provider) do update"
                        + " set due_at = case when credential_check.due_at < excluded.due_at"
                        + " then credential_check.due_at else excluded.due_at end")
                .params(provider.wire(), at)
                .update();
    }

    private long withJitter(long ms) {
        var most = ms * settings.jitter() / 100;
        return ms - most + random(2 * most);
    }

    private static long random(long most) {
        return ThreadLocalRandom.current().nextLong(most + 1);
    }
}
