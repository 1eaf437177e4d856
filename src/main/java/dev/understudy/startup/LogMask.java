package dev.understudy.startup;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.CoreConstants;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.pattern.DynamicConverter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Covers secrets in whatever is logged, by whomever, at whichever level and in whichever pattern: libraries at DEBUG and TRACE print
 * the bodies and headers that pass through them. Begins right after logging was set up.
 */
public final class LogMask implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) cover(log);
    }

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    /** Covers what the appenders of that context write. */
    static void cover(LoggerContext log) {
        var rules = rules(log);
        for (var word : new String[] {"m", "msg", "message"}) rules.put(word, Message::new);
        for (var word : new String[] {"wEx", "wex", "ex", "exception", "throwable", "xEx", "xex", "xThrowable"})
            rules.put(word, Trace::new);
        for (var logger : log.getLoggerList())
            logger.iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof OutputStreamAppender<ILoggingEvent> stream
                        && stream.getEncoder() instanceof PatternLayoutEncoder encoder) encoder.start();
            });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Supplier<DynamicConverter<?>>> rules(LoggerContext log) {
        var there = log.getObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS);
        if (there != null) return (Map<String, Supplier<DynamicConverter<?>>>) there;
        var fresh = new HashMap<String, Supplier<DynamicConverter<?>>>();
        log.putObject(CoreConstants.PATTERN_RULE_REGISTRY_FOR_SUPPLIERS, fresh);
        return fresh;
    }

    /** What is said. */
    private static final class Message extends MessageConverter {
        @Override
        public String convert(ILoggingEvent event) {
            return Covered.text(super.convert(event));
        }
    }

    /** What was thrown. */
    private static final class Trace extends ExtendedWhitespaceThrowableProxyConverter {
        @Override
        protected String throwableProxyToString(IThrowableProxy thrown) {
            return Covered.text(super.throwableProxyToString(thrown));
        }
    }
}
