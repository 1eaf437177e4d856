package dev.understudybench.byhand;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.understudy.livekit.AgentRpc;
import dev.understudy.livekit.AvatarTokens;
import dev.understudy.livekit.LiveKit;
import dev.understudy.livekit.LiveKitConnection;
import dev.understudy.livekit.LiveKitKeys;
import dev.understudy.livekit.LiveKitParts;
import dev.understudy.livekit.LiveKitSettings;
import dev.understudy.webhook.LiveKitSignature;
import dev.understudy.webhook.WebhookBody;
import dev.understudybench.byhand.ByHand.HandSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.sqlite.SQLiteConfig;

/** The same database settings as the application's, and its thin layer over LiveKit's SDK, which knows nothing of Camel. */
@Configuration(proxyBeanMethods = false)
@Import({LiveKit.class, AgentRpc.class, AvatarTokens.class, LiveKitSignature.class, WebhookBody.class})
class Parts {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LiveKitSettings livekitSettings(HandSettings hand) {
        return new LiveKitSettings(
                URI.create(hand.livekit()), null, hand.key(), hand.secret(), null, Duration.ofSeconds(5), 40);
    }

    @Bean
    LiveKitKeys livekitKeys(LiveKitSettings settings) {
        return LiveKitParts.keys(settings);
    }

    @Bean
    LiveKitConnection livekitConnection(LiveKitSettings settings) {
        return LiveKitParts.connection(settings);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(HandSettings hand) {
        var pool = new HikariConfig();
        pool.setJdbcUrl("jdbc:sqlite:" + hand.database());
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(10_000);
        pool.setDataSourceProperties(config.toProperties());
        pool.setMaximumPoolSize(1);
        return new HikariDataSource(pool);
    }
}
