package dev.selvedge.wire.graphql.files;

import java.time.Instant;
import java.util.List;

/**
 * What stands behind a {@code File}. URLs are made when they are asked for: signing costs time, and an upload URL of a
 * run file reserves a place for the bytes.
 */
public interface FileNode {

    String id();

    String name();

    default String displayName() {
        return name();
    }

    /** The artifact that the file belongs to, or null. */
    default Object artifact() {
        return null;
    }

    default String digest() {
        return null;
    }

    /** Absolute and self-authorising. */
    String directUrl();

    /** 16 bytes in base64; {@code "0"} for a file that does not exist, which clients check for. */
    default String md5() {
        return null;
    }

    default String mimetype() {
        return null;
    }

    long sizeBytes();

    /** The address that a reference names. */
    default String reference() {
        return null;
    }

    default String storagePath() {
        return null;
    }

    /** Null until the bytes have arrived. */
    Instant updatedAt();

    /** {@code Key: value} texts to send with a PUT to {@link #uploadUrl}. */
    default List<String> uploadHeaders() {
        return List.of();
    }

    default MultipartUrls uploadMultipartUrls() {
        return null;
    }

    /** Where to PUT the bytes, or null when they are not wanted. */
    default String uploadUrl() {
        return null;
    }

    String url(boolean upload);

    record MultipartUrls(String uploadID, List<PartUrl> uploadUrlParts) {}

    record PartUrl(int partNumber, String uploadUrl) {}
}
