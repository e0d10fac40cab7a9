package dev.selvedge.storage.coordination.inprocess;

import dev.selvedge.platform.RateLimiter;
import dev.selvedge.storage.contract.coordination.RateLimiterContract;

class InProcessRateLimiterTest extends RateLimiterContract {

    private final RateLimiter limiter = new InProcessRateLimiter();

    @Override
    protected RateLimiter server() {
        return limiter;
    }

    @Override
    protected RateLimiter otherServer() {
        return limiter;
    }
}
