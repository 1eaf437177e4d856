package dev.understudy.management;

import dev.understudy.metrics.OpenSessions;
import dev.understudy.metrics.Rates;
import dev.understudy.operator.ModeCalls;
import dev.understudy.session.FaceSettings.Provider;
import dev.understudy.session.Health;
import dev.understudy.session.Switch;
import dev.understudy.tavus.TavusBreaker;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers JMX from the same places as metrics and API. */
@Component
class SessionsManagement implements SessionsMXBean {
    private final OpenSessions open;
    private final Rates rates;
    private final Switch position;
    private final ModeCalls mode;
    private final Others others;

    SessionsManagement(OpenSessions open, Rates rates, Switch position, ModeCalls mode, Others others) {
        this.open = open;
        this.rates = rates;
        this.position = position;
        this.mode = mode;
        this.others = others;
    }

    /** What is known of those whom we call. */
    @Component
    record Others(Health livekit, TavusBreaker tavus) {}

    @Override
    public Map<String, Long> getOpenByState() {
        return open.byState();
    }

    @Override
    public Map<String, Long> getOpenByMode() {
        return open.byMode();
    }

    @Override
    public @Nullable Double getJoinRate() {
        return known(rates.joinRate());
    }

    @Override
    public @Nullable Double getTavusSuccessRate() {
        return known(rates.tavusSuccessRate());
    }

    @Override
    public String getAvatarMode() {
        return text(position.position());
    }

    @Override
    public boolean isLiveKitUp() {
        return others.livekit().isUp();
    }

    @Override
    public String getTavusTrouble() {
        var why = others.tavus().open();
        return why == null ? "" : why.code();
    }

    @Override
    public String switchToAudio() {
        return text(mode.move(Provider.AUDIO, CredentialsManagement.WHO, CredentialsManagement.WHY));
    }

    @Override
    public String resumeVideo() {
        return text(mode.move(Provider.TAVUS, CredentialsManagement.WHO, CredentialsManagement.WHY));
    }

    /** JSON, which Jolokia writes, has no NaN. */
    private static @Nullable Double known(double rate) {
        return Double.isNaN(rate) ? null : rate;
    }

    private static String text(Provider provider) {
        return provider.name().toLowerCase(Locale.ROOT);
    }
}
