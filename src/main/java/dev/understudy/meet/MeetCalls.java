package dev.understudy.meet;

import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The page itself, and what it asks before anybody joins. */
@RestController
@ConditionalOnProperty("understudy.meet.enabled")
class MeetCalls {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private final MeetSettings settings;
    /** Its bytes, and not the resource: of that, parts could be asked for. */
    private final byte[] page;

    MeetCalls(MeetSettings settings) throws IOException {
        this.settings = settings;
        page = new ClassPathResource("meet/index.html").getContentAsByteArray();
    }

    /**
     * What the page has to know.
     *
     * @param media false where rooms are simulated: no browser can join one, so the page joins by a call
     */
    record View(boolean media) {}

    @GetMapping({"/meet", "/meet/"})
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok().contentType(HTML).body(page);
    }

    @GetMapping("/meet/settings")
    View settings() {
        return new View(settings.media());
    }
}
