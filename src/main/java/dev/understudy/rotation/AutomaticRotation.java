package dev.understudy.rotation;

import dev.understudy.common.Refused;
import dev.understudy.credential.Keys;
import dev.understudy.credential.Move;
import dev.understudy.credential.Moves;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.RotationRequests.Asked;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * When a standby key has taken over, the hosts get it too. It goes by the journal of the keys' moves, so that a crash or another
 * rotation only delays it; each takeover is tried once, and what does not end well is told of.
 */
@Component("rotationAutomatic")
public class AutomaticRotation {
    private static final Logger log = LoggerFactory.getLogger(AutomaticRotation.class);
    private final Rotations rotations;
    private final PastRotations past;
    private final Opening opening;
    private final Keys keys;
    private final Moves moves;
    private final RotationSettings settings;
    private final Clock clock;

    /** Opens rotations by itself, where that is allowed ({@code understudy.rotation.automatic}). */
    AutomaticRotation(
            Rotations rotations,
            PastRotations past,
            Opening opening,
            Keys keys,
            Moves moves,
            RotationSettings settings,
            Clock clock) {
        this.rotations = rotations;
        this.past = past;
        this.opening = opening;
        this.keys = keys;
        this.moves = moves;
        this.settings = settings;
        this.clock = clock;
    }

    /** Opens the rotation that a takeover wants; none while another one is open: it is looked for again in a moment. */
    public void open() {
        if (!settings.automatic()
                || settings.hosts().isEmpty()
                || rotations.open().isPresent()) return;
        for (var provider : Provider.values()) {
            var wanted = wanted(provider);
            if (wanted.isPresent()) {
                begin(wanted.get());
                return;
            }
        }
    }

    /** The takeover by which the current key became so, when the hosts were not asked to follow yet. */
    private Optional<Move> wanted(Provider provider) {
        var current = keys.currentNow(provider).fingerprint();
        return moves.failoverTo(provider, current).filter(move -> !past.isTried(provider.wire(), current, move.at()));
    }

    private void begin(Move move) {
        var key = keys.currentNow(move.provider());
        if (!key.fingerprint().equals(move.fingerprint())) return;
        try {
            var asked = new Asked(move.provider(), move.why(), move.who(), Math.max(clock.millis(), move.at()));
            opening.open(asked, key, "it has taken over");
        } catch (Refused e) {
            log.info("the hosts do not follow yet: {}", e.problem().title());
        }
    }
}
