package dev.understudy.reconcile;

import static dev.understudy.alert.AlertKind.WEBHOOKS_MISSING;

import dev.understudy.alert.AlertSign;
import dev.understudy.alert.AlertSigns;
import dev.understudy.alert.AlertSigns.Hit;
import dev.understudy.livekit.Room;
import dev.understudy.webhook.Webhooks;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Rooms that LiveKit lists twice in a row, and of which no webhook has ever told. Those that were there when this node listed them for
 * the first time are left out: what was told of them may be forgotten.
 */
@Component("untold")
public class Untold {
    private static final Logger log = LoggerFactory.getLogger(Untold.class);
    private static final String SUBJECT = "livekit";
    private final Reconcile reconcile;
    private final Webhooks webhooks;
    private final AlertSigns signs;
    private @Nullable Set<String> excused;
    private Set<String> before = Set.of();

    /** Compares what reconcile has listed with what webhooks told. */
    public Untold(Reconcile reconcile, Webhooks webhooks, AlertSigns signs) {
        this.reconcile = reconcile;
        this.webhooks = webhooks;
        this.signs = signs;
    }

    /** Writes down which rooms webhooks have not told of, and whether any came since. */
    public synchronized void tell() {
        var listed = reconcile.listed();
        var sids = listed.stream().map(Room::sid).collect(Collectors.toSet());
        var lasting =
                listed.stream().filter(room -> before.contains(room.sid())).toList();
        before = sids;
        if (excused == null) excused = new HashSet<>(sids);
        excused.retainAll(sids);
        try {
            tell(lasting.stream().filter(room -> !isExcused(room.sid())).toList());
        } catch (DataAccessException e) {
            log.warn(
                    "of which rooms webhooks tell cannot be looked up: {}",
                    e.getClass().getSimpleName());
        }
    }

    private void tell(List<Room> rooms) {
        var told = webhooks.told(rooms.stream().map(Room::sid).toList());
        if (excused != null) excused.addAll(told); // they are not asked for again
        var untold = rooms.stream().filter(room -> !told.contains(room.sid())).toList();
        var words = WEBHOOKS_MISSING.words().orElseThrow();
        for (var room : untold) signs.lasts(WEBHOOKS_MISSING, SUBJECT, Hit.of(room.sid(), room.name(), words));
        var still = untold.stream().map(Room::sid).collect(Collectors.toSet());
        settle(sign -> still.contains(sign.who()));
    }

    /** Webhooks that come again, whatever room they tell of, are good news. */
    private void settle(Predicate<AlertSign> isStill) {
        var all = signs.all().stream()
                .filter(sign -> sign.kind() == WEBHOOKS_MISSING)
                .toList();
        all.stream()
                .filter(AlertSign::lasts)
                .filter(isStill.negate())
                .forEach(sign -> signs.over(WEBHOOKS_MISSING, SUBJECT, sign.who()));
        all.stream().mapToLong(AlertSign::firstAt).max().stream()
                .filter(webhooks::anySince)
                .forEach(at -> signs.well(WEBHOOKS_MISSING, SUBJECT));
    }

    private boolean isExcused(String sid) {
        return excused != null && excused.contains(sid);
    }
}
