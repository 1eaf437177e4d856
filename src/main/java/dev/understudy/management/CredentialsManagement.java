package dev.understudy.management;

import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.backend.ActionCalls;
import dev.understudy.backend.BackendOrders;
import dev.understudy.backend.Variables;
import dev.understudy.common.Refused;
import dev.understudy.credential.CredentialViews;
import dev.understudy.credential.CredentialViews.View;
import dev.understudy.credential.Provider;
import dev.understudy.operator.ModeCalls;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Answers JMX from the same places as the API. What is refused is said in words that every client can read. */
@Component
class CredentialsManagement implements CredentialsMXBean {
    static final String WHO = "jmx";
    static final String WHY = "asked for by JMX";
    private final CredentialViews views;
    private final KeyChecks checks;
    private final ModeCalls mode;
    private final BackendOrders orders;
    private final ActionCalls actions;
    private final Audit audit;

    CredentialsManagement(
            CredentialViews views,
            KeyChecks checks,
            ModeCalls mode,
            BackendOrders orders,
            ActionCalls actions,
            Audit audit) {
        this.views = views;
        this.checks = checks;
        this.mode = mode;
        this.orders = orders;
        this.actions = actions;
        this.audit = audit;
    }

    @Override
    public List<KeyState> getKeys() {
        return views.all().stream().flatMap(CredentialsManagement::states).toList();
    }

    @Override
    public String getMode() {
        return mode.position().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<KeyState> validate(String provider) {
        return told(() -> audit.attempt(new Deed(WHO, "validate", provider, WHY, "asked"), () -> {
            checks.now(provider);
            return states(views.one(Provider.named(provider).orElseThrow())).toList();
        }));
    }

    @Override
    public String moveMode(String wanted) {
        var to = told(() -> audit.attempt(
                new Deed(WHO, "mode", "everyone", WHY, "asked for " + wanted), () -> ModeCalls.named(wanted)));
        return mode.move(to, WHO, WHY).name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String restartBackend(String backend) {
        return told(() -> orders.restart(backend, WHO, WHY).id());
    }

    @Override
    public String describeAction(String id) {
        return told(() -> {
            var action = (ActionCalls.View) actions.get(id).body();
            return action.state() + (action.observed() == null ? "" : ": " + action.observed());
        });
    }

    @Override
    public List<String> compareVariables(String backend) {
        return told(() -> orders.compare(backend, WHO, WHY).variables().stream()
                .map(CredentialsManagement::line)
                .toList());
    }

    @Override
    public List<String> tailLog(String backend, int lines) {
        return told(() -> orders.tail(backend, WHO, WHY, lines).lines().stream()
                .map(line -> line.at() + " " + line.text())
                .toList());
    }

    private static String line(Variables.View each) {
        var same = each.same() == null ? "not in the file" : each.same() ? "same" : "differs";
        var key =
                each.isCurrentKey() == null ? "" : each.isCurrentKey() ? ", our current key" : ", not our current key";
        return each.name() + ": " + same + ", file " + each.inFile() + ", container " + each.inContainer() + key;
    }

    private static Stream<KeyState> states(View view) {
        return view.slots().stream()
                .map(slot -> new KeyState(
                        view.provider(),
                        slot.slot(),
                        slot.fingerprint(),
                        slot.verdict(),
                        Objects.requireNonNullElse(slot.checkedAt(), "")));
    }

    /** A client has none of our classes. */
    private static <T> T told(Supplier<T> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            throw new IllegalArgumentException(refused.problem().code() + ": " + refused.getMessage());
        }
    }
}
