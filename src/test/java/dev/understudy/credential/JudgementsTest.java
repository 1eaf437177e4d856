package dev.understudy.credential;

import static dev.understudy.credential.Provider.OPENAI;
import static dev.understudy.credential.Provider.TAVUS;
import static dev.understudy.credential.Source.CHECK;
import static dev.understudy.credential.Source.GATEWAY;
import static dev.understudy.credential.Source.LOG;
import static dev.understudy.credential.Source.TRAFFIC;
import static dev.understudy.credential.Verdict.LIMITED;
import static dev.understudy.credential.Verdict.REJECTED;
import static dev.understudy.credential.Verdict.UNKNOWN;
import static dev.understudy.credential.Verdict.VALID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.alert.AlertKind;
import dev.understudy.common.Secret;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

/** What is made of words on keys: when a key is bad, who is told, and what is kept. */
class JudgementsTest {
    private static final Secret KEY = Secret.of("sandbox-words");
    private static final Secret NEXT = Secret.of("sandbox-words-next");
    private static final String SUBJECT = "key " + KEY.fingerprint();

    @TempDir
    Path folder;

    @BothDatabases
    void aKeyIsBadWhenItWasRefusedTwiceInARowOnPurpose(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.hear(TAVUS, KEY, REJECTED, CHECK);
        assertThat(parts.events).containsExactly(judged(REJECTED, CHECK));
        assertThat(parts.open()).isEmpty();
        parts.hear(TAVUS, KEY, UNKNOWN, CHECK);
        parts.hear(TAVUS, KEY, REJECTED, CHECK);
        assertThat(parts.events).endsWith(judged(REJECTED, CHECK), bad(CHECK));
        assertThat(parts.open()).containsExactly("tavus_key_rejected " + SUBJECT);
        parts.hear(TAVUS, KEY, REJECTED, CHECK);
        assertThat(parts.alert("tavus_key_rejected").orElseThrow().count()).isEqualTo(2);
        parts.hear(TAVUS, KEY, VALID, CHECK);
        assertThat(parts.open()).isEmpty();
        parts.hear(TAVUS, KEY, REJECTED, CHECK);
        assertThat(parts.open()).as("the row begins anew").isEmpty();
    }

    @BothDatabases
    void oneRefusalInUseIsEnough(Dialect dialect) {
        for (var source : new Source[] {TRAFFIC, GATEWAY}) {
            var parts = CheckParts.of(folder, dialect, KEY.reveal());
            parts.hear(TAVUS, KEY, REJECTED, source);
            assertThat(parts.events).containsExactly(judged(REJECTED, source), bad(source));
            assertThat(parts.alert("tavus_key_rejected").orElseThrow().detail())
                    .contains("tavus's current key is refused (HTTP 000) since 1970-", "/api/rotations");
        }
    }

    @BothDatabases
    void ofManySessionsThatHearTheSameOneWritesItDown(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        for (var i = 0; i < 50; i++) parts.hear(TAVUS, KEY, REJECTED, TRAFFIC);
        assertThat(parts.words.newest(TAVUS, 100)).hasSize(1);
        assertThat(parts.events).as("each is told all the same").hasSize(100);
        parts.clock.pass(Duration.ofSeconds(11));
        parts.hear(TAVUS, KEY, REJECTED, TRAFFIC);
        parts.hear(TAVUS, KEY, VALID, TRAFFIC);
        assertThat(parts.words.newest(TAVUS, 100)).hasSize(3);
        assertThat(parts.open()).isEmpty();
    }

    @BothDatabases
    void aLogAccusesNoKeyAndHasItChecked(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.schedule.due();
        parts.clock.pass(Duration.ofSeconds(6));
        var claimed = parts.schedule.claim(TAVUS).orElseThrow();
        parts.schedule.done(TAVUS, claimed, false);
        assertThat(parts.schedule.due()).doesNotContain(TAVUS);
        parts.hear(TAVUS, KEY, REJECTED, LOG);
        assertThat(parts.schedule.due()).contains(TAVUS);
        assertThat(parts.standings.find(TAVUS, KEY.fingerprint())).isEmpty();
        assertThat(parts.words.newest(TAVUS, 9)).hasSize(1);
        assertThat(parts.open()).isEmpty();
        assertThat(parts.events).containsExactly(judged(REJECTED, LOG));
    }

