package dev.understudy.backendlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * What camel-ssh gives back: the command was seen to end. Its output may quote keys, so it is taken off the message.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
record SshAnswer(int exit, byte[] out, String err) {
    private static final int MOST = 65_536;

    /**
     * Takes it.
     *
     * @throws Unreadable without an exit code: the connection ended first, or a signal ended the command (facts of camel-ssh
     *     4.17.0, measured: it reports both as a good answer)
     */
    static SshAnswer of(Exchange exchange) {
        var message = exchange.getMessage();
        var exit = message.getHeader("CamelSshExitValue", Integer.class);
        var out = bytes(message.getBody(), Integer.MAX_VALUE);
        var err = bytes(message.getHeader("CamelSshStderr"), MOST);
        message.setBody(null);
        message.removeHeaders("CamelSsh*");
        if (exit == null) throw new Unreadable("the connection ended before the command did");
        return new SshAnswer(exit, out, new String(err, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(@Nullable Object stream, int most) {
        try {
            return stream instanceof InputStream in ? in.readNBytes(most) : new byte[0];
        } catch (IOException e) {
            throw new Unreadable("the answer cannot be read");
        }
    }

    @Override
    public String toString() {
        return "[exit " + exit + ", " + out.length + " bytes out]";
    }
}
