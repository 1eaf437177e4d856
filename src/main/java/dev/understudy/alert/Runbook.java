package dev.understudy.alert;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where people read what to do: the configured runbook or, when that is only a file's name, our own page ({@link RunbookPage}). */
@Component
public class Runbook {
    private final String address;

    /** By what is configured; the public address may be empty. */
    public Runbook(AlertSettings settings, @Value("${understudy.public-url:}") String publicUrl) {
        var isFile = !settings.runbook().contains("://");
        address = isFile && !publicUrl.isBlank() ? publicUrl.replaceFirst("/+$", "") + "/runbook" : settings.runbook();
    }

    /** An alert's heading; absolute, when any address is known. */
    public String heading(AlertKind kind) {
        return address + "#" + kind.code();
    }
}
