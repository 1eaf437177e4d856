package dev.understudybench.byhand;

import dev.understudy.common.Refused;
import dev.understudy.webhook.LiveKitSignature;
import dev.understudy.webhook.WebhookBody;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Checked over the raw bytes, kept once, answered at once, worked on afterwards. */
@RestController
class HandWebhook {
    private final LiveKitSignature signature;
    private final WebhookBody reader;
    private final HandStore store;
    private final HandFlow flow;

    HandWebhook(LiveKitSignature signature, WebhookBody reader, HandStore store, HandFlow flow) {
        this.signature = signature;
        this.reader = reader;
        this.store = store;
        this.flow = flow;
    }

    @PostMapping("/livekit/webhook")
    void take(@RequestBody byte[] body, HttpServletRequest request) {
        signature.check(body, signature.signed(Collections.list(request.getHeaders("Authorization"))));
        var event = reader.read(body);
        if (store.keep(event) && event.concernsSession()) flow.nudge(event.room());
    }

    @ExceptionHandler
    ProblemDetail refused(Refused refused) {
        return ProblemDetail.forStatusAndDetail(
                org.springframework.http.HttpStatusCode.valueOf(
                        refused.problem().status()),
                refused.getMessage());
    }
}
