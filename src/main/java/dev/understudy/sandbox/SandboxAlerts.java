package dev.understudy.sandbox;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /sandbox/alerts}: a receiver of alerts, who believes signatures only, and what it was told. */
@RestController
@RequestMapping("/sandbox/alerts")
@Profile("sandbox")
class SandboxAlerts {
    private static final Logger log = LoggerFactory.getLogger(SandboxAlerts.class);
    private final AlertsHeard heard;
    private final AlertSignature signature;

    SandboxAlerts(AlertsHeard heard, AlertSignature signature) {
        this.heard = heard;
        this.signature = signature;
    }

    /** What came, oldest first. */
    @GetMapping
    Map<String, Object> all() {
        return Map.of("alerts", heard.all());
    }

    /** 204 when it is signed and not older than five minutes, whether it came before or not; 401 otherwise. */
    @PostMapping
    ResponseEntity<Void> take(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        var id = headers.getFirst("webhook-id");
        if (id == null || !signature.isGood(id, headers, body))
            return ResponseEntity.status(401).build();
        var event = heard.note(id, body);
        log.info("an alert arrived: {}", event);
        return ResponseEntity.noContent().build();
    }
}
