package dev.understudy.smoke;

import dev.understudy.common.Secret;
import dev.understudy.session.Nudges;
import dev.understudy.session.Opening;
import dev.understudy.session.Plan;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Rules;
import java.io.IOException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens the session of a run as any room's, and sends the client. The session comes first: it settles whether Tavus is asked,
 * and from then on the client's webhook finds it.
 */
@Component("smokeEntrance")
public class Entrance {
    private static final String NO_CLIENT = "it needs a user: understudy.smoke.user-command names no client";
    private final Rules rules;
    private final Opening opening;
    private final Nudges nudges;
    private final SmokeUsers users;
    private final SmokeSettings settings;

    Entrance(Rules rules, Opening opening, Nudges nudges, SmokeUsers users, SmokeSettings settings) {
        this.rules = rules;
        this.opening = opening;
        this.nudges = nudges;
        this.users = users;
        this.settings = settings;
    }

    /** Opens and sends; the lines that cannot be seen this time are skipped, and say why. */
    public void open(
            Exchange exchange,
            @ExchangeProperty("checklist") Checklist list,
            @ExchangeProperty(TokenStep.TOKEN) Secret token,
            @ExchangeProperty(TokenStep.URL) String url) {
        list.begin(Line.WORKER);
        var room = list.run().room();
        var rule = rules.planFor(room).orElse(null);
        if (rule == null) {
            list.failed(Line.WORKER, "no rule in understudy.session.rules serves the room " + room);
            return;
        }
        leaveOut(list, rule);
        var withFace = !list.has(Line.VIDEO);
        opening.open(
                room,
                withFace ? rule : voiceOnly(rule),
                "opened: smoke check " + list.run().id());
        nudges.room(room);
        exchange.setProperty("scene", new Scene(withFace, send(list, token, url)));
    }

    /** What the settings and the rule leave out. */
    private void leaveOut(Checklist list, Plan rule) {
        if (users.ready().isEmpty())
            List.of(Line.VIDEO, Line.CONVERSATION).forEach(line -> list.skipped(line, NO_CLIENT));
        switch (settings.tavus()) {
            case OFF -> noFace(list, "understudy.smoke.tavus is off");
            case TEST_MODE -> {
                if (!list.has(Line.TAVUS)) list.skipped(Line.TAVUS, "everyone is on audio: Tavus was not asked");
                noFace(list, "nobody joins in test mode (understudy.smoke.tavus)");
            }
            case CONVERSATION -> {
                if (rule.avatar() == AvatarBy.NONE) noFace(list, "the room's rule wants no face");
                else if (users.ready().isEmpty()) noFace(list, NO_CLIENT);
            }
        }
    }

    private static void noFace(Checklist list, String why) {
        list.skipped(Line.TAVUS, why);
        list.skipped(Line.VIDEO, why);
    }

    private static Plan voiceOnly(Plan rule) {
        return new Plan(rule.agentName(), AvatarBy.NONE, null, null);
    }

    private SmokeUser.@Nullable Visit send(Checklist list, Secret token, String url) {
        var user = users.ready().orElse(null);
        if (user == null) return null;
        var run = list.run();
        try {
            var visit = user.join(new SmokeUser.Invitation(url, token, run.room(), TokenStep.identity(run)));
            noted(list, visit);
            return visit;
        } catch (IOException e) {
            list.failed(Line.USER, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A client that nobody could find again must not stay. */
    private static void noted(Checklist list, SmokeUser.Visit visit) {
        try {
            list.client(visit.mark());
        } catch (RuntimeException e) {
            visit.leave();
            throw e;
        }
    }
}
