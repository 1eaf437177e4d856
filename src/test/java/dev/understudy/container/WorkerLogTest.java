package dev.understudy.container;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(read(PYTHON)).isEqualTo(new WorkerLog(true, "AW_python1", null));
        assertThat(read(SCRIPT)).isEqualTo(new WorkerLog(true, "AW_script1", null));
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
        assertThat(read(line.replace('\'', '"'))).isEqualTo(new WorkerLog(false, null, null));
    }

    @Test
    void aRegistrationWithoutAnIdIsOneToo() {
        assertThat(read("{\"msg\":\"registered worker\"}")).isEqualTo(new WorkerLog(true, null, null));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "tavus: Server returned an error (status_code=401, body=hidden) | a 401 in its log",
                "{'message':'retrying (status_code=401)','level':'WARNING'} | a 401 in its log",
                "{'msg':'refused','level':40,'statusCode':401} | a 401 in its log",
                "401 {'message': 'Invalid access token'} | a 401 in its log",
                "{'message':'HTTP 401 from Tavus','level':'ERROR'} | a 401 in its log",
                "{'message':'failed','level':'CRITICAL','exc_info':'aiohttp: 401, hidden'} | a 401 in its log",
                "{'msg':'failed','level':50,'err':{'type':'Error','message':'got 401'}} | a 401 in its log",
                "{'msg':'failed','level':60,'status':401} | a 401 in its log",
                "Traceback (most recent call last): | a traceback in its log",
                "{'message':'x','level':'ERROR','exc_info':'Traceback (most recent call last):\\n hidden'} | a traceback in its log",
                "{'message':'HTTP 401','level':'INFO'} |",
                "{'message':'took 0.401 s, 401.5 MB, job AJ_401x','level':'ERROR'} |",
                "{'message':'failed','level':'ERROR','code.line.number':401,'pid':401} |",
                "{'msg':'status 200','level':50} |",
                "Invalid access token |",
                "port 401 |",
            })
    void troubleIsClassifiedAndNeverQuoted(String line, String trouble) {
        var json = line.replace('\'', '"');
        assertThat(read(json).trouble()).isEqualTo(trouble);
        assertThat(read(PYTHON + "\n" + json)).isEqualTo(new WorkerLog(true, "AW_python1", trouble));
        assertThat(read(json + "\n" + PYTHON)).isEqualTo(new WorkerLog(true, "AW_python1", trouble));
        assertThat(LogLine.of(json, Recorded.JSON)).hasToString("a line of a log");
    }

    /** Lines are sorted into classes by this, so that numbers of lines and processes must not be in it. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "no JSON at all | no JSON at all",
                "[1] | [1]",
                "{'message':'failed','level':'WARNING','name':'livekit.agents','pid':7,'code.line.number':401} | WARNING livekit.agents failed",
                "{'level':50,'msg':'failed','error':'','err':{'message':'got 401'},'pid':7} | ERROR failed {'message':'got 401'}",
                "{'level':49,'msg':'slow','statusCode':503} | \" slow 503\"",
                "{'msg':'failed','level':'CRITICAL'} | ERROR failed",
            })
    void whatALineTellsIsItsLevelWhoSaysItAndWhat(String line, String told) {
        assertThat(LogLine.of(line.replace('\'', '"'), Recorded.JSON).told()).isEqualTo(told.replace('\'', '"'));
    }

    private static WorkerLog read(String log) {
        return WorkerLog.read(log, Recorded.JSON);
    }
}
