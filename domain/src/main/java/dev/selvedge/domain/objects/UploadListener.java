package dev.selvedge.domain.objects;

/**
 * Learns that an object handed out for upload has arrived whole. Told by the server's own signed PUTs; uploads that go
 * straight to a cloud store are noticed in other ways, so no room may depend on being told.
 */
public interface UploadListener {

    /**
     * Called after the object is durable and before the client is answered: what throws here makes the client try
     * again. Keys of other rooms are to be passed over. May be called again for the same object.
     *
     * @param md5 16 bytes in base64
     */
    void uploaded(String key, long size, String md5);
}
