package dev.selvedge.server;

import dev.selvedge.wire.http.BaseUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the protocols need beyond the rooms. */
@Configuration(proxyBeanMethods = false)
class WireConfiguration {

    @Bean
    BaseUrl baseUrl(Settings settings) {
        return new BaseUrl(settings.host());
    }
}
