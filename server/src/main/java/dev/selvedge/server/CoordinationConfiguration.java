package dev.selvedge.server;

import dev.selvedge.platform.RateLimiter;
import dev.selvedge.platform.Signals;
import dev.selvedge.platform.Tally;
import dev.selvedge.storage.coordination.inprocess.InProcessRateLimiter;
import dev.selvedge.storage.coordination.inprocess.InProcessSignals;
import dev.selvedge.storage.coordination.inprocess.InProcessTally;
import dev.selvedge.storage.coordination.redis.RedisAddress;
import dev.selvedge.storage.coordination.redis.RedisCoordination;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** How servers of an installation hear of each other: through Redis where there is one, else not at all. */
@Configuration(proxyBeanMethods = false)
class CoordinationConfiguration {

    private static final Logger log = LoggerFactory.getLogger(CoordinationConfiguration.class);

    /** Closes the connections to Redis, if there are any. */
    record Coordination(Signals signals, RateLimiter limiter, Tally tally, Optional<RedisCoordination> redis)
            implements AutoCloseable {
        @Override
        public void close() {
            redis.ifPresent(RedisCoordination::close);
        }
    }

    @Bean(destroyMethod = "close")
    Coordination coordination(Settings settings) {
        Optional<RedisAddress> address = settings.redis().address();
        if (address.isEmpty()) {
            if (settings.mode() == Settings.Mode.PRODUCTION) {
                log.warn("There is no Redis (selvedge.redis.url): more servers than one notice each other's changes"
                        + " some seconds late, and count limits and failed sign-ins each for itself");
            }
            return new Coordination(
                    new InProcessSignals(), new InProcessRateLimiter(), new InProcessTally(), Optional.empty());
        }
        RedisCoordination redis = new RedisCoordination(address.get());
        return new Coordination(redis, redis, redis, Optional.of(redis));
    }

    @Bean(destroyMethod = "")
    Signals signals(Coordination coordination) {
        return coordination.signals();
    }

    /** One object may be both, and is asked for here as one of them. */
    @Bean
    @Primary
    RateLimiter rateLimiter(Coordination coordination) {
        return coordination.limiter()::take;
    }

    @Bean(destroyMethod = "")
    Tally tally(Coordination coordination) {
        return new SharedTally(coordination.tally());
    }

    /** As above: asked for as this one thing. */
    private record SharedTally(Tally tally) implements Tally {
        @Override
        public void add(String key, Duration window) {
            tally.add(key, window);
        }

        @Override
        public Count of(String key) {
            return tally.of(key);
        }

        @Override
        public void clear(String key) {
            tally.clear(key);
        }
    }
}
