package dev.understudy.workerlog;

/** How a record is written. */
public enum Form {
    /** A JSON object in a line: Python's and JavaScript's SDK in production, structlog, loguru, Google's formatter. */
    JSON("JSON"),
    /** As Python's loggers write the time, {@code 2026-06-26 13:35:39,241}: the SDK in development. */
    PYTHON("Python's text"),
    /** As pino-pretty writes it, {@code [16:22:29.783] INFO (22764): …}: JavaScript's SDK in development. */
    PINO("pino-pretty"),
    /** Begins with another time: loguru's and structlog's text, and many more. */
    DATED("text with a time"),
    /** Begins with a level and no time: {@code INFO:livekit.agents:…}. */
    LEVELLED("text with a level"),
    /** Anything else: a line, or a traceback. */
    PLAIN("plain text");

    private final String label;

    Form(String label) {
        this.label = label;
    }

    /** For people. */
    public String label() {
        return label;
    }
}
