package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.Api.Operation;
import dev.understudy.fixtures.App;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One route has many spellings: whichever a caller takes, what it sends is judged as on the plain one. A packed body is never
 * unpacked, a large one never read, and a type that Camel would take apart never heard.
 */
class SpellingsTest {
    private static final App APP = App.shared();
    private static final int TOO_LARGE = 2_200_000;
    private static final byte[] BOMB = bomb();

    @ParameterizedTest
    @MethodSource("dev.understudy.web.BadInputTest#calls")
    void aPackedBodyIsRefused(Operation call) {
        for (var path : spellings(call))
            for (var encoding : List.of("gzip", "deflate", "identity, gzip"))
                isRefused(send(call, path, BOMB, "Content-Encoding", encoding), path);
    }

    @ParameterizedTest
    @MethodSource("dev.understudy.web.BadInputTest#calls")
    void aLargeBodyIsRefused(Operation call) {
        if (!call.takesBody()) return;
        for (var path : spellings(call)) isRefused(send(call, path, new byte[TOO_LARGE], "X-Body", "large"), path);
    }

    @ParameterizedTest
    @MethodSource("dev.understudy.web.BadInputTest#calls")
    void aFormIsNotTakenApart(Operation call) {
        for (var path : spellings(call)) {
            var answer =
                    send(call, path, "a=1&b=%zz&c".getBytes(), "Content-Type", "application/x-www-form-urlencoded");
            assertThat(answer.statusCode()).as(path).isLessThan(500);
            assertThat(answer.body()).as(path).doesNotContain("\tat ", "Exception", "b=%zz");
        }
    }

    /** Also where there is no route: the packed body of an unknown address is nobody's to unpack. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/nope", "/openapi.yaml", "/meet", "/error", "/sandbox/join", "/twirp/x"})
    void nothingIsUnpackedAnywhere(String path) {
        var answer =
                APP.send(APP.request(path).header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(BOMB)));
        assertThat(answer.statusCode()).isEqualTo(415);
    }

    private static List<String> spellings(Operation call) {
        var plain = call.path("x");
        var second = plain.indexOf('/', 1);
        var encoded = "/%" + Integer.toHexString(plain.charAt(1)) + plain.substring(2);
        var last = plain.length() - 1;
        return List.of(
                plain,
                encoded,
                plain.substring(0, last) + "%"
                        + Integer.toHexString(plain.charAt(last)).toUpperCase(Locale.ROOT),
                "/" + plain,
                second < 0 ? plain + "//" : plain.substring(0, second) + "/" + plain.substring(second),
                "/." + plain,
                "/x/.." + plain,
                "/%2e" + plain,
                second < 0 ? plain + ";a=b" : plain.substring(0, second) + ";a=b" + plain.substring(second),
                plain + ";a=b",
                plain + "/",
                plain.toUpperCase(Locale.ROOT));
    }

    private static HttpResponse<String> send(Operation call, String path, byte[] body, String header, String value) {
        return APP.send(APP.request(path)
                .header("Authorization", "Bearer sandbox")
                .header(header, value)
                .method(call.method(), BodyPublishers.ofByteArray(body)));
    }

    private static void isRefused(HttpResponse<String> answer, String path) {
        assertThat(answer.statusCode()).as(path).isBetween(400, 499);
        assertThat(answer.body()).as(path).contains("\"status\":" + answer.statusCode());
    }

    /** A megabyte of nothing in a thousand bytes. */
    private static byte[] bomb() {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[1_000_000]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
