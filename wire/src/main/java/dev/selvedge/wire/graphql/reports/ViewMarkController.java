package dev.selvedge.wire.graphql.reports;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.reports.View;
import dev.selvedge.domain.reports.ViewId;
import dev.selvedge.domain.reports.ViewMarks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Stars and visits of reports. No released client sets them: the names are ours. */
@Controller
class ViewMarkController {

    private final ViewMarks marks;

    ViewMarkController(ViewMarks marks) {
        this.marks = marks;
    }

    record MarkInput(String id, String clientMutationId) {}

    record MarkPayload(View view, String clientMutationId) {}

    @MutationMapping
    MarkPayload starView(@Argument MarkInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return new MarkPayload(marks.star(caller, ViewId.parse(input.id())), input.clientMutationId());
    }

    @MutationMapping
    MarkPayload unstarView(@Argument MarkInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return new MarkPayload(marks.unstar(caller, ViewId.parse(input.id())), input.clientMutationId());
    }

    @MutationMapping
    MarkPayload visitView(@Argument MarkInput input, @ContextValue Caller caller) {
        caller.requireSignedIn();
        return new MarkPayload(marks.visit(caller, ViewId.parse(input.id())), input.clientMutationId());
    }

    @BatchMapping(typeName = "View")
    Map<View, Boolean> starred(List<View> of, @ContextValue Caller caller) {
        Set<ViewId> starred = marks.starred(caller, ids(of));
        return byView(of, starred::contains);
    }

    @BatchMapping(typeName = "View")
    Map<View, Integer> starCount(List<View> of) {
        Map<ViewId, Integer> stars = marks.stars(ids(of));
        return byView(of, id -> stars.getOrDefault(id, 0));
    }

    @BatchMapping(typeName = "View")
    Map<View, Integer> viewCount(List<View> of) {
        Map<ViewId, Integer> visits = marks.visits(ids(of));
        return byView(of, id -> visits.getOrDefault(id, 0));
    }

    private static List<ViewId> ids(List<View> of) {
        return of.stream().map(View::id).distinct().toList();
    }

    private static <T> Map<View, T> byView(List<View> views, Function<ViewId, T> value) {
        Map<View, T> answer = new HashMap<>();
        views.forEach(view -> answer.put(view, value.apply(view.id())));
        return answer;
    }
}
