package dev.understudy.rotation;

import dev.understudy.access.Access;
import dev.understudy.common.Refused;
import dev.understudy.common.Secret;
import dev.understudy.credential.CredentialParts;
import dev.understudy.credential.Provider;
import dev.understudy.rotation.RotationRequests.Asked;
import dev.understudy.rotation.RotationSettings.Target;
import dev.understudy.store.Dialect;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** One node as operators have it: its keys in a file, its rotations in the database, and a moment in which others may be faster. */
final class Desk {
    static final Target TWO = new Target("two", "127.0.0.1", 22, "deploy", "b", "/srv/b/.env", null);
    static final Secret OLD = Secret.of("sandbox-unit-old");
    static final Secret KEY = Secret.of("sandbox-unit-new");
    final CredentialParts.Node credentials;
    final RotationParts node;
    /** Done once right after the next transaction, as if by somebody else. */
    Runnable meanwhile = () -> {};

    Desk(Path folder) {
        credentials = CredentialParts.node(folder.resolve("secrets.env"), OLD.reveal(), Dialect.SQLITE);
        node = RotationParts.of("node1", credentials.database(), credentials.clock());
    }

    Opening opening() {
        return opening(RotationParts.settings(null, RotationParts.TARGET, TWO));
    }

    Opening opening(RotationSettings settings) {
        return new Opening(
                node.rotations(),
                node.parts(),
                node.journal(),
                credentials.keys(),
                node.deeds(),
                settings,
                transaction());
    }

    RotationViews views() {
        return new RotationViews(node.parts(), node.journal());
    }

    PastRotations past() {
        return new PastRotations(credentials.database().jdbc(), node.rotations());
    }

    Asked asked() {
        return new Asked(
                Provider.TAVUS, "it leaked", "the operator", credentials.clock().millis());
    }

    /** Whoever calls is the operator. */
    @SuppressWarnings("NullAway") // nothing else of it is asked
    static Access access() {
        return new Access(null, null, null) {
            @Override
            public String caller(HttpServletRequest request) {
                return "the operator";
            }
        };
    }

    static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    static Exchange exchange() {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody("what was sent");
        return exchange;
    }

    /** How that is refused, as "status code field". */
    static String refusal(ThrowingCallable call) {
        var problem = Assertions.catchThrowableOfType(Refused.class, call).problem();
        return problem.status() + " " + problem.code() + (problem.field() == null ? "" : " " + problem.field());
    }

    private TransactionTemplate transaction() {
        var real = CredentialParts.transaction(credentials.database());
        return new TransactionTemplate() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                var result = real.execute(action);
                var once = meanwhile;
                meanwhile = () -> {};
                once.run();
                return result;
            }
        };
    }
}
