package dev.understudy.smoke;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who can be sent: the configured program, else whoever stands ready. */
@Component
class SmokeUsers {
    private final CommandUser command;
    private final List<SmokeUser> all;

    SmokeUsers(CommandUser command, List<SmokeUser> all) {
        this.command = command;
        this.all = all;
    }

    /** The one to send; empty when there is none. */
    Optional<SmokeUser> ready() {
        if (command.isThere()) return Optional.of(command);
        return all.stream().filter(SmokeUser::isThere).findFirst();
    }

    /** Ends what a killed node has left on this machine. */
    void endLeftOver(String mark) {
        all.forEach(user -> user.endLeftOver(mark));
    }
}