    @BothDatabases
    void standbyKeysAreTalkedAboutAndPreviousOnesAreNot(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, "");
        parts.file(
                "OPENAI_API_KEY=sandbox-now",
                "OPENAI_API_KEY_STANDBY=" + NEXT.reveal(),
                "OPENAI_API_KEY_PREVIOUS=" + KEY.reveal());
        parts.hear(OPENAI, NEXT, REJECTED, GATEWAY);
        parts.hear(OPENAI, KEY, REJECTED, GATEWAY);
        assertThat(parts.open()).containsExactly("openai_key_rejected key " + NEXT.fingerprint());
        assertThat(parts.alert("openai_key_rejected").orElseThrow().detail())
                .startsWith("openai's standby key is refused")
                .endsWith("Give another one: PUT /api/credentials/openai/standby.");
        parts.file("OPENAI_API_KEY=sandbox-now");
        parts.judgements.on(new KeyPromoted(OPENAI, "00000000", "it is in the secrets file"));
        assertThat(parts.open()).as("it is nobody's key any more").isEmpty();
    }

    @BothDatabases
    void aWordOnTheNextKeyEndsWhatWasToldOfTheLast(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, "");
        parts.file("OPENAI_API_KEY=" + KEY.reveal());
        parts.hear(OPENAI, KEY, REJECTED, TRAFFIC);
        assertThat(parts.open()).hasSize(1);
        parts.file("OPENAI_API_KEY=" + NEXT.reveal());
        parts.hear(OPENAI, NEXT, VALID, CHECK);
        assertThat(parts.open()).isEmpty();
    }

    @BothDatabases
    void whatALogComplainsOfIsTheLogWatchsToClear(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.alerts.raise(AlertKind.TAVUS_KEY_REJECTED, "prod/avatar-backend", "3 lines", 3);
        parts.hear(TAVUS, KEY, VALID, CHECK);
        parts.judgements.on(new KeyPromoted(TAVUS, NEXT.fingerprint(), "rotated"));
        assertThat(parts.open()).containsExactly("tavus_key_rejected prod/avatar-backend");
        assertThat(parts.alert("tavus_key_rejected").orElseThrow().count()).isEqualTo(3);
    }

    @BothDatabases
    void aLogThatGoesOnComplainingHasTheKeysCheckedOnceInTwoMinutes(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.schedule.due();
        parts.clock.pass(Duration.ofSeconds(6));
        var checked = 0;
        for (var second = 0; second < 120; second++) {
            parts.hear(TAVUS, KEY, REJECTED, LOG);
            if (parts.schedule.due().contains(TAVUS)) {
                checked++;
                var claimed = parts.schedule.claim(TAVUS).orElseThrow();
                parts.hear(TAVUS, KEY, VALID, CHECK);
                parts.schedule.done(TAVUS, claimed, false);
            }
            parts.clock.pass(Duration.ofSeconds(1));
        }
        assertThat(checked).isEqualTo(1);
        parts.hear(TAVUS, KEY, REJECTED, LOG);
        assertThat(parts.schedule.due()).as("it still complains").contains(TAVUS);
    }

    @BothDatabases
    void aRefusalInUseIsAskedAboutAtOnceSoThatAGoodKeyIsClearedOfIt(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.schedule.due();
        parts.clock.pass(Duration.ofSeconds(6));
        parts.schedule.done(TAVUS, parts.schedule.claim(TAVUS).orElseThrow(), false);
        for (var verdict : new Verdict[] {REJECTED, UNKNOWN}) {
            parts.hear(TAVUS, KEY, verdict, TRAFFIC);
            assertThat(parts.schedule.due()).as("after " + verdict).contains(TAVUS);
            parts.schedule.done(TAVUS, parts.schedule.claim(TAVUS).orElseThrow(), false);
        }
        parts.hear(TAVUS, KEY, VALID, TRAFFIC);
        assertThat(parts.schedule.due()).doesNotContain(TAVUS);
    }

    @BothDatabases
    void aLimitedKeyIsToldAsAliveAndIsNotBad(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.hear(TAVUS, KEY, REJECTED, TRAFFIC);
        parts.hear(TAVUS, KEY, LIMITED, CHECK);
        assertThat(parts.open()).containsExactly("key_limited " + SUBJECT);
        assertThat(parts.events).endsWith(judged(LIMITED, CHECK));
        parts.hear(TAVUS, KEY, VALID, CHECK);
        assertThat(parts.open()).isEmpty();
    }

    @BothDatabases
    void whatCouldNotPayInUseStaysLimitedUntilACallIsAnsweredWellWhateverChecksSay(Dialect dialect) {
        for (var source : new Source[] {TRAFFIC, GATEWAY}) {
            var parts = CheckParts.of(folder, dialect, KEY.reveal());
            parts.hear(TAVUS, KEY, VALID, CHECK);
            parts.hear(TAVUS, KEY, LIMITED, source);
            assertThat(parts.open()).containsExactly("key_limited " + SUBJECT);
            parts.clock.pass(Duration.ofMinutes(10));
            parts.hear(TAVUS, KEY, VALID, CHECK);
            assertThat(parts.open()).containsExactly("key_limited " + SUBJECT);
            var standing = parts.standings.find(TAVUS, KEY.fingerprint()).orElseThrow();
            assertThat(standing.verdict()).isEqualTo(LIMITED);
            assertThat(standing.checkedAt()).isEqualTo(parts.clock.millis());
            assertThat(standing.isLimitedInUse()).isTrue();
            assertThat(parts.isGood(TAVUS)).isZero();
            assertThat(parts.words.newest(TAVUS, 9)).as("what was said is kept").hasSize(3);
            assertThat(parts.events).as("and told").endsWith(judged(VALID, CHECK));
            parts.hear(TAVUS, KEY, VALID, source);
            assertThat(parts.open()).isEmpty();
            parts.clock.pass(Duration.ofSeconds(2));
            assertThat(parts.isGood(TAVUS)).isEqualTo(1);
            parts.hear(TAVUS, KEY, LIMITED, CHECK);
            assertThat(parts.isGood(TAVUS))
                    .as("a check takes back what a check said")
                    .isEqualTo(1);
            parts.hear(TAVUS, KEY, VALID, CHECK);
            assertThat(parts.open()).isEmpty();
        }
    }

    @BothDatabases
    void aKeyThatNobodyCouldJudgeForAnHourIsToldAbout(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.hear(TAVUS, KEY, VALID, CHECK);
        parts.clock.pass(Duration.ofMinutes(59));
        parts.hear(TAVUS, KEY, UNKNOWN, CHECK);
        assertThat(parts.open()).isEmpty();
        parts.clock.pass(Duration.ofMinutes(1));
        parts.hear(TAVUS, KEY, UNKNOWN, CHECK);
        assertThat(parts.open()).containsExactly("key_not_checked " + SUBJECT);
        assertThat(parts.alert("key_not_checked").orElseThrow().detail()).contains("for 60 minutes");
        assertThat(parts.standings.find(TAVUS, KEY.fingerprint()).orElseThrow().verdict())
                .isEqualTo(VALID);
        parts.hear(TAVUS, KEY, VALID, CHECK);
        assertThat(parts.open()).isEmpty();
    }

    @BothDatabases
    void theLastTwoHundredWordsOfEachKeyAreKept(Dialect dialect) {
        var parts = CheckParts.of(folder, dialect, KEY.reveal());
        parts.hear(TAVUS, NEXT, VALID, CHECK);
        for (var i = 0; i < 203; i++) {
            parts.clock.pass(Duration.ofMillis(1));
            parts.hear(TAVUS, KEY, i == 0 ? LIMITED : VALID, CHECK);
        }
        var kept = parts.words.newest(TAVUS, 999);
        assertThat(kept).hasSize(201);
        assertThat(kept).extracting(heard -> heard.word().verdict()).containsOnly(VALID);
        assertThat(kept.get(0).at()).isGreaterThan(kept.get(1).at());
    }

    private static KeyJudged judged(Verdict verdict, Source source) {
        return new KeyJudged(TAVUS, KEY.fingerprint(), verdict, source);
    }

    private static KeyTurnedBad bad(Source source) {
        return new KeyTurnedBad(TAVUS, KEY.fingerprint(), "HTTP 000", source);
    }
}
