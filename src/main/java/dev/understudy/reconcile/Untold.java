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
    private Set<String> fresh = Set.of();

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
        fresh = sids.stream().filter(sid -> !before.contains(sid)).collect(Collectors.toSet());
        before = sids;
        try {
            if (excused == null) excused = known(sids);
            excused.retainAll(sids);
            tell(lasting.stream().filter(room -> !isExcused(room.sid())).toList());
        } catch (DataAccessException e) {
            log.warn(
                    "of which rooms webhooks tell cannot be looked up: {}",
                    e.getClass().getSimpleName());
        }
    }

    /** Those that were there before us, but for those that somebody before us found. */
    private Set<String> known(Set<String> sids) {
        var known = new HashSet<>(sids);
        signs.all().stream()
                .filter(sign -> sign.kind() == WEBHOOKS_MISSING && sign.lasts())
                .forEach(sign -> known.remove(sign.who()));
        return known;
    }

    private void tell(List<Room> rooms) {
        var told = webhooks.told(rooms.stream().map(Room::sid).toList());
        if (excused != null) excused.addAll(told); // they are not asked for again
        var untold = rooms.stream().filter(room -> !told.contains(room.sid())).toList();
        var words = WEBHOOKS_MISSING.words().orElseThrow();
        for (var room : untold) signs.lasts(WEBHOOKS_MISSING, SUBJECT, Hit.of(room.sid(), room.name(), words));
        var still = untold.stream().map(Room::sid).collect(Collectors.toSet());
        settle(sign -> still.contains(sign.who()) || isNewToUs(sign.who()));
    }

    /** Webhooks that come again, whatever room they tell of, end it for all; what was not told of the others never will be. */
    private void settle(Predicate<AlertSign> isStill) {
        var all = signs.all().stream()
                .filter(sign -> sign.kind() == WEBHOOKS_MISSING)
                .toList();
        var come = all.stream().mapToLong(AlertSign::firstAt).max().stream().anyMatch(webhooks::anySince);
        all.stream()
                .filter(sign -> sign.lasts() && (come || !isStill.test(sign)))
                .forEach(sign -> signs.over(WEBHOOKS_MISSING, SUBJECT, sign.who()));
        if (!come) return;
        signs.well(WEBHOOKS_MISSING, SUBJECT);
        if (excused != null) all.forEach(sign -> excused.add(sign.who()));
    }

    /** Found by somebody before us, and listed for the first time since: the next look says. */
    private boolean isNewToUs(String sid) {
        return fresh.contains(sid);
    }

    private boolean isExcused(String sid) {
        return excused != null && excused.contains(sid);
    }
}
