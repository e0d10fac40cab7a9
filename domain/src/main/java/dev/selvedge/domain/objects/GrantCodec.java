package dev.selvedge.domain.objects;

import dev.selvedge.domain.objects.ObjectStore.Presentation;
import dev.selvedge.domain.objects.ObjectStore.UploadRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The payload of a signed URL, see {@code docs/formats/signed-url.md}. */
final class GrantCodec {

    static final byte VERSION = 1;

    private static final int DOWNLOAD = 1;
    private static final int UPLOAD = 2;
    private static final int PART = 3;

    /** @param expires epoch second from which the grant is void */
    record Dated(Grant grant, long expires) {}

    private GrantCodec() {}

    static byte[] encode(Grant grant, long expires) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(VERSION);
            out.writeLong(expires);
            switch (grant) {
                case Grant.Download download -> {
                    out.writeByte(DOWNLOAD);
                    out.writeUTF(download.key());
                    text(out, download.presentation().fileName());
                    text(out, download.presentation().contentType());
                    out.writeBoolean(download.presentation().inline());
                }
                case Grant.Upload upload -> {
                    out.writeByte(UPLOAD);
                    out.writeUTF(upload.key());
                    rule(out, upload.rule());
                }
                case Grant.PartUpload part -> {
                    out.writeByte(PART);
                    out.writeUTF(part.key());
                    out.writeUTF(part.uploadId());
                    out.writeInt(part.partNumber());
                    rule(out, part.rule());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A text of this grant is too long to sign", e);
        }
        return bytes.toByteArray();
    }

    private static void rule(DataOutputStream out, UploadRule rule) throws IOException {
        text(out, rule.md5());
        text(out, rule.contentType());
    }

    private static void text(DataOutputStream out, String textOrNull) throws IOException {
        out.writeBoolean(textOrNull != null);
        if (textOrNull != null) {
            out.writeUTF(textOrNull);
        }
    }

    /** Null for a version or kind that this server does not know, and for bytes that end early or go on. */
    static Dated decode(byte[] payload) {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload));
        try {
            if (in.readByte() != VERSION) {
                return null;
            }
            long expires = in.readLong();
            int kind = in.readByte();
            String key = in.readUTF();
            Grant grant = switch (kind) {
                case DOWNLOAD -> new Grant.Download(key, new Presentation(text(in), text(in), in.readBoolean()));
                case UPLOAD -> new Grant.Upload(key, rule(in));
                case PART -> new Grant.PartUpload(key, in.readUTF(), in.readInt(), rule(in));
                default -> null;
            };
            return grant == null || in.available() > 0 ? null : new Dated(grant, expires);
        } catch (IOException cutOff) {
            return null;
        }
    }

    private static UploadRule rule(DataInputStream in) throws IOException {
        return new UploadRule(text(in), text(in));
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }
}
