package dev.understudy.management;

import dev.understudy.common.Problem;
import dev.understudy.rotation.Rotation;
import dev.understudy.rotation.RotationState;
import dev.understudy.rotation.RotationViews;
import dev.understudy.rotation.Rotations;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Answers JMX from the same places as the API. */
@Component
class RotationsManagement implements RotationsMXBean {
    private static final int LOOKED_AT = 20;
    private final Rotations rotations;
    private final RotationViews views;

    RotationsManagement(Rotations rotations, RotationViews views) {
        this.rotations = rotations;
        this.views = views;
    }

    @Override
    public String getOpen() {
        return rotations.open().map(Rotation::id).orElse("");
    }

    @Override
    public String getOpenStep() {
        var open = rotations.open();
        if (open.isEmpty()) return "";
        var step = "";
        for (var host : views.of(open.get()).hosts())
            for (var each : host.steps()) step = host.name() + ": " + each.name();
        return step;
    }

    @Override
    public String getLast() {
        return last().map(rotation -> rotation.state().code()).orElse("");
    }

    @Override
    public String getLastProblem() {
        return last().map(Rotation::problem).map(Problem::detail).orElse("");
    }

    @Override
    public Map<String, Long> getByState() {
        var counts = new TreeMap<String, Long>();
        for (var state : RotationState.values()) counts.put(state.code(), rotations.count(state));
        return counts;
    }

    private Optional<Rotation> last() {
        return rotations.newest(LOOKED_AT).stream()
                .filter(rotation -> rotation.state() != RotationState.RUNNING)
                .findFirst();
    }
}
