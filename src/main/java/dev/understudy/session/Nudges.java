package dev.understudy.session;

import java.util.Collection;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Wakes the routes that work on rooms and on chores. A lost nudge costs time only: timers claim whatever is due. */
@Component
public class Nudges {
    private final ProducerTemplate producer;
    private final String rooms;
    private final String chores;

    /** The header of a nudge that is sent for nothing but an event that came; routes/webhook.camel.yaml sets it too. */
    static final String ONLY_HEARD = "onlyHeard";

    /** Sends to the endpoints named in the configuration. */
    public Nudges(
            ProducerTemplate producer,
            @Value("${understudy.session.nudge}") String rooms,
            @Value("${understudy.session.chore-nudge}") String chores) {
        this.producer = producer;
        this.rooms = rooms;
        this.chores = chores;
    }

    /** This room's turn is wanted. */
    public void room(String room) {
        producer.sendBody(rooms, room);
    }

    /** This room's turn is wanted for the events that came. */
    public void heard(String room) {
        producer.sendBodyAndHeader(rooms, room, ONLY_HEARD, true);
    }

    /** These rooms' turns are wanted. */
    public void rooms(Collection<String> names) {
        names.forEach(this::room);
    }

    /** These chores can be done. */
    public void chores(Collection<Chore> list) {
        list.forEach(chore -> producer.sendBody(chores, chore));
    }
}
