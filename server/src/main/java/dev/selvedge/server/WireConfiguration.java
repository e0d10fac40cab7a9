package dev.selvedge.server;

import dev.selvedge.wire.http.BaseUrl;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the protocols need beyond the rooms. */
@Configuration(proxyBeanMethods = false)
class WireConfiguration {

    @Bean
    MessageSource messageSource() {
        return new NoMessages();
    }

    @Bean
    BaseUrl baseUrl(Settings settings) {
        return new BaseUrl(settings.host());
    }
}
