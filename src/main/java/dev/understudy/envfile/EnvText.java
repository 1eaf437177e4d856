package dev.understudy.envfile;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes as text that gives the same bytes again. */
final class EnvText {
    private static final int LARGEST = 1 << 20;

    private EnvText() {}

    static String of(byte[] bytes) {
        if (bytes.length > LARGEST) throw new EnvFileRefused(0, "larger than 1 MiB");
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (decoder.decode(in, out, true).isError())
            throw new EnvFileRefused(lineAt(bytes, in.position()), "not UTF-8");
        for (var i = 0; i < bytes.length; i++)
            if (bytes[i] == 0) throw new EnvFileRefused(lineAt(bytes, i), "a NUL, which no environment can hold");
        return out.flip().toString();
    }

    private static int lineAt(byte[] bytes, int position) {
        var line = 1;
        for (var i = 0; i < position; i++) if (bytes[i] == '\n') line++;
        return line;
    }
}
