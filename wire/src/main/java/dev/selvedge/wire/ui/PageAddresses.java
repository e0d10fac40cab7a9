package dev.selvedge.wire.ui;

import dev.selvedge.domain.people.Caller;
import java.util.List;

/** Knows which page addresses lead somewhere. */
@FunctionalInterface
public interface PageAddresses {

    /**
     * Whether there is something at this address that the visitor may see. What is hidden from them is as absent as what
     * never was.
     *
     * @param path the decoded segments of the address
     */
    boolean lead(Caller caller, List<String> path);
}
