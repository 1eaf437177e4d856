package dev.understudy.session;

import dev.understudy.session.Situation.Signs;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes down what Tavus said to a turn: the door through which the avatar's flow changes a session. */
@Component
public class Judged {
    private final SessionMachine machine;
    private final Judgement judgement;

    /** Judges by the machine. */
    public Judged(SessionMachine machine, Judgement judgement) {
        this.machine = machine;
        this.judgement = judgement;
    }

    /** The conversation is there. */
    public void created(Turn turn, String conversationId, String keyFingerprint) {
        write(turn, machine.created(turn.session(), now(turn), conversationId, keyFingerprint));
    }

    /** There will be none, for that reason. */
    public void refused(Turn turn, Reason reason) {
        write(turn, machine.refused(turn.session(), now(turn), reason, turn.mayHaveAsked()));
    }

    /** Not now: again after that time, ms. */
    public void busy(Turn turn, long waitMs) {
        write(turn, machine.busy(turn.session(), now(turn), waitMs));
    }

    /** Nobody knows: it is looked for until the deadline. */
    public void unsure(Turn turn) {
        write(turn, machine.unsure(turn.session(), now(turn)));
    }

    /** The call took its time: the clock is read anew, the rest is as it was seen. */
    private Situation now(Turn turn) {
        return judgement.situation(turn.seen().view(), Signs.NONE, null);
    }

    private void write(Turn turn, Change change) {
        judgement.write(turn, change, List.of(), false);
    }
}
