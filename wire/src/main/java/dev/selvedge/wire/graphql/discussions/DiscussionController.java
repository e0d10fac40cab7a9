package dev.selvedge.wire.graphql.discussions;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.discussions.DiscussionComment;
import dev.selvedge.domain.discussions.DiscussionThread;
import dev.selvedge.domain.discussions.Discussions;
import dev.selvedge.domain.discussions.ThreadId;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.reports.View;
import dev.selvedge.wire.graphql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The comments of a report. */
@Controller
class DiscussionController {

    private final Discussions discussions;
    private final People people;

    DiscussionController(Discussions discussions, People people) {
        this.discussions = discussions;
        this.people = people;
    }

    record ThreadConnection(
            List<Connection.Edge<DiscussionThread>> edges, Connection.PageInfo pageInfo, LongSupplier total) {}

    @SchemaMapping(typeName = "View")
    ThreadConnection discussionThreads(
            View view, @Argument Integer first, @Argument String after, @ContextValue Caller caller) {
        Connection<DiscussionThread> connection = Connection.of(discussions.threads(caller, view, first, after));
        return new ThreadConnection(connection.edges(), connection.pageInfo(), () -> discussions.count(caller, view));
    }

    @SchemaMapping(typeName = "DiscussionThreadConnection")
    long totalCount(ThreadConnection connection) {
        return connection.total().getAsLong();
    }

    @SchemaMapping(typeName = "DiscussionThread")
    String id(DiscussionThread thread) {
        return thread.id().global();
    }

    @SchemaMapping(typeName = "DiscussionComment")
    String id(DiscussionComment comment) {
        return comment.id().global();
    }

    @BatchMapping(typeName = "DiscussionThread")
    Map<DiscussionThread, List<DiscussionComment>> comments(List<DiscussionThread> of) {
        Map<ThreadId, List<DiscussionComment>> found =
                discussions.comments(of.stream().map(DiscussionThread::id).toList());
        Map<DiscussionThread, List<DiscussionComment>> answer = new HashMap<>();
        of.forEach(thread -> answer.put(thread, found.getOrDefault(thread.id(), List.of())));
        return answer;
    }

    @BatchMapping(typeName = "DiscussionThread", field = "poster")
    Map<DiscussionThread, User> threadPoster(List<DiscussionThread> of) {
        return posters(of, DiscussionThread::author);
    }

    @BatchMapping(typeName = "DiscussionComment", field = "poster")
    Map<DiscussionComment, User> commentPoster(List<DiscussionComment> of) {
        return posters(of, DiscussionComment::author);
    }

    private <T> Map<T, User> posters(List<T> of, Function<T, UserId> author) {
        Map<UserId, User> users = people.find(of.stream().map(author).distinct().toList()).stream()
                .collect(toMap(User::id, identity()));
        Map<T, User> answer = new HashMap<>();
        of.forEach(each -> answer.put(each, users.get(author.apply(each))));
        return answer;
    }

    @SchemaMapping(typeName = "DiscussionComment")
    boolean own(DiscussionComment comment, @ContextValue Caller caller) {
        return Discussions.isAuthor(caller, comment);
    }
}
