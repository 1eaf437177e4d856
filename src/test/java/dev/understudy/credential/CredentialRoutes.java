package dev.understudy.credential;

import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** routes/credential.camel.yaml as it is, over parts that a test made, and with one address for all providers. */
final class CredentialRoutes implements AutoCloseable {
    private final DefaultCamelContext camel = new DefaultCamelContext();

    /** With patience: a machine may be busy. */
    CredentialRoutes(CheckParts parts, String url) {
        this(parts, url, 15_000);
    }

    /** With answers that may take so long, ms. */
    CredentialRoutes(CheckParts parts, String url, int timeout) {
        var once = (HttpClientConfigurer) client -> client.disableAutomaticRetries();
        camel.getRegistry().bind("oneTry", once);
        camel.getRegistry().bind("credentialProbe", parts.probe(url.replaceFirst("http", "ws")));
        camel.getRegistry().bind("credentialChecks", parts.checks());
        camel.getRegistry().bind("credentialCalls", parts.calls());
        camel.getRegistry().bind("slotWatch", new NobodyLooks());
        camel.getPropertiesComponent().setInitialProperties(settings(url, timeout));
        try {
            var file = ResourceHelper.resolveMandatoryResource(camel, "file:routes/credential.camel.yaml");
            PluginHelper.getRoutesLoader(camel).loadRoutes(file);
            camel.start();
            camel.getRouteController().stopRoute("credential-slots");
            camel.getRouteController().stopRoute("credential-due"); // nobody is asked but by a test
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file is looked at by the tests themselves. */
    public static final class NobodyLooks {
        /** Sees nothing. */
        public void look() {}
    }

    private static Properties settings(String url, int timeout) {
        var all = new Properties();
        for (var provider : new String[] {"openai", "elevenlabs", "deepgram", "cartesia"})
            all.setProperty("understudy.credential." + provider + ".url", url);
        all.setProperty("understudy.tavus.url", url);
        for (var prefix : new String[] {"understudy.tavus.", "understudy.credential.check."}) {
            all.setProperty(prefix + "timeout", String.valueOf(timeout));
            all.setProperty(prefix + "connect-timeout", "15000");
        }
        all.setProperty("understudy.credential.check.look-interval", "100");
        return all;
    }

    /** Sends an exchange with these properties, name and value in turn; gives it back. */
    Exchange send(String route, Object... properties) {
        var exchange = new DefaultExchange(camel);
        for (var i = 0; i < properties.length; i += 2) exchange.setProperty((String) properties[i], properties[i + 1]);
        return camel.createProducerTemplate().send("direct:" + route, exchange);
    }

    /** Lets it check by itself from now on. */
    void watch() {
        try {
            camel.getRouteController().startRoute("credential-due");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The routes' ids. */
    java.util.List<String> ids() {
        return camel.getRoutes().stream().map(org.apache.camel.Route::getId).toList();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
