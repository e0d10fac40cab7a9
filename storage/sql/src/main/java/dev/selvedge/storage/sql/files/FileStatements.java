package dev.selvedge.storage.sql.files;

import static dev.selvedge.storage.sql.FixedStatement.any;
import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE;
import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE_UPLOAD;

import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileStore.Upload;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.FixedStatement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What each run that ends asks and changes of the few files it has. */
final class FileStatements {

    private final FixedStatement named;
    private final FixedStatement lock;
    private final FixedStatement insert;
    private final FixedStatement setContent;
    private final FixedStatement addUpload;
    private final FixedStatement upload;
    private final FixedStatement uploads;
    private final FixedStatement removeUpload;

    FileStatements(Database database) {
        DSLContext sql = database.sql();
        named = new FixedStatement(
                database,
                sql.selectFrom(RUN_FILE)
                        .where(RUN_FILE.RUN_ID
                                .eq(any(RUN_FILE.RUN_ID))
                                .and(RUN_FILE.NAME_HASH.eq(any(RUN_FILE.NAME_HASH)))));
        lock = new FixedStatement(
                database,
                sql.selectFrom(RUN_FILE).where(RUN_FILE.ID.eq(any(RUN_FILE.ID))).forUpdate());
        insert = new FixedStatement(
                database,
                sql.insertInto(RUN_FILE)
                        .set(RUN_FILE.RUN_ID, any(RUN_FILE.RUN_ID))
                        .set(RUN_FILE.NAME_HASH, any(RUN_FILE.NAME_HASH))
                        .set(RUN_FILE.NAME, any(RUN_FILE.NAME)));
        setContent = new FixedStatement(
                database,
                sql.update(RUN_FILE)
                        .set(RUN_FILE.OBJECT_KEY, any(RUN_FILE.OBJECT_KEY))
                        .set(RUN_FILE.SIZE_BYTES, any(RUN_FILE.SIZE_BYTES))
                        .set(RUN_FILE.MD5, any(RUN_FILE.MD5))
                        .set(RUN_FILE.MIMETYPE, any(RUN_FILE.MIMETYPE))
                        .set(RUN_FILE.UPDATED_AT, any(RUN_FILE.UPDATED_AT))
                        .where(RUN_FILE.ID.eq(any(RUN_FILE.ID))));
        addUpload = new FixedStatement(
                database,
                sql.insertInto(RUN_FILE_UPLOAD)
                        .set(RUN_FILE_UPLOAD.OBJECT_KEY, any(RUN_FILE_UPLOAD.OBJECT_KEY))
                        .set(RUN_FILE_UPLOAD.FILE_ID, any(RUN_FILE_UPLOAD.FILE_ID))
                        .set(RUN_FILE_UPLOAD.CREATED_AT, any(RUN_FILE_UPLOAD.CREATED_AT)));
        upload = new FixedStatement(
                database,
                sql.selectFrom(RUN_FILE_UPLOAD).where(RUN_FILE_UPLOAD.OBJECT_KEY.eq(any(RUN_FILE_UPLOAD.OBJECT_KEY))));
        uploads = new FixedStatement(
                database,
                sql.selectFrom(RUN_FILE_UPLOAD)
                        .where(RUN_FILE_UPLOAD.FILE_ID.eq(any(RUN_FILE_UPLOAD.FILE_ID)))
                        .orderBy(RUN_FILE_UPLOAD.CREATED_AT.desc(), RUN_FILE_UPLOAD.OBJECT_KEY));
        removeUpload = new FixedStatement(
                database,
                sql.deleteFrom(RUN_FILE_UPLOAD).where(RUN_FILE_UPLOAD.OBJECT_KEY.eq(any(RUN_FILE_UPLOAD.OBJECT_KEY))));
    }

    Optional<RunFile> find(RunId run, String name) {
        return named.find(run.value(), NameHash.of(name)).map(FileStatements::file);
    }

    Optional<RunFile> lock(FileId id) {
        return lock.find(id.value()).map(FileStatements::file);
    }

    void insert(RunId run, Collection<String> names) {
        insert.changeEach(names.stream()
                .map(name -> new Object[] {run.value(), NameHash.of(name), name})
                .toList());
    }

    void setContent(FileId id, RunFile.Content content) {
        setContent.change(
                content.key(), content.size(), content.md5(), content.mimetype(), content.updatedAt(), id.value());
    }

    void addUploads(Collection<Upload> uploads) {
        addUpload.changeEach(uploads.stream()
                .map(upload -> new Object[] {upload.key(), upload.file().value(), upload.createdAt()})
                .toList());
    }

    Optional<Upload> upload(String key) {
        return upload.find(key).map(FileStatements::upload);
    }

    /** The newest first. */
    List<Upload> uploads(FileId file) {
        return uploads.list(file.value()).stream().map(FileStatements::upload).toList();
    }

    void removeUpload(String key) {
        removeUpload.change(key);
    }

    static RunFile file(Record row) {
        RunFile.Content content = row.get(RUN_FILE.UPDATED_AT) == null
                ? null
                : new RunFile.Content(
                        row.get(RUN_FILE.OBJECT_KEY),
                        row.get(RUN_FILE.SIZE_BYTES),
                        row.get(RUN_FILE.MD5),
                        row.get(RUN_FILE.MIMETYPE),
                        row.get(RUN_FILE.UPDATED_AT));
        return new RunFile(
                new FileId(row.get(RUN_FILE.ID)), new RunId(row.get(RUN_FILE.RUN_ID)), row.get(RUN_FILE.NAME), content);
    }

    static Upload upload(Record row) {
        return new Upload(
                new FileId(row.get(RUN_FILE_UPLOAD.FILE_ID)),
                row.get(RUN_FILE_UPLOAD.OBJECT_KEY),
                row.get(RUN_FILE_UPLOAD.CREATED_AT));
    }
}
