package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.access.AccessSettings;
import dev.understudy.access.AccessSettings.Mode;
import dev.understudy.avatar.Conversations;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.limits.FaceBudget;
import dev.understudy.limits.LimitNews;
import dev.understudy.limits.Limits;
import dev.understudy.livekit.LiveKitUnavailable;
import dev.understudy.session.AgentsScene;
import dev.understudy.session.ConversationLedger.Whom;
import dev.understudy.session.Plan.AvatarBy;
import dev.understudy.session.Reason;
import dev.understudy.session.Session;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A face that an agent asks for itself takes a place like any other; without one nobody asks Tavus, and the session says why. */
class GatewayBudgetTest {
    private final AgentsScene scene = new AgentsScene();
    private final GatewayFaces faces = new GatewayFaces(
            scene.faces(), new Conversations(scene.settings()), Calls.wish(null), scene.livekit(), Calls.SETTINGS);
    private final Session session = scene.audio(AvatarBy.AGENT);
    private final Call call = Calls.byAgent();

    @Test
    void itsConversationIsCountedBeforeItIsAskedFor() {
        intended();
        budget(Map.of("conversations", 1)).take(call);
        assertThat(scene.conversations().counts().open()).isEqualTo(1);
        assertThat(scene.now(session).face().askedAt()).isPositive();
    }

    @Test
    void withoutAPlaceTheCallIsTooManyAndTheSessionGoesOnWithItsVoice() {
        scene.conversations().enter("another", 1, Whom.NOBODY, counts -> true);
        intended();
        assertThatThrownBy(() -> budget(Map.of("conversations", 1)).take(call))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.problem().status()).isEqualTo(429);
                    assertThat(refused.problem().limit()).isEqualTo("conversations");
                });
        assertThat(scene.now(session).reason()).isEqualTo(Reason.FACE_BUDGET);
        assertThat(scene.now(session).state().isOpen()).isTrue();
        assertThat(scene.now(session).face().askedAt()).isZero();
        assertThat(scene.conversations().counts().open()).isEqualTo(1);
    }

    @Test
    void thatLiveKitCannotSayWhoIsThereKeepsNoFaceAway() {
        intended();
        scene.trouble(new LiveKitUnavailable("look", "down"));
        assertThatCode(() -> budget(Map.of("sessions-per-identity", 1)).take(call))
                .doesNotThrowAnyException();
    }

    private void intended() {
        call.isOf(session);
        faces.intend(call);
    }

    private GatewayBudget budget(Map<String, Object> limits) {
        var oidc = new AccessSettings.Oidc(null, null, Duration.ZERO);
        var access = new AccessSettings(Mode.OPEN, Secret.of("operator"), null, false, List.of(), oidc);
        var news = new LimitNews(new SimpleMeterRegistry());
        var budget = new FaceBudget(Limits.of(limits), access, scene.conversations(), news);
        return new GatewayBudget(budget, scene.faces(), scene.livekit());
    }
}
