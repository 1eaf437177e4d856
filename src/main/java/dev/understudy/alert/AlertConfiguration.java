package dev.understudy.alert;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.mail.JavaMailSender;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the routes that tell receivers work with. */
@Configuration(proxyBeanMethods = false)
class AlertConfiguration {
    /** A thread for each receiver that is being told; there are no more than receivers. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService alertThreads() {
        return Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "alert");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Bean
    JavaMailSender alertMailSender(AlertSettings settings) {
        return MailDoor.of(settings);
    }

    /**
     * Sends each request once, follows no redirect (what is signed for one address is not for another), and hangs up when the
     * status is there: how long an answer is, is no matter.
     */
    @Bean
    HttpClientConfigurer alertPost() {
        return client -> client.disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .addExecInterceptorFirst("hang up", (request, scope, chain) -> {
                    var response = chain.proceed(request, scope);
                    scope.execRuntime.discardEndpoint(); // to close the answer itself would be to read it to its end
                    response.setEntity(null);
                    return response;
                });
    }
}
