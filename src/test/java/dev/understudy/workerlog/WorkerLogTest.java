package dev.understudy.workerlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.WorkerLogParts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker's log says whether it is registered and whether a key is refused; none of its lines gets out. */
class WorkerLogTest {
    private static final String PYTHON =
            "{\"message\": \"registered worker\", \"level\": \"INFO\", \"name\": \"livekit.agents\", \"agent_name\": \"avatar\","
                    + " \"deployment\": \"\", \"id\": \"AW_python1\", \"url\": \"ws://livekit:7880\", \"region\": \"\", \"protocol\": 17,"
                    + " \"pid\": 7, \"code.line.number\": 401, \"timestamp\": \"2026-11-23T05:51:48.426513+00:00\"}";
    private static final String SCRIPT =
            "{\"level\":30,\"time\":1795412746054,\"pid\":7,\"id\":\"AW_script1\",\"agentName\":\"avatar\",\"msg\":\"registered worker\"}";

    @Test
    void bothSdksSayThatTheyAreRegistered() {
        is(read(PYTHON), true, "AW_python1");
        is(read(SCRIPT), true, "AW_script1");
        assertThat(read("booting\r\n" + PYTHON + "\r\n" + SCRIPT + "\r\n").workerId())
                .isEqualTo("AW_script1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "registered worker",
                "{'message':'not a registered worker'}",
                "{'message':{'text':'registered worker'}}",
                "{'message':'registered worker'",
                "[{'message':'registered worker'}]",
                "{'other':'registered worker'}",
                "\"\"",
            })
    void whatOnlyLooksLikeItIsNoRegistration(String line) {
        is(read(line.replace('\'', '"')), false, null);
    }

    @Test
    void aRegistrationWithoutAnIdIsOneToo() {
        is(read("{\"msg\":\"registered worker\"}"), true, null);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tavus: Server returned an error (status_code=401, body=hidden) | 401 of tavus",
                "{'message':'tavus: retrying (status_code=401)','level':'WARNING'} | 401 of tavus",
                "{'msg':'tavus refused','level':40,'statusCode':401} | 401 of tavus",
                "401 {'message': 'Invalid access token'} | invalid access token of tavus",
                "{'message':'HTTP 401 from Tavus','level':'ERROR'} | 401 of tavus",
                "{'message':'failed','level':'CRITICAL','name':'livekit.plugins.tavus','exc_info':'aiohttp: 401, hidden'} | 401 of tavus",
                "{'msg':'tavus failed','level':50,'err':{'type':'Error','message':'got 401'}} | 401 of tavus",
                "{'msg':'tavus failed','level':60,'status':401} | 401 of tavus",
                "{'message':'HTTP 401 from somebody','level':'ERROR'} | error",
                "Traceback (most recent call last): | traceback",
                "{'message':'x','level':'ERROR','exc_info':'Traceback (most recent call last):\\n hidden'} | traceback",
                "{'message':'tavus HTTP/2 took 401 ms','level':'INFO'} |",
                "{'message':'tavus took 0.401 s, 401.5 MB, job AJ_401x','level':'ERROR'} | error",
                "{'message':'tavus failed','level':'ERROR','code.line.number':401,'pid':401} | error",
                "{'msg':'tavus status 200','level':50} | error",
                "tavus port 401 |",
            })
    void troubleIsToldInOurWordsAndNeverQuoted(String line, String trouble) {
        var json = line.replace('\'', '"');
        var told = trouble == null ? List.of() : List.of(trouble);
        assertThat(read(json).troubles()).isEqualTo(told);
        assertThat(read(PYTHON + "\n" + json).troubles()).isEqualTo(told);
        is(read(json + "\n" + PYTHON), true, "AW_python1");
        assertThat(read(json)).hasToString("a log of 1 records");
        assertThat(read(json).last().orElseThrow()).hasToString("a record of a log");
    }

    /** Records are sorted into classes by this, so that numbers of lines and processes must not be in it. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '"',
            value = {
                "no JSON at all > no JSON at all",
                "[1] > [1]",
                "{'message':'failed','level':'WARNING','name':'livekit.agents','pid':7,'code.line.number':401} > WARNING livekit.agents failed",
                "{'level':50,'msg':'failed','error':'','err':{'message':'got 401'},'pid':7} > ERROR failed {'message':'got 401'}",
                "{'level':49,'msg':'slow','statusCode':503} > WARNING slow 503",
                "{'msg':'failed','level':'CRITICAL'} > ERROR failed",
                "{'severity':'error','logger':'a.b','event':'no','error':'why'} > ERROR a.b no why",
                "{'text':'2025 | INFO | no','record':{'message':'no','level':{'name':'INFO'},'name':'a.b'}} > INFO a.b no",
                "2026-01-01 10:00:00,000 - WARNING a.b - slow {'pid':401,'error':'why'} > WARNING a.b slow why",
                "2026-01-01 10:00:00,000 - a.b - ERROR - no > ERROR a.b no",
                "2026-01-01 10:00:00.000 | ERROR    | a.b:run:12 - no > ERROR a.b:run:12 no",
                "2026-01-01 10:00:00 [error    ] no                     [a.b] id=AW_1 > ERROR a.b no",
                "[10:00:00.000] ERROR (22764): no > ERROR no",
                "ERROR:a.b:no > ERROR a.b no",
                "agent-1  | ERROR:a.b:no > ERROR a.b no",
                "2026-01-01T10:00:00.000000000Z ERROR:a.b:no > ERROR a.b no",
                "2026-01-01T10:00:00.000Z no level > no level",
            })
    void whatARecordTellsIsItsLevelWhoSaysItAndWhat(String line, String told) {
        assertThat(read(line.replace('\'', '"')).last().orElseThrow().told()).isEqualTo(told.replace('\'', '"'));
    }

    private static void is(WorkerLog log, boolean isRegistered, String workerId) {
        assertThat(log.isRegistered()).isEqualTo(isRegistered);
        assertThat(log.workerId()).isEqualTo(workerId);
    }

    private static WorkerLog read(String log) {
        return WorkerLogParts.LOGS.read(log);
    }
}
