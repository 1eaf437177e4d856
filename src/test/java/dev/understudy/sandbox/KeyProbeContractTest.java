package dev.understudy.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Verdict;
import dev.understudy.fixtures.App;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the application makes of each answer of the simulated providers: one verdict for each state of a key. */
class KeyProbeContractTest {
    private static final String PAIR = "devkey2:sandbox-secret-2-0123456789abcdef-0123456789";
    private final App app = App.shared();
    private final FakeKeyStates states = app.bean(FakeKeyStates.class);

    @AfterEach
    void thePairIsGoodAgain() {
        states.forgive(Provider.LIVEKIT);
    }

    @ParameterizedTest(name = "a {1} key of {0} is {2}")
    @CsvSource({
        "tavus, valid, VALID",
        "tavus, revoked, REJECTED",
        "tavus, limited, VALID", // whether an account can pay shows only when a conversation is made
        "openai, valid, VALID",
        "openai, revoked, REJECTED",
        "openai, limited, LIMITED",
        "elevenlabs, valid, VALID",
        "elevenlabs, revoked, REJECTED",
        "elevenlabs, limited, LIMITED",
        "livekit, valid, VALID",
        "livekit, revoked, REJECTED",
        "livekit, limited, LIMITED",
        "deepgram, valid, VALID",
        "deepgram, revoked, REJECTED",
        "deepgram, limited, LIMITED",
        "cartesia, valid, VALID",
        "cartesia, revoked, REJECTED",
        "cartesia, limited, LIMITED",
    })
    void eachStateOfAKeyHasItsVerdict(String name, String state, Verdict verdict) {
        var provider = Provider.named(name).orElseThrow();
        var key = provider == Provider.LIVEKIT ? PAIR : "sandbox-contract-" + state;
        states.set(
                provider,
                provider == Provider.LIVEKIT ? "devkey2" : key,
                KeyFault.named(state).orElseThrow());
        assertThat(probe(provider, key)).isEqualTo(verdict);
    }

    private Verdict probe(Provider provider, String key) {
        var asked = app.bean(ProducerTemplate.class).request("direct:credential-probe", exchange -> {
            exchange.setProperty("provider", provider);
            exchange.setProperty("key", Secret.of(key));
        });
        return asked.getProperty("verdict", Verdict.class);
    }
}
