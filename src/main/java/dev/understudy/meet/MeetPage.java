package dev.understudy.meet;

import dev.understudy.livekit.LiveKitSettings;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the files of the page under {@code /meet}; while it is off nothing is there. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("understudy.meet.enabled")
class MeetPage implements WebMvcConfigurer {
    /** Browsers ask each time whether a file changed, so that nobody meets the agent with half of an old page. */
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/meet/**")
                .addResourceLocations("classpath:/meet/")
                .setCacheControl(CacheControl.noCache());
    }

    @Bean
    FilterRegistrationBean<MeetHeaders> meetHeaders(LiveKitSettings livekit) {
        var filter = new FilterRegistrationBean<>(new MeetHeaders(livekit.addressForOthers()));
        filter.addUrlPatterns("/meet/*");
        return filter;
    }
}
