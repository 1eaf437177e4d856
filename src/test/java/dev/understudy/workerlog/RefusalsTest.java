package dev.understudy.workerlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.credential.Provider;
import dev.understudy.fixtures.WorkerLogParts;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose refusal a record is, by the table that comes with us: each row of it, and what could be mistaken for another one's. */
class RefusalsTest {
    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "WSServerHandshakeError: 401, message='no', url='https://agent-gateway.livekit.cloud/v1/stt' ~ livekit-inference-refused",
                "{'message':'retrying','exc_info':'LiveKit Inference STT quota exceeded, status_code=429'} ~ livekit-inference-out-of-credits",
                "{'message':'openai.AuthenticationError: Error code: 401','llm':'livekit.agents.inference.llm.LLM'} ~ livekit-inference-refused",
                "APIStatusError: Server returned an error (status_code=401, body={'message':'Invalid access token'}) ~ tavus-refused",
                "APIStatusError: Server returned an error (status_code=403, request_id=None, body={'message':'Forbidden'}) ~ tavus-refused",
                "APIStatusError: Server returned an error (status_code=402, body={'message':'The user is out of conversational credits.'}) ~ tavus-out-of-credits",
                "{'message':'failed','error':'status_code=400, body=User has reached maximum concurrent conversations'} ~ tavus-full",
                "httpx.HTTPStatusError: Client error '401 Unauthorized' for url 'https://tavusapi.com/v2/conversations' ~ tavus-refused",
                "{'message':'11labs reported an error: detected_unusual_activity','level':'ERROR'} ~ elevenlabs-limited",
                "{'message':'elevenlabs status_code=401 body=missing_permissions'} ~ elevenlabs-limited",
                "elevenlabs: 401, message='quota_exceeded' ~ elevenlabs-out-of-credits",
                "WSServerHandshakeError: 401, message='no', url='wss://api.elevenlabs.io/v1/text-to-speech/x/stream-input' ~ elevenlabs-refused",
                "{'message':'invalid_api_key','name':'livekit.plugins.elevenlabs'} ~ elevenlabs-refused",
                "{'message':'too_many_concurrent_requests','name':'livekit.plugins.elevenlabs'} ~ elevenlabs-full",
                "WSServerHandshakeError: 401, message='no', url='wss://api.deepgram.com/v1/listen?model=x' ~ deepgram-refused",
                "deepgram: INVALID_AUTH ~ deepgram-refused",
                "deepgram: status 402 ASR_PAYMENT_REQUIRED ~ deepgram-out-of-credits",
                "deepgram: 403, message='INSUFFICIENT_PERMISSIONS' ~ deepgram-limited",
                "WSServerHandshakeError: 401, message='no', url='wss://api.cartesia.ai/tts/websocket' ~ cartesia-refused",
                "cartesia: status_code=402 ~ cartesia-out-of-credits",
                "cartesia: concurrency limit reached ~ cartesia-full",
                "openai.AuthenticationError: Error code: 401 - {'error': {'code': 'invalid_api_key'}} ~ openai-refused",
                "Incorrect API key provided: sk-x ~ openai-refused",
                "WSServerHandshakeError: 401, message='no', url='https://api.openai.com/v1/realtime?model=x' ~ openai-refused",
                "openai.RateLimitError: Error code: 429 - {'error': {'code': 'insufficient_quota'}} ~ openai-out-of-credits",
                "{'message':'error code: 429','error':{'code':'insufficient_quota'}} ~ openai-out-of-credits",
                "openai.PermissionDeniedError: Error code: 403 - unsupported_country_region_territory ~ openai-limited",
                "{'message':'failed to connect to livekit, retrying in 2s','exc_info':'401, message=no'} ~ livekit-refused",
                "{'level':40,'msg':'failed to connect to LiveKit server, retrying in 2 seconds: Error: Unexpected server response: 401 (1/10)'} ~ livekit-refused",
                "failed: 401, message='no', url='wss://livekit.example.org:17880/agent' ~ livekit-refused",
                "failed: 401, message='no', url='wss://example.livekit.cloud/agent' ~ livekit-refused",
                "TwirpError(code=unauthenticated, message=permissions denied, status=401) ~ livekit-limited",
            })
    void eachRowHasItsClass(String line, String name) {
        assertThat(names(line)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // an unknown host, called with OpenAI's client
                "HTTP Request: POST https://api.groq.com/openai/v1/chat/completions `HTTP/1.1 401 Unauthorized` ~",
                "{'level':'ERROR','message':'openai','exc_info':'401, message=no, url=\\'https://llm.example.org/v1\\''} ~",
                // a plugin of somebody else
                "{'level':'ERROR','name':'livekit.plugins.bey','message':'Server returned an error (status_code=401)'} ~",
                "{'level':'ERROR','message':'x','exc_info':'  File \\'/app/livekit/plugins/google/llm.py\\'\\nAPIError: 401 for openai'} ~",
                // numbers that are none of HTTP's
                "{'level':'ERROR','name':'livekit.plugins.tavus','message':'File agent.py, line 401, in run'} ~",
                "{'level':'INFO','message':'tavus avatar joined','pid':401} ~",
                "{'level':'WARNING','message':'tavus is late: 401 ms'} ~",
                // the address that was asked says more than a name, wherever it stands
                "{'level':'ERROR','name':'tavus-app','message':'no voice','exc_info':'GET https://api.elevenlabs.io/v1/voices\\nstatus_code=401'} ~ elevenlabs-refused",
                "{'level':'ERROR','name':'livekit.plugins.tavus','message':'no avatar in wss://example.livekit.cloud: HTTP 401'} ~ tavus-refused",
                "{'level':'ERROR','name':'my_openai_agent','message':'tavus: status_code=401'} ~ tavus-refused",
                // the code through which it came, nearest above it
                "{'level':'ERROR','message':'x','exc_info':'/app/livekit/plugins/openai/llm.py\\n/app/livekit/plugins/tavus/api.py\\nAPIStatusError: status_code=401'} ~ tavus-refused",
                // a 401 whose reason is in another line
                "{'level':'ERROR','name':'livekit.plugins.elevenlabs','message':'status_code=401\\nquota_exceeded'} ~ elevenlabs-out-of-credits",
            })
    void nobodyIsTakenForAnother(String line, String name) {
        assertThat(names(line)).isEqualTo(name == null ? List.of() : List.of(name));
    }

    @Test
    void severalMayRefuseInOneRecord() {
        assertThat(names("{'message':'deepgram: status_code=401\\ncartesia: status_code=401'}"))
                .containsExactly("deepgram-refused", "cartesia-refused");
    }

    @Test
    void onlyTheKeysOwnRefusalCountsAgainstIt() {
        var refused = WorkerLogParts.LOGS
                .read("Incorrect API key provided")
                .refusals()
                .get(0)
                .get(0);
        assertThat(refused.isOf(Provider.OPENAI)).isTrue();
        assertThat(refused.isOf(Provider.TAVUS)).isFalse();
        assertThat(refused.label()).isEqualTo("incorrect api key provided of openai");
        var quota = WorkerLogParts.LOGS
                .read("openai: insufficient_quota")
                .refusals()
                .get(0)
                .get(0);
        assertThat(quota.isOf(Provider.OPENAI)).isFalse();
    }

    @Test
    void liveKitsRefusalIsOverWhenAWorkerHasRegistered() {
        var refused = "{\"msg\":\"failed to connect to livekit: 401, message\"}\n";
        var registered = "{\"msg\":\"registered worker\"}\n";
        assertThat(WorkerLogParts.LOGS.read(refused + registered).refusal(Provider.LIVEKIT))
                .isEmpty();
        assertThat(WorkerLogParts.LOGS.read(registered + refused).refusal(Provider.LIVEKIT))
                .isPresent();
        assertThat(WorkerLogParts.LOGS.read(refused).refusal(Provider.TAVUS)).isEmpty();
    }

    private static List<String> names(String line) {
        var json = line.startsWith("{'")
                ? line.replace("\\'", "\u0000").replace('\'', '"').replace('\u0000', '\'')
                : line;
        var log = WorkerLogParts.LOGS.read(json);
        assertThat(log.records()).hasSize(1);
        return log.refusals().get(0).stream().map(Refusal::name).toList();
    }
}
