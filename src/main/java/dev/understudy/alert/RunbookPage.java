package dev.understudy.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The runbook of this very version, at {@code /runbook}: what alerts link to. It is the text as it is, with its headings to jump to. */
@RestController
class RunbookPage {
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");
    private static final Pattern HEADING = Pattern.compile("(#{1,3}) (.+)");
    private static final String HEAD = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Runbook</title>"
            + "<meta name=\"viewport\" content=\"width=device-width\">"
            + "<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "pre{font:14px/1.5 monospace;white-space:pre-wrap}:target{background:#ff9}</style>";
    private final byte[] page;

    RunbookPage() throws IOException {
        var text = new ClassPathResource("runbook.md").getContentAsString(StandardCharsets.UTF_8);
        page = html(text).getBytes(StandardCharsets.UTF_8);
    }

    @GetMapping("/runbook")
    ResponseEntity<byte[]> page() {
        return ResponseEntity.ok()
                .contentType(HTML)
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .body(page);
    }

    private static String html(String text) {
        var taken = new HashSet<String>();
        return HEAD + "<pre>" + text.lines().map(line -> line(line, taken)).collect(Collectors.joining("\n"))
                + "</pre></html>";
    }

    /** Of two headings alike the first has the name, as everywhere: alerts come first. */
    private static String line(String line, Set<String> taken) {
        var heading = HEADING.matcher(line);
        var escaped = HtmlUtils.htmlEscape(line, "UTF-8");
        if (!heading.matches()) return escaped;
        var id = heading.group(2)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_ -]", "")
                .replace(' ', '-');
        return taken.add(id) ? "<b id=\"" + id + "\">" + escaped + "</b>" : "<b>" + escaped + "</b>";
    }
}
