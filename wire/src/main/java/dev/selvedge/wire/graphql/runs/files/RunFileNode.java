package dev.selvedge.wire.graphql.runs.files;

import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.wire.graphql.files.FileNode;
import java.time.Instant;

/** A file of a run, or the place where one of that name would be. */
final class RunFileNode implements FileNode {

    /** What the server answers for a name without content; {@code wandb.restore} checks for it. */
    private static final String NO_CONTENT = "0";

    private static final String NO_ID = new FileId(0).global();

    private final RunFileLinks links;
    private final String name;
    private final RunFile file;
    private final String uploadUrl;

    private RunFileNode(RunFileLinks links, String name, RunFile file, String uploadUrl) {
        this.links = links;
        this.name = name;
        this.file = file;
        this.uploadUrl = uploadUrl;
    }

    static RunFileNode of(RunFileLinks links, RunFile file) {
        return new RunFileNode(links, file.name(), file, null);
    }

    /** @param file null when the run has no file of this name */
    static RunFileNode named(RunFileLinks links, String name, RunFile file) {
        return new RunFileNode(links, name, file, null);
    }

    /** @param uploadUrl where the bytes go */
    static RunFileNode awaited(RunFileLinks links, String name, RunFile file, String uploadUrl) {
        return new RunFileNode(links, name, file, uploadUrl);
    }

    private boolean isThere() {
        return file != null && file.isThere();
    }

    @Override
    public String id() {
        return file == null ? NO_ID : file.id().global();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String directUrl() {
        return isThere() ? links.direct(file) : links.byName(name);
    }

    @Override
    public String md5() {
        return isThere() ? file.content().md5() : NO_CONTENT;
    }

    @Override
    public String mimetype() {
        return isThere() ? file.content().mimetype() : null;
    }

    @Override
    public long sizeBytes() {
        return isThere() ? file.content().size() : 0;
    }

    @Override
    public Instant updatedAt() {
        return isThere() ? file.content().updatedAt() : null;
    }

    @Override
    public String uploadUrl() {
        return uploadUrl != null ? uploadUrl : links.upload(name);
    }

    @Override
    public String url(boolean upload) {
        return upload ? uploadUrl() : links.byName(name);
    }
}
