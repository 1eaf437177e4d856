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
import org.jspecify.annotations.Nullable;

/** A request whose body has been read already and can be read again, byte for byte as it was sent. */
class WholeBody extends HttpServletRequestWrapper {
    private static final String TYPE = "Content-Type";
    private final byte[] body;
    private final @Nullable String type;

    /** A request with this body, of this type where it is not for the caller to say. */
    WholeBody(HttpServletRequest request, byte[] body, @Nullable String type) {
        super(request);
        this.body = body;
        this.type = type;
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
        return new Bytes(new ByteArrayInputStream(body));
    }

    /** UTF-8 whatever the caller declared: JSON knows no other, and an unknown charset must not become our failure. */
    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
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
