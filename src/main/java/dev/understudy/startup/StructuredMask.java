package dev.understudy.startup;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** The same as {@link LogMask}, for logs in JSON, as production writes them: every text in a line, whichever field it stands in. */
public final class StructuredMask implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {
    @Override
    public void customize(JsonWriter.Members<ILoggingEvent> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, Covered::text));
    }
}
