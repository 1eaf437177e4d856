package dev.understudy.management;

import dev.understudy.audit.Audit;
import dev.understudy.audit.Audit.Deed;
import dev.understudy.backend.ActionCalls;
import dev.understudy.backend.BackendOrders;
import dev.understudy.backend.Variables;
import dev.understudy.common.IsoTime;
import dev.understudy.common.Refused;
import dev.understudy.credential.KeyRecord;
import dev.understudy.credential.KeyRecords;
import dev.understudy.credential.Provider;
import dev.understudy.operator.ModeCalls;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers JMX from the same places as the API. What is refused is said in words that every client can read. */
@Component
class CredentialsManagement implements CredentialsMXBean {
    static final String WHO = "jmx";
    static final String WHY = "asked for by JMX";
    private final KeyRecords records;
    private final KeyChecks checks;
    private final ModeCalls mode;
    private final BackendOrders orders;
    private final ActionCalls actions;
    private final Audit audit;

    CredentialsManagement(
            KeyRecords records,
            KeyChecks checks,
            ModeCalls mode,
            BackendOrders orders,
            ActionCalls actions,
            Audit audit) {
        this.records = records;
        this.checks = checks;
        this.mode = mode;
        this.orders = orders;
        this.actions = actions;
        this.audit = audit;
    }

    @Override
    public List<KeyState> getKeys() {
        return Arrays.stream(Provider.values())
                .flatMap(provider -> known(provider).stream())
                .toList();
    }

    @Override
    public String getMode() {
        return mode.position().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<KeyState> validate(String provider) {
        return told(() -> audit.attempt(new Deed(WHO, "validate", provider, WHY, "asked"), () -> {
            checks.now(provider);
            return known(Provider.named(provider).orElseThrow());
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

    private List<KeyState> known(Provider provider) {
        return records.of(provider).stream()
                .filter(record -> record.slot() != null)
                .map(CredentialsManagement::state)
                .toList();
    }

    private static KeyState state(KeyRecord record) {
        var checked = record.checkedAt();
        return new KeyState(
                record.provider().wire(),
                wire(record.slot()),
                record.fingerprint(),
                wire(record.verdict()),
                checked == null ? "" : IsoTime.of(checked));
    }

    private static String wire(@Nullable Enum<?> value) {
        return value == null ? "" : value.name().toLowerCase(Locale.ROOT);
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
