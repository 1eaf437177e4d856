package dev.understudy.rotation;

import dev.understudy.common.Problem;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rotation while it is worked on, seen as a whole.
 *
 * @param rotation as it was when it was claimed
 */
public record Run(Rotation rotation) implements Journaled {
    @Override
    public int position() {
        return StepLine.OURS;
    }

    @Override
    public String label() {
        return "here";
    }

    /**
     * What the hosts' parts come to.
     *
     * @param state of the whole
     * @param problem why it is not done; null when it is
     */
    record Verdict(RotationState state, @Nullable Problem problem) {}

    /** One host that was refused or went back makes the whole so, unless another one has the new key already. */
    static Verdict verdict(List<HostPart> parts) {
        var failed = first(parts);
        if (failed.isEmpty()) return new Verdict(RotationState.DONE, null);
        var part = failed.get();
        var problem = part.facts().problem();
        if (parts.stream().noneMatch(each -> each.state() == RotationState.DONE))
            return new Verdict(part.state(), problem);
        var done = parts.stream()
                .filter(each -> each.state() == RotationState.DONE)
                .map(HostPart::name)
                .toList();
        return new Verdict(RotationState.NEEDS_PERSON, mixed(done, part, problem));
    }

    private static Optional<HostPart> first(List<HostPart> parts) {
        return parts.stream().filter(part -> part.state() != RotationState.DONE).findFirst();
    }

    private static Problem mixed(List<String> done, HostPart part, @Nullable Problem problem) {
        return Problem.of(
                409,
                "hosts-differ",
                "Some hosts have the new key and some the old",
                String.join(", ", done) + " has the new key; " + part.name() + " is "
                        + part.state().code() + ": "
                        + (problem == null ? "" : problem.title() + ". " + problem.detail())
                        + " Mend that host and resume the rotation: it is begun anew there, and the others are left alone.");
    }
}
