package dev.selvedge.domain.objects;

import dev.selvedge.platform.Fault;
import java.io.IOException;
import java.time.Duration;

/** What a request is answered when the object store fails in the middle of it: nothing is lost, and clients try again. */
public final class StoreAway {

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);

    private StoreAway() {}

    public static Fault of(IOException failure) {
        return Fault.unavailable("The object store does not answer; try again in a moment", failure, AGAIN_AFTER);
    }
}
