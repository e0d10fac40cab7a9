package dev.selvedge.domain.objects.places;

import java.util.List;

/** Tries a bucket before anything is entrusted to it. */
public interface BucketProbe {

    /**
     * @param address all that is needed to open it
     * @param location bucket and path without credentials
     * @param origin where signed links lead; empty when that is the server
     * @param troubles in words; none when it will do
     */
    record Found(String address, String location, String origin, List<String> troubles) {}

    /** Bucket and path without credentials; INVALID when the address cannot be read. */
    String location(String address);

    /**
     * Writes, reads and deletes, also by signed links, and asks what pages may do. INVALID when the address cannot be read
     * or is the installation's own.
     *
     * @param pages origin of the pages
     * @param allowPages first lets those pages use the bucket
     */
    Found examine(String address, String pages, boolean allowPages);
}
