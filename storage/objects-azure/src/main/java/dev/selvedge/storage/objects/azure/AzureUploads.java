package dev.selvedge.storage.objects.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.storage.blob.models.BlobHttpHeaders;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlockBlobCommitBlockListOptions;
import com.azure.storage.blob.options.BlockBlobStageBlockOptions;
import com.azure.storage.blob.specialized.BlockBlobClient;
import dev.selvedge.domain.objects.ObjectStore.Part;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.objects.remote.OpenUploads;
import dev.selvedge.storage.objects.remote.Spooled;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Uploads in parts. The store knows blocks that wait below a blob's name, but no uploads. A block's name holds the
 * upload, the number and the checksum of the part, so joining names exactly the parts that the caller means; blocks that
 * are never joined go by themselves after a week.
 */
final class AzureUploads {

    /** Metadata of a joined blob: its ETag in the form that S3 made usual, and the upload it came from. */
    static final String PARTS_ETAG = "partsetag";

    private static final String UPLOAD = "upload";

    /** What the store takes. */
    private static final int MOST_BLOCKS = 50_000;

    private final OpenUploads open;

    AzureUploads(OpenUploads open) {
        this.open = open;
    }

    /** The part's MD5 in hex, which is its ETag. */
    String put(BlockBlobClient blob, String key, String id, int number, Spooled part) throws IOException {
        open.contentType(key, id);
        String md5 = HexFormat.of().formatHex(part.md5Bytes());
        blob.stageBlockWithResponse(
                new BlockBlobStageBlockOptions(block(id, number, md5), AzureObjectStore.data(part))
                        .setContentMd5(part.md5Bytes()),
                null,
                null);
        return md5;
    }

    void complete(BlockBlobClient blob, String key, String id, List<Part> parts) throws IOException {
        String contentType;
        try {
            contentType = open.contentType(key, id);
        } catch (Fault closed) {
            if (isResultOf(blob, id)) {
                return;
            }
            throw closed;
        }
        List<String> blocks = parts.stream()
                .map(part -> block(id, part.number(), OpenUploads.md5(part)))
                .toList();
        blob.commitBlockListWithResponse(
                new BlockBlobCommitBlockListOptions(blocks)
                        .setHeaders(new BlobHttpHeaders().setContentType(contentType))
                        .setMetadata(Map.of(UPLOAD, id, PARTS_ETAG, OpenUploads.etag(parts))),
                null,
                null);
        open.end(id);
    }

    private static boolean isResultOf(BlockBlobClient blob, String id) {
        try {
            return id.equals(blob.getProperties().getMetadata().get(UPLOAD));
        } catch (BlobStorageException e) {
            if (e.getStatusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    /** All blocks of a blob must have names of one length. */
    private static String block(String id, int number, String md5) {
        if (number < 1 || number > MOST_BLOCKS) {
            throw Fault.invalid("Parts are numbered from 1 to " + MOST_BLOCKS);
        }
        String name = "%s-%05d-%s".formatted(id, number, md5);
        return Base64.getEncoder().encodeToString(name.getBytes(UTF_8));
    }
}
