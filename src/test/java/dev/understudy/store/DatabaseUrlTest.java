package dev.understudy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.common.Secret;
import org.junit.jupiter.api.Test;

/** Addresses as people write them; a password in one is never repeated. */
class DatabaseUrlTest {
    @Test
    void aProvidersAddressIsTakenApart() {
        var url = DatabaseUrl.parse(Secret.of("postgres://user:pa%5Ess@host:6543/name?sslmode=require"));
        assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://host:6543/name?sslmode=require");
        assertThat(url.user()).isEqualTo("user");
        assertThat(url.password()).isNotNull().returns("pa^ss", Secret::reveal);
    }

    @Test
    void whatCannotBeReadIsRefusedWithoutItsPassword() {
        assertThatThrownBy(() -> DatabaseUrl.parse(Secret.of("postgres://user:canary^1{2}@host/name")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining("percent-encode")
                .hasMessageNotContaining("canary");
    }
}
