package dev.selvedge.server.rooms;

import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.wire.admin.ControlOrder;
import dev.selvedge.wire.http.JsonBody;
import java.util.List;

/** What {@code doctor bucket} asks of the server that holds the database. */
public final class TeamBucketOrders {

    private record Wish(String pages, boolean allowPages) {}

    /** So that it is an object. */
    public record Answer(List<TeamBucketDoctor.Report> buckets) {}

    private TeamBucketOrders() {}

    public static ControlOrder examine(PlaceStore places, ServerKeys keys) {
        return request -> {
            Wish wish = JsonBody.read(request, Wish.class);
            String pages = wish.pages() == null ? "" : wish.pages();
            return new Answer(TeamBucketDoctor.examine(places, keys, pages, wish.allowPages() && !pages.isEmpty()));
        };
    }
}
