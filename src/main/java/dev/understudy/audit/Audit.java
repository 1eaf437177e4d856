package dev.understudy.audit;

import dev.understudy.common.RandomId;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to what, and why. Values of keys are never in it. */
@Repository
public class Audit {
    private static final Logger log = LoggerFactory.getLogger("dev.understudy.audit");
    private static final int LETTERS_OF_AN_ID = 12;
    private final JdbcClient db;
    private final Clock clock;

    /** Works over the one database. */
    public Audit(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param who an operator, or what of ours acted by itself: "the operator", "credential-check"
     * @param action as in "restart", "promote"
     * @param subject to what
     * @param why in the words of who did it
     * @param outcome what came of it
     */
    public record Deed(String who, String action, String subject, String why, String outcome) {}

    /** Notes it. */
    public void note(Deed deed) {
        db.sql("insert into audit (id, at, who, action, subject, why, outcome) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        RandomId.of("au", LETTERS_OF_AN_ID),
                        clock.millis(),
                        deed.who(),
                        deed.action(),
                        deed.subject(),
                        deed.why(),
                        deed.outcome())
                .update();
        log.info("{}: {} {} ({}): {}", deed.who(), deed.action(), deed.subject(), deed.why(), deed.outcome());
    }
}
