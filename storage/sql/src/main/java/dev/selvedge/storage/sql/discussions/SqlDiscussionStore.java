package dev.selvedge.storage.sql.discussions;

import static dev.selvedge.storage.sql.schema.Tables.DISCUSSION_COMMENT;
import static dev.selvedge.storage.sql.schema.Tables.DISCUSSION_MENTION;
import static dev.selvedge.storage.sql.schema.Tables.DISCUSSION_THREAD;
import static java.util.stream.Collectors.groupingBy;

import dev.selvedge.domain.discussions.CommentId;
import dev.selvedge.domain.discussions.DiscussionComment;
import dev.selvedge.domain.discussions.DiscussionStore;
import dev.selvedge.domain.discussions.DiscussionThread;
import dev.selvedge.domain.discussions.Mention;
import dev.selvedge.domain.discussions.ThreadId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;
import dev.selvedge.platform.Page;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.DiscussionCommentRecord;
import dev.selvedge.storage.sql.schema.tables.records.DiscussionMentionRecord;
import dev.selvedge.storage.sql.schema.tables.records.DiscussionThreadRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** A row for each thread, each comment and each person mentioned in one. */
public final class SqlDiscussionStore implements DiscussionStore {

    private static final String CURSOR = "DiscussionThreadCursor";

    private final DSLContext sql;

    public SqlDiscussionStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Page<DiscussionThread> threads(ViewId view, int first, String after) {
        Condition from = DSL.noCondition();
        if (after != null && !after.isEmpty()) {
            long last = GlobalId.decode(CURSOR, after)
                    .orElseThrow(() -> Fault.invalid("The cursor is not one of this list"));
            from = DISCUSSION_THREAD.ID.gt(last);
        }
        List<DiscussionThread> found = sql.selectFrom(DISCUSSION_THREAD)
                .where(DISCUSSION_THREAD.VIEW_ID.eq(view.value()))
                .and(from)
                .orderBy(DISCUSSION_THREAD.ID)
                .limit(first + 1)
                .fetch(SqlDiscussionStore::thread);
        List<DiscussionThread> page = found.subList(0, Math.min(first, found.size()));
        return new Page<>(
                page,
                page.stream()
                        .map(thread -> GlobalId.encode(CURSOR, thread.id().value()))
                        .toList(),
                found.size() > first && first > 0);
    }

    private static DiscussionThread thread(DiscussionThreadRecord row) {
        return new DiscussionThread(
                new ThreadId(row.getId()),
                new ViewId(row.getViewId()),
                new UserId(row.getUserId()),
                row.getAnchor(),
                row.getCreatedAt());
    }

    @Override
    public long countThreads(ViewId view) {
        return sql.fetchCount(DISCUSSION_THREAD, DISCUSSION_THREAD.VIEW_ID.eq(view.value()));
    }

    @Override
    public Optional<DiscussionThread> thread(ThreadId id) {
        return sql.selectFrom(DISCUSSION_THREAD)
                .where(DISCUSSION_THREAD.ID.eq(id.value()))
                .fetchOptional(SqlDiscussionStore::thread);
    }

    @Override
    public DiscussionThread insert(DiscussionThread thread) {
        long id = sql.insertInto(DISCUSSION_THREAD)
                .set(DISCUSSION_THREAD.VIEW_ID, thread.view().value())
                .set(DISCUSSION_THREAD.USER_ID, thread.author().value())
                .set(DISCUSSION_THREAD.ANCHOR, thread.anchor())
                .set(DISCUSSION_THREAD.CREATED_AT, thread.createdAt())
                .returning(DISCUSSION_THREAD.ID)
                .fetchOne()
                .getId();
        return thread(new ThreadId(id)).orElseThrow();
    }

    @Override
    public Map<ThreadId, List<DiscussionComment>> comments(Collection<ThreadId> of) {
        return sql
                .selectFrom(DISCUSSION_COMMENT)
                .where(DISCUSSION_COMMENT.THREAD_ID.in(
                        of.stream().map(ThreadId::value).toList()))
                .orderBy(DISCUSSION_COMMENT.ID)
                .fetch(SqlDiscussionStore::comment)
                .stream()
                .collect(groupingBy(DiscussionComment::thread));
    }

