package dev.understudy.session;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The few values that outlive a restart and are no configuration: the installation's id, the switch for everyone. */
@Repository
public class Settings {
    private final JdbcClient db;

    /** Works over the one database. */
    public Settings(JdbcClient db) {
        this.db = db;
    }

    /** The value of that name. */
    public Optional<String> find(String name) {
        return db.sql("select value from setting where name = ?")
                .param(name)
                .query(String.class)
                .optional();
    }

    /** Sets it. */
    public void put(String name, String value) {
        db.sql("insert into setting (name, value) values (?, ?)"
                        + " on conflict (name) do update set value = excluded.value")
                .params(name, value)
                .update();
    }

    /** Sets it unless it is set, and gives what it is then: of several nodes one decides. */
    public String putIfAbsent(String name, String value) {
        db.sql("insert into setting (name, value) values (?, ?) on conflict (name) do nothing")
                .params(name, value)
                .update();
        return find(name).orElse(value);
    }

    /** Forgets it. */
    public void remove(String name) {
        db.sql("delete from setting where name = ?").param(name).update();
    }
}
