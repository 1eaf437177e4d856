package dev.understudy.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understudy.common.Refused;
import dev.understudy.credential.Provider;
import dev.understudy.credential.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Only a key that its provider calls good goes any further; of the others it is said why. */
class ProofTest {
    @Test
    void aGoodKeyPasses() {
        assertThatCode(() -> Proof.require(Provider.TAVUS, Verdict.VALID, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, 503, key-not-proven", "REJECTED, 422, key-rejected", "LIMITED, 422, key-limited"})
    void anyOtherIsRefusedByItsKind(Verdict verdict, int status, String code) {
        var problem = refusal(Provider.OPENAI, verdict).problem();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.type()).endsWith(":" + code);
        assertThat(problem.detail()).contains("OpenAI").contains("http_418").contains("othing was done");
    }

    @ParameterizedTest
    @EnumSource
    void eachProviderIsCalledByItsName(Provider provider) {
        assertThat(refusal(provider, Verdict.REJECTED).problem().title())
                .isEqualToIgnoringCase(provider.name() + " does not accept this key");
    }

    private static Refused refusal(Provider provider, Verdict verdict) {
        return catchThrowableOfType(Refused.class, () -> Proof.require(provider, verdict, "http_418"));
    }
}
