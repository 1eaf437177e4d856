package dev.understudy.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.common.Secret;
import dev.understudy.fixtures.App;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An alert's link leads to what to do. */
class RunbookPageTest {
    @Test
    void theHeadingOfEachAlertIsThereToJumpToOnce() {
        var answer = App.shared().get("/runbook");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        for (var kind : AlertKind.values())
            assertThat(answer.body().split("id=\"" + kind.code() + "\"", -1))
                    .as(kind.code())
                    .hasSize(2);
        assertThat(answer.body()).contains("id=\"no_worker\"").doesNotContain("<script");
    }

    @Test
    void aLinkIsAbsoluteWhereAnyAddressIsKnown() {
        assertThat(link("docs/runbook.md", "")).isEqualTo("docs/runbook.md#no_worker");
        assertThat(link("docs/runbook.md", "https://example.org/")).isEqualTo("https://example.org/runbook#no_worker");
        assertThat(link("https://wiki.example.org/night", "https://example.org"))
                .isEqualTo("https://wiki.example.org/night#no_worker");
    }

    private static String link(String runbook, String publicUrl) {
        var none = new AlertSettings.Unnamed(Secret.of(""), Secret.of(""));
        var mail = new AlertSettings.Mail("", 587, "", Secret.of(""), "", List.of(), true);
        var settings = new AlertSettings(List.of(), none, mail, 1, 1, Duration.ofDays(1), runbook);
        return new Runbook(settings, publicUrl).heading(AlertKind.NO_WORKER);
    }
}
