package dev.selvedge.server.backup.sets;

import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.objects.UrlSigner;
import dev.selvedge.server.backup.BackupFailure;
import dev.selvedge.server.rooms.Buckets;
import dev.selvedge.storage.objects.local.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where sets are kept.
 *
 * @param shown for messages: without credentials
 */
public record Place(ObjectStore store, String shown) implements AutoCloseable {

    private static final byte[] NO_URLS_ARE_SIGNED = new byte[32];
    private static final String SETS = "sets/";
    private static final String MANIFEST = "/manifest.json";

    /** @param address as of a bucket, or a folder */
    public static Place open(String address) {
        UrlSigner signer = new UrlSigner(NO_URLS_ARE_SIGNED, null, Clock.systemUTC());
        if (address.contains("://")) {
            return new Place(Buckets.open(address, signer), withoutCredentials(address));
        }
        try {
            return new Place(LocalObjectStore.open(Path.of(address), signer), address);
        } catch (IOException e) {
            throw new BackupFailure("The folder " + address + " cannot be used (" + e + ").");
        }
    }

    /** Which bucket and prefix it is, however one gets in. */
    public static String withoutCredentials(String address) {
        return address.replaceFirst("://[^/@]*@", "://")
                .replaceFirst("\\?.*$", "")
                .replaceFirst("/+$", "");
    }

    static String object(String key) {
        return "objects/" + key;
    }

    static String file(String id, String name) {
        return SETS + id + "/" + name;
    }

    /** Of the sets that are whole, newest first. */
    public List<String> ids() {
        try (Stream<ObjectStore.Meta> found = store.list(SETS)) {
            return found.map(ObjectStore.Meta::key)
                    .filter(key -> key.endsWith(MANIFEST))
                    .map(key -> key.substring(SETS.length(), key.length() - MANIFEST.length()))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new BackupFailure("The backups in " + shown + " cannot be listed (" + e.getMessage() + ").");
        }
    }

    /** @param idOrNewest an id, or {@code newest} */
    public String find(String idOrNewest) {
        List<String> ids = ids();
        if (ids.isEmpty()) {
            throw new BackupFailure("There is no backup in " + shown + ".");
        }
        if (idOrNewest.equals("newest")) {
            return ids.getFirst();
        }
        if (!ids.contains(idOrNewest)) {
            throw new BackupFailure(
                    "There is no backup " + idOrNewest + " in " + shown + "; the newest is " + ids.getFirst() + ".");
        }
        return idOrNewest;
    }

    @Override
    public void close() {
        if (store instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception ignored) {
                // nothing is open any more that matters
            }
        }
    }
}
