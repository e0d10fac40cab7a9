package dev.selvedge.storage.sql.files;

import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE;
import static dev.selvedge.storage.sql.schema.Tables.RUN_FILE_UPLOAD;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import dev.selvedge.domain.runs.RunId;
import dev.selvedge.domain.runs.files.FileId;
import dev.selvedge.domain.runs.files.NamePattern;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileStore;
import dev.selvedge.storage.sql.Among;
import dev.selvedge.storage.sql.Batches;
import dev.selvedge.storage.sql.Database;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;

/** Run files are rows by run and hash of the name; awaited uploads are rows of their own. */
public final class SqlRunFileStore implements RunFileStore {

    private static final int FEW = 8;

    private static final Comparator<Upload> NEWEST_FIRST =
            Comparator.comparing(Upload::createdAt).reversed().thenComparing(Upload::key);

    private static final char ESCAPE = '!';

    private final DSLContext sql;
    private final FileStatements statements;
    private final boolean embedded;
    private final DiscardedObjects discarded;

    public SqlRunFileStore(Database database) {
        this.sql = database.sql();
        this.statements = new FileStatements(database);
        this.embedded = !database.engine().isShared();
        this.discarded = new DiscardedObjects(sql);
    }

    @Override
    public Map<String, RunFile> open(RunId run, Collection<String> names) {
        Map<String, RunFile> found = find(run, names);
        Set<String> missing = new LinkedHashSet<>(names);
        missing.removeAll(found.keySet());
        for (List<String> batch : Batches.of(missing, Batches.STATEMENT_ROWS)) {
            try {
                statements.insert(run, batch);
                found.putAll(find(run, batch));
            } catch (IntegrityConstraintViolationException anotherWriter) {
                batch.forEach(name -> insertUnlessThere(run, name));
                // a locking read also sees what others committed after this transaction began
                sql.selectFrom(RUN_FILE)
                        .where(named(run, batch))
                        .forUpdate()
                        .fetch(FileStatements::file)
                        .forEach(file -> found.put(file.name(), file));
            }
        }
        return found;
    }

    private void insertUnlessThere(RunId run, String name) {
        try {
            statements.insert(run, List.of(name));
        } catch (IntegrityConstraintViolationException isThere) {
            // which is all that was wanted
        }
    }

    @Override
    public Map<String, RunFile> find(RunId run, Collection<String> names) {
        Map<String, RunFile> found = new HashMap<>();
        if (eachByItself(names)) {
            names.forEach(name -> statements.find(run, name).ifPresent(file -> found.put(file.name(), file)));
            return found;
        }
        for (List<String> batch : Batches.of(new LinkedHashSet<>(names), Batches.STATEMENT_ROWS)) {
            Among among = Among.of(
                    sql, RUN_FILE.NAME_HASH, batch.stream().map(NameHash::of).toList());
            sql.select(RUN_FILE.fields())
                    .from(among.rows())
                    .where(RUN_FILE.RUN_ID.eq(run.value()), among.condition())
                    .fetch(FileStatements::file)
                    .forEach(file -> found.put(file.name(), file));
        }
        return found;
    }

    /** Where a question costs no journey, a few short ones cost less than one that is made for them. */
    private boolean eachByItself(Collection<?> asked) {
        return asked.size() <= (embedded ? FEW : 1);
    }

    private static Condition named(RunId run, List<String> names) {
        return RUN_FILE.RUN_ID
                .eq(run.value())
                .and(RUN_FILE.NAME_HASH.in(names.stream().map(NameHash::of).toList()));
    }

    private List<RunFile> select(Condition condition) {
        return sql.selectFrom(RUN_FILE).where(condition).fetch(FileStatements::file);
    }

    @Override
    public List<RunFile> find(Collection<FileId> ids) {
        return ids.isEmpty() ? List.of() : select(RUN_FILE.ID.in(numbers(ids)));
    }

    private static List<Long> numbers(Collection<FileId> ids) {
        return ids.stream().map(FileId::value).toList();
    }

    @Override
    public Optional<RunFile> findByKey(String key) {
        return select(RUN_FILE.OBJECT_KEY.eq(key)).stream().findFirst();
    }

    @Override
    public List<RunFile> list(RunId run, NamePattern pattern, FileId after, int limit) {
        return sql.selectFrom(RUN_FILE)
                .where(there(run, pattern))
                .and(RUN_FILE.ID.gt(after.value()))
                .orderBy(RUN_FILE.ID)
                .limit(limit)
                .fetch(FileStatements::file);
    }

    private static Condition there(RunId run, NamePattern pattern) {
        Condition there = RUN_FILE.RUN_ID.eq(run.value()).and(RUN_FILE.UPDATED_AT.isNotNull());
        return pattern.text() == null ? there : there.and(RUN_FILE.NAME.like(pattern.escapedBy(ESCAPE), ESCAPE));
    }

