package dev.understudy.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.access.AccessSettings.Oidc;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.ManualClock;
import dev.understudy.fixtures.SignedWebhook;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.mock.web.MockHttpServletRequest;

/** Access under each mode, and requests that knock. */
public final class Doors {
    /** The operator's token. */
    public static final String OPERATOR = "operator-token-1234";

    static final String SHARED = "visitor-token-1234";

    static final ManualClock CLOCK = new ManualClock(0);

    private Doors() {}

    /** Access in that mode. */
    public static Access access(Mode mode, String issuer) {
        var settings = new AccessSettings(mode, Secret.of(OPERATOR), Secret.of(SHARED), false, List.of(), oidc(issuer));
        return new Access(settings, oidcTokens(settings), new RoomTokens(keys()));
    }

    /** The issuer is asked where the caller stands. */
    static OidcTokens oidcTokens(AccessSettings settings) {
        return new OidcTokens(settings, CLOCK, Runnable::run);
    }

    static Oidc oidc(String issuer) {
        return new Oidc(issuer, "understudy", Duration.ofSeconds(60));
    }

    static LiveKitKeys keys() {
        return LiveKitParts.keys(new LiveKitSettings(
                URI.create("ws://x"),
                null,
                SignedWebhook.KEY,
                Secret.of(SignedWebhook.SECRET),
                null,
                Duration.ofSeconds(1),
                1));
    }

    static MockHttpServletRequest bearer(String token) {
        return with("Bearer " + token);
    }

    static MockHttpServletRequest with(String authorization) {
        var request = new MockHttpServletRequest();
        if (authorization != null) request.addHeader("Authorization", authorization);
        return request;
    }

    static int status(Runnable call) {
        var status = new int[1];
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> status[0] = refused.problem().status());
        return status[0];
    }
}
