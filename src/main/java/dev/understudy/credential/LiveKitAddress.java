package dev.understudy.credential;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where LiveKit's key is tried.
 *
 * @param url the server as this application reaches it: ws, wss, http or https
 */
@ConfigurationProperties("understudy.credential.livekit")
record LiveKitAddress(URI url) {
    /** What is {@code wss} to clients is {@code https} to us. */
    String forCalls() {
        return url.toString().replaceFirst("^ws", "http").replaceFirst("/+$", "");
    }
}
