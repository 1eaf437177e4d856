package dev.understudy.meet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which origins of LiveKit the page may call. */
class MeetHeadersTest {
    @ParameterizedTest
    @CsvSource({
        "wss://rooms.example.org, 'wss://rooms.example.org https://rooms.example.org'",
        "https://rooms.example.org:7443/, 'wss://rooms.example.org:7443 https://rooms.example.org:7443'",
        "ws://127.0.0.1:7880, 'ws://127.0.0.1:7880 http://127.0.0.1:7880'",
        "wss://project.livekit.cloud,"
                + " 'wss://project.livekit.cloud https://project.livekit.cloud wss://*.livekit.cloud https://*.livekit.cloud'",
    })
    void livekitsOriginIsAllowed(URI livekit, String origins) throws Exception {
        var response = new MockHttpServletResponse();
        new MeetHeaders(livekit).doFilter(new MockHttpServletRequest(), response, new MockFilterChain());
        assertThat(response.getHeader("Content-Security-Policy")).contains("connect-src 'self' " + origins + ";");
    }
}
