package dev.understudy.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.App;
import dev.understudy.session.SignsOfLife;
import dev.understudy.session.Watched;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What workers report, over HTTP. */
class AliveReportsTest {
    private static final App APP = App.shared();
    private static final String JOB = "{'room':'r','identity':'agent-1','session':'s1'}";

    @Test
    void aReportIsHeardAndAnsweredWithoutAWord() {
        var room = UUID.randomUUID().toString();
        var answer = report("{'worker':'" + room + "','jobs':[" + JOB.replace("'r'", "'" + room + "'")
                + ",{'room':'Zoë','identity':'a'}]}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(APP.bean(SignsOfLife.class).vouchFor(new Watched(room, "worker", "agent-1", 0, true, null)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{                                                | 400 | -",
                "{}                                               | 422 | worker",
                "{'worker':'','jobs':[]}                          | 422 | worker",
                "{'worker':7,'jobs':[]}                           | 422 | worker",
                "{'worker':'w'}                                   | 422 | jobs",
                "{'worker':'w','jobs':{}}                         | 422 | jobs",
                "{'worker':'w','jobs':null}                       | 422 | jobs",
                "{'worker':'w','jobs':[],'more':1}                | 422 | more",
                "{'worker':'w','jobs':['agent-1']}                | 422 | jobs[0]",
                "{'worker':'w','jobs':[JOB,{'room':'r'}]}         | 422 | jobs[1].identity",
                "{'worker':'w','jobs':[{'identity':'a'}]}         | 422 | jobs[0].room",
                "{'worker':'w','jobs':[{'room':'r','identity':1}]}| 422 | jobs[0].identity",
                "{'worker':'w','jobs':[{'room':'r','x':1}]}       | 422 | jobs[0].x"
            })
    void whatIsWrongIsNamed(String body, int status, String field) {
        var answer = report(body.replace("JOB", JOB));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 422) assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void aThousandJobsMayBeListedAndNoMore() {
        assertThat(report(jobs(1_000)).statusCode()).isEqualTo(204);
        var answer = report(jobs(1_001));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("too-many", "\"field\":\"jobs\"");
        assertThat(report("{'worker':'" + "w".repeat(262_144) + "'}").statusCode())
                .isEqualTo(413);
    }

    @Test
    void theOperatorsTokenIsNoWorkers() {
        var answer = APP.send(APP.request("/api/agents/alive")
                .header("Authorization", "Bearer sandbox")
                .POST(BodyPublishers.ofString("{\"worker\":\"w\",\"jobs\":[]}")));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("UNDERSTUDY_AGENT_TOKEN");
    }

    private static String jobs(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> JOB.replace("agent-1", "agent-" + number))
                .collect(Collectors.joining(",", "{'worker':'full','jobs':[", "]}"));
    }

    private static HttpResponse<String> report(String body) {
        return APP.send(APP.request("/api/agents/alive")
                .header("Authorization", "Bearer sandbox-agents")
                .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }
}
