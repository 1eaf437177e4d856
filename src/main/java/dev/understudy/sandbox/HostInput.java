package dev.understudy.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a command reads. A connection that ends looks like the end of the input, as it does on a real host. */
final class HostInput {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]{1,8})\r\n");
    private final InputStream in;

    HostInput(InputStream in) {
        this.in = in;
    }

    /** All of it, until its end. */
    byte[] all() {
        var read = new ByteArrayOutputStream();
        while (more(read)) continue;
        return read.toByteArray();
    }

    /** One HTTP request; its end does not have to be told otherwise. */
    byte[] request() {
        var read = new ByteArrayOutputStream();
        while (!isWhole(read.toString(StandardCharsets.ISO_8859_1)) && more(read)) continue;
        return isWhole(read.toString(StandardCharsets.ISO_8859_1)) ? read.toByteArray() : new byte[0];
    }

    private static boolean isWhole(String text) {
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) return false;
        var length = LENGTH.matcher(text);
        return text.length() - end - 4 >= (length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    private boolean more(ByteArrayOutputStream into) {
        var buffer = new byte[8192];
        try {
            var size = in.read(buffer);
            if (size > 0) into.write(buffer, 0, size);
            return size >= 0;
        } catch (IOException e) {
            return false;
        }
    }
}
