package dev.understudy.alert;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What a failed try came to, in our words: an exception's own would name addresses, and quote what receivers say. */
final class Setback {
    private static final int DEPTH = 8;

    private Setback() {}

    /** In a few words. */
    static String of(Throwable failure) {
        var cause = failure;
        for (var i = 0; i < DEPTH && cause != null; i++) {
            var words = known(cause);
            if (!words.isEmpty()) return words;
            cause = cause.getCause();
        }
        return "it could not be sent: " + failure.getClass().getSimpleName();
    }

    private static String known(Throwable cause) {
        if (cause instanceof NotTaken) return String.valueOf(cause.getMessage());
        if (cause instanceof SocketTimeoutException) return "no answer in time";
        if (cause instanceof UnknownHostException) return "there is no such host";
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) return "no connection";
        if (cause instanceof SSLException) return "no trusted TLS connection";
        if (cause instanceof jakarta.mail.AuthenticationFailedException) return "the mail server refuses the login";
        if (String.valueOf(cause.getMessage()).startsWith("STARTTLS is required"))
            return "the mail server offers no STARTTLS";
        if (cause instanceof jakarta.mail.SendFailedException) return "the mail server does not take it";
        return "";
    }
}
