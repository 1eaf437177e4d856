package dev.understudy.history;

import dev.understudy.webhook.WebhookEvent;
import java.util.function.Consumer;

/** LiveKit's webhooks on their way: prompt or late, in order or not, once, twice or never, as luck has it. */
final class Post {
    private final Agenda agenda;
    private final Luck luck;
    private final Consumer<WebhookEvent> receiver;
    private int count;
    private int life;

    Post(Agenda agenda, Luck luck, Consumer<WebhookEvent> receiver) {
        this.agenda = agenda;
        this.luck = luck;
        this.receiver = receiver;
    }

    void send(String event, Room room, String participant) {
        send(event, room, participant, "");
    }

    void send(String event, Room room, String participant, String detail) {
        var id = "EV_" + ++count;
        var letter = new WebhookEvent(id, event, room.name, room.sid, participant, "PA_" + participant, 0, detail);
        if (luck.percent(20)) agenda.tell("lost: " + event + " " + participant);
        else deliver(letter, luck.percent(25) ? luck.between(20, 9_000) : luck.between(2, 10));
        if (luck.percent(15)) deliver(letter, luck.between(5, 9_000));
    }

    /** The server is gone, and with it what it had not delivered yet. */
    void forgetUnsent() {
        life++;
    }

    private void deliver(WebhookEvent letter, long delay) {
        var mine = life;
        agenda.in(delay, () -> {
            if (mine == life) receiver.accept(letter);
        });
    }
}
