package dev.understudy.token;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the one agent name of the settings, where nobody knows more of them. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {
    @Bean
    @ConditionalOnMissingBean
    OurAgents ourAgents(@Value("${understudy.session.agent-name}") String agentName) {
        return agentName::equals;
    }
}
