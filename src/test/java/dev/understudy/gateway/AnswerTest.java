package dev.understudy.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.gateway.Answer.Kind;
import dev.understudy.session.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tavus's answers mean for the session. */
class AnswerTest {
    @ParameterizedTest
    @CsvSource({
        "BUSY, 408, true",
        "BUSY, 500, true",
        "BUSY, 503, true",
        "BUSY, 429, false",
        "BUSY, 499, false",
        "BUSY, 0, false",
        "FULL, 500, false",
        "KEY_REJECTED, 408, false"
    })
    void onlyWhatStandsInBetweenMayHaveSaidNoToWhatWasDone(Kind kind, int status, boolean may) {
        assertThat(new Answer(kind, status, new byte[0], null).mayHaveWorked()).isEqualTo(may);
    }

    @Test
    void whatOpenedTheBreakerIsAnsweredAgain() {
        assertThat(Kind.of(Reason.TAVUS_KEY_REJECTED)).isEqualTo(Kind.KEY_REJECTED);
        assertThat(Kind.of(Reason.TAVUS_OUT_OF_CREDITS)).isEqualTo(Kind.OUT_OF_CREDITS);
        assertThat(Kind.of(Reason.TAVUS_UNAVAILABLE)).isEqualTo(Kind.BUSY);
        assertThat(Kind.of(Reason.AVATAR_LOST)).as("none of Tavus's").isEqualTo(Kind.BUSY);
    }

    @Test
    void aGoodAnswerHasNoReason() {
        assertThatThrownBy(() -> Answer.none(Kind.GOOD).reason()).isInstanceOf(IllegalStateException.class);
        assertThat(Answer.none(Kind.FULL).reason()).isEqualTo(Reason.TAVUS_FULL);
    }

    @Test
    void aTextThatIsNotThereIsEmpty() {
        assertThat(Answer.none(Kind.GOOD).text("status")).isEmpty();
        assertThat(Calls.answer(Kind.GOOD, "{}").text("status")).isEmpty();
        assertThat(Calls.answer(Kind.GOOD, "{'status':'active'}").text("status"))
                .isEqualTo("active");
    }
}
