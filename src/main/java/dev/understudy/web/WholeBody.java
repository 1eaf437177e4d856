package dev.understudy.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is read whole, once, byte for byte as it was sent, when somebody needs it. One of Camel's routes asks {@link
 * RequestBody} for it, and what Camel itself reads at the very beginning is empty: it would wait for the body of whoever calls,
 * and unpack what calls itself packed.
 */
class WholeBody extends HttpServletRequestWrapper {
    private static final String TYPE = "Content-Type";
    private final Supplier<byte[]> reading;
    private final @Nullable String type;
    private byte @Nullable [] body;

    /** A request with the body that is read so, of this type where it is one of Camel's and the caller is not asked. */
    WholeBody(HttpServletRequest request, Supplier<byte[]> reading, @Nullable String type) {
        super(request);
        this.reading = reading;
        this.type = type;
    }

    /** What was sent. */
    synchronized byte[] body() {
        if (body == null) body = reading.get();
        return body;
    }

    @Override
    public @Nullable String getContentType() {
        return type == null ? super.getContentType() : type;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return type != null && TYPE.equalsIgnoreCase(name) ? type : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return type != null && TYPE.equalsIgnoreCase(name)
                ? Collections.enumeration(List.of(type))
                : super.getHeaders(name);
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Bytes(new ByteArrayInputStream(type == null ? body() : new byte[0]));
    }

    /** UTF-8 whatever the caller declared: JSON knows no other, and an unknown charset must not become our failure. */
    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] piece, int from, int count) {
            return bytes.read(piece, from, count);
        }

        @Override
        public int available() {
            return bytes.available();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is here already: read it");
        }
    }
}
