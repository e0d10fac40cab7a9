package dev.selvedge.wire.graphql.files;

import dev.selvedge.wire.graphql.Immediate;
import java.time.Instant;
import java.util.List;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The fields of {@code File}, whichever room it comes from. */
@Controller
@SchemaMapping(typeName = "File")
class FileController {

    @Immediate
    @SchemaMapping
    String id(FileNode file) {
        return file.id();
    }

    @Immediate
    @SchemaMapping
    String name(FileNode file) {
        return file.name();
    }

    @Immediate
    @SchemaMapping
    String displayName(FileNode file) {
        return file.displayName();
    }

    @Immediate
    @SchemaMapping
    Object artifact(FileNode file) {
        return file.artifact();
    }

    @Immediate
    @SchemaMapping
    String digest(FileNode file) {
        return file.digest();
    }

    @SchemaMapping
    String directUrl(FileNode file) {
        return file.directUrl();
    }

    @Immediate
    @SchemaMapping
    String md5(FileNode file) {
        return file.md5();
    }

    @Immediate
    @SchemaMapping
    String mimetype(FileNode file) {
        return file.mimetype();
    }

    @Immediate
    @SchemaMapping
    String reference(FileNode file) {
        return file.reference();
    }

    @Immediate
    @SchemaMapping
    long sizeBytes(FileNode file) {
        return file.sizeBytes();
    }

    @Immediate
    @SchemaMapping
    String storagePath(FileNode file) {
        return file.storagePath();
    }

    @Immediate
    @SchemaMapping
    Instant updatedAt(FileNode file) {
        return file.updatedAt();
    }

    @SchemaMapping
    List<String> uploadHeaders(FileNode file) {
        return file.uploadHeaders();
    }

    @SchemaMapping
    FileNode.MultipartUrls uploadMultipartUrls(FileNode file) {
        return file.uploadMultipartUrls();
    }

    @SchemaMapping
    String uploadUrl(FileNode file) {
        return file.uploadUrl();
    }

    @SchemaMapping
    String url(FileNode file, @Argument Boolean upload) {
        return file.url(Boolean.TRUE.equals(upload));
    }
}