    private static DiscussionComment comment(DiscussionCommentRecord row) {
        return new DiscussionComment(
                new CommentId(row.getId()),
                new ThreadId(row.getThreadId()),
                new UserId(row.getUserId()),
                row.getBody(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    @Override
    public long countComments(ThreadId thread) {
        return sql.fetchCount(DISCUSSION_COMMENT, DISCUSSION_COMMENT.THREAD_ID.eq(thread.value()));
    }

    @Override
    public Optional<DiscussionComment> comment(CommentId id) {
        return sql.selectFrom(DISCUSSION_COMMENT)
                .where(DISCUSSION_COMMENT.ID.eq(id.value()))
                .fetchOptional(SqlDiscussionStore::comment);
    }

    @Override
    public DiscussionComment insert(DiscussionComment comment) {
        long id = sql.insertInto(DISCUSSION_COMMENT)
                .set(DISCUSSION_COMMENT.THREAD_ID, comment.thread().value())
                .set(DISCUSSION_COMMENT.USER_ID, comment.author().value())
                .set(DISCUSSION_COMMENT.BODY, comment.body())
                .set(DISCUSSION_COMMENT.CREATED_AT, comment.createdAt())
                .returning(DISCUSSION_COMMENT.ID)
                .fetchOne()
                .getId();
        return comment(new CommentId(id)).orElseThrow();
    }

    @Override
    public void saveBody(CommentId id, String body, Instant at) {
        sql.update(DISCUSSION_COMMENT)
                .set(DISCUSSION_COMMENT.BODY, body)
                .set(DISCUSSION_COMMENT.UPDATED_AT, at)
                .where(DISCUSSION_COMMENT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public void delete(DiscussionComment comment) {
        sql.deleteFrom(DISCUSSION_MENTION)
                .where(DISCUSSION_MENTION.COMMENT_ID.eq(comment.id().value()))
                .execute();
        sql.deleteFrom(DISCUSSION_COMMENT)
                .where(DISCUSSION_COMMENT.ID.eq(comment.id().value()))
                .execute();
        if (countComments(comment.thread()) == 0) {
            sql.deleteFrom(DISCUSSION_THREAD)
                    .where(DISCUSSION_THREAD.ID.eq(comment.thread().value()))
                    .execute();
        }
    }

    @Override
    public Optional<Mention> mention(CommentId comment, UserId user) {
        int added = sql.insertInto(DISCUSSION_MENTION)
                .set(DISCUSSION_MENTION.COMMENT_ID, comment.value())
                .set(DISCUSSION_MENTION.USER_ID, user.value())
                .onDuplicateKeyIgnore()
                .execute();
        return added == 0
                ? Optional.empty()
                : one(DISCUSSION_MENTION
                        .COMMENT_ID
                        .eq(comment.value())
                        .and(DISCUSSION_MENTION.USER_ID.eq(user.value())));
    }

    @Override
    public Optional<Mention> mention(long id) {
        return one(DISCUSSION_MENTION.ID.eq(id));
    }

    private Optional<Mention> one(Condition which) {
        return sql.selectFrom(DISCUSSION_MENTION)
                .where(which)
                .fetchOptional((DiscussionMentionRecord row) ->
                        new Mention(row.getId(), new CommentId(row.getCommentId()), new UserId(row.getUserId())));
    }

    @Override
    public void removeAll(ViewId view) {
        var threads = DSL.select(DISCUSSION_THREAD.ID)
                .from(DISCUSSION_THREAD)
                .where(DISCUSSION_THREAD.VIEW_ID.eq(view.value()));
        var comments = DSL.select(DISCUSSION_COMMENT.ID)
                .from(DISCUSSION_COMMENT)
                .where(DISCUSSION_COMMENT.THREAD_ID.in(threads));
        sql.deleteFrom(DISCUSSION_MENTION)
                .where(DISCUSSION_MENTION.COMMENT_ID.in(comments))
                .execute();
        sql.deleteFrom(DISCUSSION_COMMENT)
                .where(DISCUSSION_COMMENT.THREAD_ID.in(threads))
                .execute();
        sql.deleteFrom(DISCUSSION_THREAD)
                .where(DISCUSSION_THREAD.VIEW_ID.eq(view.value()))
                .execute();
    }
}
