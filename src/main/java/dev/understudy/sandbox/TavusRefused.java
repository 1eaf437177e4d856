package dev.understudy.sandbox;

/** A call that Tavus refuses; bodies as its OpenAPI and production logs show them, the text under message or error. */
final class TavusRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String body;

    private TavusRefused(int status, String field, String text) {
        super(text, null, false, false);
        this.status = status;
        this.body = "{\"" + field + "\":\"" + text + "\"}";
    }

    static TavusRefused key() {
        return new TavusRefused(401, "message", "Invalid access token");
    }

    static TavusRefused credits() {
        return new TavusRefused(402, "message", "The user is out of conversational credits.");
    }

    static TavusRefused concurrency() {
        return new TavusRefused(400, "message", "User has reached maximum concurrent conversations");
    }

    /** An id that Tavus does not know: 400, not 404. */
    static TavusRefused unknown(String what) {
        return new TavusRefused(400, "error", "Invalid " + what);
    }

    static TavusRefused generic() {
        return new TavusRefused(
                400, "error", "There was an error creating the conversation, please reach out to support");
    }

    static TavusRefused notFound() {
        return new TavusRefused(404, "message", "Not found");
    }

    static TavusRefused down() {
        return new TavusRefused(503, "message", "Service Unavailable");
    }

    /** The answer; all of its texts under {@code error} when it is to be so. */
    Reply reply(boolean underError) {
        return Reply.json(status, underError ? body.replaceFirst("^\\{\"message\"", "{\"error\"") : body);
    }
}
