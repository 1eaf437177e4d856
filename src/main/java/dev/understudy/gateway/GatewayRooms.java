package dev.understudy.gateway;

import dev.understudy.common.Problem;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/**
 * One request a room at a time: who comes second waits, and then finds the conversation of the first. (Another process finds the
 * first one's try in the store, and looks for its conversation.)
 */
@Component("gatewayRooms")
public class GatewayRooms {
    private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();
    private final GatewaySettings settings;

    /** Waits as long as leaves time for one call to Tavus. */
    public GatewayRooms(GatewaySettings settings) {
        this.settings = settings;
    }

    private static final class Place {
        final Semaphore free = new Semaphore(1, true);
        int people;
    }

    /** Takes the room's turn; 503 when whoever has it does not finish in time. */
    public void take(@ExchangeProperty(GatewayRequests.CALL) Call call) throws InterruptedException {
        var room = call.pass().room();
        var place = places.compute(room, (name, there) -> enter(there == null ? new Place() : there));
        var wait = settings.deadline().toMillis() - settings.oneCallMs();
        if (place.free.tryAcquire(wait, TimeUnit.MILLISECONDS)) call.takesTurn();
        else {
            leave(room);
            throw busy();
        }
    }

    /** Gives it back, if it was taken. */
    public void giveBack(@ExchangeProperty(GatewayRequests.CALL) Call call) {
        if (!call.isInTurn()) return;
        var room = call.pass().room();
        var place = places.get(room);
        if (place != null) place.free.release();
        leave(room);
    }

    /** Somebody else is at it, here or on another node. */
    static dev.understudy.common.Refused busy() {
        return Problem.of(503, "gateway-busy", "Another call is at this room", "Send it again in a moment.")
                .refused();
    }

    private static Place enter(Place place) {
        place.people++;
        return place;
    }

    private void leave(String room) {
        places.computeIfPresent(room, (name, place) -> --place.people == 0 ? null : place);
    }
}
