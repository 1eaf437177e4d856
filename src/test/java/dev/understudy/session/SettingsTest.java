package dev.understudy.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.fixtures.AtOnce;
import dev.understudy.fixtures.BothDatabases;
import dev.understudy.store.Dialect;

/** Settings, the same on both databases. */
class SettingsTest {
    @BothDatabases
    void whatIsPutIsFoundUntilItIsRemoved(Dialect dialect) {
        var settings = Stores.empty(dialect).settings();
        assertThat(settings.find("avatar")).isEmpty();
        settings.put("avatar", "audio");
        settings.put("avatar", "tavus");
        assertThat(settings.find("avatar")).contains("tavus");
        settings.remove("avatar");
        assertThat(settings.find("avatar")).isEmpty();
    }

    @BothDatabases
    void ofManyNodesOneDecides(Dialect dialect) {
        var settings = Stores.empty(dialect).settings();
        var heard = AtOnce.run(12, number -> settings.putIfAbsent("installation", "i" + number));
        assertThat(heard.stream().distinct()).hasSize(1);
        assertThat(settings.find("installation")).contains(heard.get(0));
    }
}
