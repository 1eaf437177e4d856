package dev.understudy.rotation;

import dev.understudy.host.Command;
import dev.understudy.host.CommandResult;
import dev.understudy.host.DockerCommands;
import dev.understudy.host.EnvFileCommands;
import dev.understudy.host.Host;
import dev.understudy.host.Workplace;
import dev.understudy.rotation.RotationSettings.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A host's part of a rotation while it is worked on. What it holds beyond its {@link HostPart} may be secret, is only in memory,
 * and can be found again on the host.
 */
public final class Work implements Journaled, AutoCloseable {
    private final Rotation rotation;
    private final Target target;
    private final EnvFileCommands files;
    private final DockerCommands docker;
    private final Permit permit;
    private HostPart part;
    private boolean looksGood;
    private @Nullable Host host;
    private Watching watching = Watching.NOTHING;
    private Heard heard = Heard.NOTHING;

    Work(Rotation rotation, Target target, HostPart part, Steps steps) {
        this(rotation, target, part, Permit.of(rotation, steps));
    }

    Work(Rotation rotation, Target target, HostPart part, Permit permit) {
        this.permit = permit;
        this.rotation = rotation;
        this.target = target;
        this.part = part;
        var place = new Workplace(target.envFile(), rotation.id());
        files = new EnvFileCommands(place);
        docker = new DockerCommands(place);
    }

    /** How the container is replaced; empty before that is known. For the route. */
    public String getStrategy() {
        return Objects.requireNonNullElse(facts().strategy(), "");
    }

    /** Whether the container reads the env file itself. For the route. */
    public boolean isMounted() {
        return facts().env().isMounted();
    }

    /** Whether the container that was verified with the staged file is followed by one that finds it in its place. For the route. */
    public boolean isToFollow() {
        return facts().isToFollow();
    }

    /**
     * Whether the next container is still to be found good. One that had the staged file mounted was, before the commit; after it that
     * file is gone, and it can never be started again. For the route.
     */
    public boolean isProving() {
        return !(isToFollow() && facts().committed());
    }

    /** Whether everything is put back as it was. For the route. */
    public boolean isBack() {
        return facts().isBack();
    }

    /** Whether the old worker was told to finish. For the route. */
    public boolean isTold() {
        return facts().toldAt() != null;
    }

    /** Whether there is only the way forward. */
    boolean isPastReturn() {
        return PastReturn.is(facts());
    }

    /** Whether a loop of the route goes on. For the route. */
    public boolean isWaiting() {
        return !watching.isOver();
    }

    /** How far a compose service is. For the route. */
    public Composing getComposing() {
        return new Composing(this);
    }

    @Override
    public Rotation rotation() {
        return rotation;
    }

    @Override
    public int position() {
        return part.position();
    }

    @Override
    public String label() {
        return target.name();
    }

    Permit permit() {
        return permit;
    }

    Target target() {
        return target;
    }

    EnvFileCommands files() {
        return files;
    }

    DockerCommands docker() {
        return docker;
    }

    HostPart part() {
        return part;
    }

    HostFacts facts() {
        return part.facts();
    }

    void part(HostPart changed) {
        part = changed;
    }

    /** Runs a command on the host, as long as that is allowed: the rotation is still ours, say. */
    CommandResult run(Command command) {
        return Objects.requireNonNull(host, "the host is reached first")
                .run(permit.before().apply(command));
    }

    /** True once: the trouble that there was is over. */
    boolean isFirstGoodLook() {
        var first = !looksGood;
        looksGood = true;
        return first;
    }

    void host(Host reached) {
        close();
        host = reached;
    }

    Watching watching() {
        return watching;
    }

    void watching(Watching now) {
        watching = now;
    }

    Heard heard() {
        return heard;
    }

    void heard(Heard now) {
        heard = now;
    }

    /** The container that takes over. */
    String nextId() {
        return Objects.requireNonNull(facts().nextId(), "it is created first");
    }

    String oldSha() {
        return Objects.requireNonNull(facts().oldSha(), "it is looked at first");
    }

    String newSha() {
        return Objects.requireNonNull(facts().newSha(), "it is looked at first");
    }

    @Override
    public void close() {
        if (host != null) host.close();
        host = null;
    }

    @Override
    public String toString() {
        return "rotation " + rotation.id() + " on " + target.name();
    }
}
