package dev.understudy.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** One caller is one address, however a proxy writes it; and whatever it writes is no more than an address. */
class CallerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "198.51.100.7, 198.51.100.7",
        "198.51.100.7:49152, 198.51.100.7",
        "::ffff:198.51.100.7, 198.51.100.7",
        "2001:db8:0:7::1, 2001:db8:0:7:0:0:0:0/64",
        "2001:DB8:0:7:ffff::2, 2001:db8:0:7:0:0:0:0/64",
        "[2001:db8:0:7::3], 2001:db8:0:7:0:0:0:0/64",
        "[2001:db8:0:7::4]:49152, 2001:db8:0:7:0:0:0:0/64",
        "fe80::1%eth9, fe80:0:0:0:0:0:0:0/64",
    })
    void oneCallerIsOneHoweverItIsWritten(String said, String address) {
        assertThat(address(said)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unknown",
                "_hidden",
                "a.example.org",
                "zoo.example.org:80",
                "abc",
                "1:2:3:xyz",
                ".::1",
                "::::"
            })
    void whoeverHasNoneSharesAPlaceWithAllOthersThatHaveNone(String said) {
        assertThat(address(said)).isEqualTo("unknown");
    }

    /** Twenty thousand addresses are remembered: 16 KB of each would be more memory than there is. */
    @Test
    void noneIsAsLongAsAHeaderMayBe() {
        assertThat(address(":".repeat(16_000))).isEqualTo("unknown");
    }

    private static String address(String said) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(said);
        return CallerAddress.of(request);
    }
}
