package dev.selvedge.server.backup.sets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Keys of objects in order with a word about each, on disk: an installation has more of them than memory should hold. */
final class ObjectIndex implements AutoCloseable {

    private static final int CACHE_MEGABYTES = 16;

    private final Path file;
    private final MVStore store;
    private final MVMap<String, String> entries;

    ObjectIndex(Path scratch) throws IOException {
        file = Files.createTempFile(scratch, "objects", ".index");
        store = new MVStore.Builder()
                .fileName(file.toString())
                .cacheSize(CACHE_MEGABYTES)
                .open();
        entries = store.openMap("objects");
    }

    void put(String key, String word) {
        entries.put(key, word);
    }

    String get(String key) {
        return entries.get(key);
    }

    String remove(String key) {
        return entries.remove(key);
    }

    long size() {
        return entries.sizeAsLong();
    }

    interface Visitor {
        void entry(String key, String word) throws IOException;
    }

    void each(Visitor visitor) throws IOException {
        var cursor = entries.cursor(null);
        while (cursor.hasNext()) {
            String key = cursor.next();
            visitor.entry(key, cursor.getValue());
        }
    }

    Iterator<Map.Entry<String, String>> iterator() {
        return entries.entrySet().iterator();
    }

    @Override
    public void close() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(file);
    }
}
