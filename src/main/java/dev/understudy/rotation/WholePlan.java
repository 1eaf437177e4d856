package dev.understudy.rotation;

import dev.understudy.common.Secret;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.web.Reply;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a rotation would do on all its hosts; that somebody wanted to know is on record. */
@Component("wholePlan")
public class WholePlan {
    private final Rotations rotations;
    private final RotationDeeds deeds;
    private final RotationSettings settings;

    /** Knows the hosts by the settings. */
    WholePlan(Rotations rotations, RotationDeeds deeds, RotationSettings settings) {
        this.rotations = rotations;
        this.deeds = deeds;
        this.settings = settings;
    }

    /**
     * A plan as the API shows it.
     *
     * @param provider in lower case
     * @param fingerprint of the key
     * @param open the rotation that is open now, and has to be over first; null when none is
     * @param hosts in the order of the rotation
     */
    public record View(
            String provider, String fingerprint, @Nullable String open, List<HostPlan> hosts) {}

    /** All hosts that a rotation would go to, in its order. */
    public List<Target> hosts() {
        return settings.hosts();
    }

    /** The plans of the hosts as one. */
    public Reply answer(
            @Body List<HostPlan> plans, @ExchangeProperty("asked") Asked asked, @ExchangeProperty("key") Secret key) {
        var can = plans.stream().filter(plan -> plan.problem() == null).count();
        deeds.planned(asked, key.fingerprint(), can + " of " + plans.size() + " hosts could be rotated");
        var open = rotations.open().map(Rotation::id).orElse(null);
        return Reply.ok(Map.of("plan", new View(asked.provider().wire(), key.fingerprint(), open, plans)));
    }
}