    @Override
    public long count(RunId run, NamePattern pattern) {
        return sql.fetchCount(RUN_FILE, there(run, pattern));
    }

    @Override
    public long totalSize(RunId run) {
        return sql.select(coalesce(sum(RUN_FILE.SIZE_BYTES), inline(BigDecimal.ZERO)))
                .from(RUN_FILE)
                .where(there(run, NamePattern.ALL))
                .fetchSingle()
                .value1()
                .longValue();
    }

    @Override
    public void addUploads(Collection<Upload> uploads) {
        Batches.of(uploads, Batches.STATEMENT_ROWS).forEach(statements::addUploads);
    }

    @Override
    public Optional<Upload> upload(String key) {
        return statements.upload(key);
    }

    @Override
    public List<Upload> uploads(Collection<FileId> files) {
        if (eachByItself(files)) {
            return files.stream()
                    .flatMap(file -> statements.uploads(file).stream())
                    .sorted(NEWEST_FIRST)
                    .toList();
        }
        return sql.selectFrom(RUN_FILE_UPLOAD)
                .where(RUN_FILE_UPLOAD.FILE_ID.in(numbers(files)))
                .orderBy(RUN_FILE_UPLOAD.CREATED_AT.desc(), RUN_FILE_UPLOAD.OBJECT_KEY)
                .fetch(FileStatements::upload);
    }

    @Override
    public List<Upload> uploadsBefore(Instant before, Optional<Upload> after, int limit) {
        return sql.selectFrom(RUN_FILE_UPLOAD)
                .where(RUN_FILE_UPLOAD.CREATED_AT.lt(before))
                .and(after.map(SqlRunFileStore::behind).orElse(noCondition()))
                .orderBy(RUN_FILE_UPLOAD.CREATED_AT, RUN_FILE_UPLOAD.OBJECT_KEY)
                .limit(limit)
                .fetch(FileStatements::upload);
    }

    /** The first condition says nothing new: it is the one that an index knows. */
    private static Condition behind(Upload upload) {
        return RUN_FILE_UPLOAD
                .CREATED_AT
                .ge(upload.createdAt())
                .and(RUN_FILE_UPLOAD.CREATED_AT.gt(upload.createdAt()).or(RUN_FILE_UPLOAD.OBJECT_KEY.gt(upload.key())));
    }

    @Override
    public void removeUploads(Collection<String> keys) {
        if (keys.size() == 1) {
            statements.removeUpload(keys.iterator().next());
        } else if (!keys.isEmpty()) {
            sql.deleteFrom(RUN_FILE_UPLOAD)
                    .where(RUN_FILE_UPLOAD.OBJECT_KEY.in(keys))
                    .execute();
        }
    }

    @Override
    public Optional<RunFile> lock(FileId id) {
        return statements.lock(id);
    }

    @Override
    public void setContent(FileId id, RunFile.Content content) {
        statements.setContent(id, content);
    }

    @Override
    public void delete(Collection<FileId> ids) {
        if (!ids.isEmpty()) {
            sql.deleteFrom(RUN_FILE_UPLOAD)
                    .where(RUN_FILE_UPLOAD.FILE_ID.in(numbers(ids)))
                    .execute();
            sql.deleteFrom(RUN_FILE).where(RUN_FILE.ID.in(numbers(ids))).execute();
        }
    }

    @Override
    public void deleteEmpty(Collection<FileId> ids) {
        if (!ids.isEmpty()) {
            sql.deleteFrom(RUN_FILE)
                    .where(RUN_FILE.ID.in(numbers(ids)))
                    .and(RUN_FILE.UPDATED_AT.isNull())
                    .and(notExists(selectOne().from(RUN_FILE_UPLOAD).where(RUN_FILE_UPLOAD.FILE_ID.eq(RUN_FILE.ID))))
                    .execute();
        }
    }

    @Override
    public List<RunFile> all(RunId run, FileId after, int limit) {
        return sql.selectFrom(RUN_FILE)
                .where(RUN_FILE.RUN_ID.eq(run.value()))
                .and(RUN_FILE.ID.gt(after.value()))
                .orderBy(RUN_FILE.ID)
                .limit(limit)
                .fetch(FileStatements::file);
    }

    @Override
    public List<RunId> runsWithFiles(RunId after, int limit) {
        return sql.selectDistinct(RUN_FILE.RUN_ID)
                .from(RUN_FILE)
                .where(RUN_FILE.RUN_ID.gt(after.value()))
                .orderBy(RUN_FILE.RUN_ID)
                .limit(limit)
                .fetch(row -> new RunId(row.value1()));
    }

    @Override
    public void discard(Collection<String> keys, Instant notBefore) {
        discarded.add(keys, notBefore);
    }

    @Override
    public List<String> discarded(Instant due, int limit) {
        return discarded.due(due, limit);
    }

    @Override
    public void forgetDiscarded(Collection<String> keys) {
        discarded.remove(keys);
    }
}
