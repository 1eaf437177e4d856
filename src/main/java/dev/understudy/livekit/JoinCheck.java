package dev.understudy.livekit;

import dev.understudy.common.Secret;
import java.io.IOException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.springframework.stereotype.Component;

/** LiveKit's {@code /rtc/validate}: would it let the holder of a token in? What clients ask when they cannot connect. */
@Component
public class JoinCheck {
    private static final String NAME = "validate";
    private static final int UNAUTHORIZED = 401;
    private final OkHttpClient client;
    private final String url;

    /** Shares the connections of the other calls, and their time limit. */
    public JoinCheck(LiveKitSettings settings, LiveKitConnection connection) {
        client = connection.client();
        url = settings.apiUrl() + "/rtc/validate";
    }

    /**
     * Returns when it would. The token goes as a header: in an address it would be logged on the way.
     *
     * @throws LiveKitRejected when it would not
     * @throws LiveKitUnavailable when it does not say
     */
    public void ask(Secret token) {
        var request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token.reveal())
                .build();
        try (var response = client.newCall(request).execute()) {
            if (response.code() == UNAUTHORIZED) throw new LiveKitRejected(NAME);
            if (!response.isSuccessful()) throw new LiveKitUnavailable(NAME, "HTTP " + response.code());
        } catch (IOException e) {
            throw new LiveKitUnavailable(NAME, e.getClass().getSimpleName());
        }
    }
}
