package dev.selvedge.wire.graphql.discussions;

import dev.selvedge.domain.discussions.CommentId;
import dev.selvedge.domain.discussions.DiscussionComment;
import dev.selvedge.domain.discussions.DiscussionThread;
import dev.selvedge.domain.discussions.Discussions;
import dev.selvedge.domain.discussions.ThreadId;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.reports.ViewId;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Comments are written by the pages of this server; no released client does. */
@Controller
class DiscussionMutations {

    private final Discussions discussions;

    DiscussionMutations(Discussions discussions) {
        this.discussions = discussions;
    }

    record ThreadInput(String viewID, String anchor, String body, String clientMutationId) {}

    record ThreadPayload(DiscussionThread thread, String clientMutationId) {}

    @MutationMapping
    ThreadPayload createDiscussionThread(@Argument ThreadInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return new ThreadPayload(
                discussions.begin(caller, ViewId.parse(input.viewID()), input.anchor(), input.body()),
                input.clientMutationId());
    }

    record CommentInput(String discussionThreadID, String body, String clientMutationId) {}

    record ChangeInput(String id, String body, String clientMutationId) {}

    record CommentPayload(DiscussionComment comment, String clientMutationId) {}

    @MutationMapping
    CommentPayload createDiscussionComment(@Argument CommentInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return new CommentPayload(
                discussions.reply(caller, ThreadId.parse(input.discussionThreadID()), input.body()),
                input.clientMutationId());
    }

    @MutationMapping
    CommentPayload updateDiscussionComment(@Argument ChangeInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return new CommentPayload(
                discussions.change(caller, CommentId.parse(input.id()), input.body()), input.clientMutationId());
    }

    record DeleteInput(String id, String clientMutationId) {}

    record DeletePayload(boolean success, String clientMutationId) {}

    @MutationMapping
    DeletePayload deleteDiscussionComment(@Argument DeleteInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        discussions.delete(caller, CommentId.parse(input.id()));
        return new DeletePayload(true, input.clientMutationId());
    }
}
