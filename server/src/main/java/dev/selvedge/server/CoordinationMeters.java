package dev.selvedge.server;

import dev.selvedge.server.CoordinationConfiguration.Coordination;
import dev.selvedge.server.operations.RedisMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Of servers alone: commands that work on an installation without one measure nothing. */
@Configuration(proxyBeanMethods = false)
class CoordinationMeters {

    @Bean
    SmartInitializingSingleton redisMeters(Coordination coordination, MeterRegistry meters, Clock clock) {
        return () -> coordination.redis().ifPresent(redis -> new RedisMeters(redis::facts, redis::isUp, meters, clock));
    }
}
