package dev.understudy.rotation;

import dev.understudy.common.Problem;
import dev.understudy.common.Refused;
import dev.understudy.rotation.StuckRequests.Wish;
import dev.understudy.web.Reply;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A rotation that needed a person is open again, in one write: whoever takes it up looks at the hosts and goes on from what they
 * are, as after a crash. Forward where it was on its way forward, or where there is no way back; back where it had begun to.
 */
@Component("rotationResuming")
public class Resuming {
    private final Rotations rotations;
    private final StuckRotations stuck;
    private final HostParts parts;
    private final Journal journal;
    private final RotationDeeds deeds;
    private final RotationViews views;
    private final TransactionTemplate transaction;

    /** Works over the store. */
    Resuming(
            Rotations rotations,
            StuckRotations stuck,
            HostParts parts,
            Journal journal,
            RotationDeeds deeds,
            RotationViews views,
            TransactionTemplate transaction) {
        this.rotations = rotations;
        this.stuck = stuck;
        this.parts = parts;
        this.journal = journal;
        this.deeds = deeds;
        this.views = views;
        this.transaction = transaction;
    }

    /** 409 while another one is open, or when a later one has worked on the hosts. */
    public Reply resume(@ExchangeProperty("wish") Wish wish) {
        var id = wish.rotation().id();
        rotations.open().ifPresent(open -> {
            throw Opening.second(open);
        });
        if (stuck.isFollowed(wish.rotation())) throw followed(wish.rotation());
        var isOpen = transaction.execute(status -> stuck.reopen(id) && begun(wish));
        if (!Boolean.TRUE.equals(isOpen)) throw StuckRequests.raced(wish.rotation());
        return new Reply(202, views.of(rotations.find(id).orElseThrow()), "/api/rotations/" + id);
    }

    private boolean begun(Wish wish) {
        var id = wish.rotation().id();
        var part = parts.of(id).stream()
                .filter(each -> each.state() != RotationState.DONE)
                .findFirst();
        journal.write(id, StepLine.OURS, "resume", wish.who() + ": " + wish.why());
        part.ifPresent(this::again);
        deeds.resumed(wish);
        return true;
    }

    /** The host that it ended at; those after it were not begun. */
    private void again(HostPart part) {
        var isAsItWas = part.state() == RotationState.REFUSED || part.state() == RotationState.ROLLED_BACK;
        if (part.state() == RotationState.RUNNING) return;
        if (isAsItWas) journal.write(part.rotation(), part.position(), StepLine.ANEW, "it is begun anew");
        var facts = isAsItWas
                ? HostFacts.NONE
                : isBack(part) ? part.facts() : part.facts().back(null);
        parts.change(new HostPart(part.rotation(), part.position(), part.name(), RotationState.RUNNING, facts));
    }

    /** What went back is not led forward: its files and its next container may be gone. Anything else can still go back later. */
    private boolean isBack(HostPart part) {
        return !PastReturn.is(part.facts()) && journal.isBegun(part.rotation(), part.position(), "restore");
    }

    private static Refused followed(Rotation rotation) {
        return Problem.of(
                        409,
                        "rotation-followed",
                        "Another rotation came after it",
                        "The hosts are not as " + rotation.id() + " left them: it can only be abandoned.")
                .about("/api/rotations/" + rotation.id())
                .refused();
    }
}
