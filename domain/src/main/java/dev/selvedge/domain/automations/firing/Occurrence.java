package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.EventType;
import java.time.Instant;
import java.util.List;

/**
 * What happened, as the outbox and the history keep it in JSON.
 *
 * @param event null for a run's alert and for a mention
 * @param author username of who did it
 * @param artifact version, or null
 * @param aliases the one added, or those the version came with
 * @param runState word of a run's new state
 * @param afterStep rows up to this step were there before, null for none
 * @param throughStep rows up to this step are there now
 */
public record Occurrence(
        EventType event,
        Instant at,
        String author,
        List<Place> places,
        Long artifact,
        List<String> aliases,
        String tag,
        Long run,
        String runState,
        Long afterStep,
        Long throughStep,
        Long alert) {

    public Occurrence {
        places = List.copyOf(places);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    static Occurrence ofArtifact(
            EventType event,
            Instant at,
            String author,
            List<Place> places,
            Long artifact,
            List<String> aliases,
            String tag) {
        return new Occurrence(event, at, author, places, artifact, aliases, tag, null, null, null, null, null);
    }

    static Occurrence ofState(Instant at, String author, Place place, long run, String state) {
        return new Occurrence(
                EventType.RUN_STATE, at, author, List.of(place), null, null, null, run, state, null, null, null);
    }

    static Occurrence ofRows(Instant at, String author, Place place, long run, Long afterStep, long throughStep) {
        return new Occurrence(
                EventType.RUN_METRIC,
                at,
                author,
                List.of(place),
                null,
                null,
                null,
                run,
                null,
                afterStep,
                throughStep,
                null);
    }

    public static Occurrence ofAlert(Instant at, long project, long run, long alert) {
        Place place = new Place(project, null, null, List.of());
        return new Occurrence(null, at, null, List.of(place), null, null, null, run, null, null, null, alert);
    }

    public static Occurrence ofMention(Instant at, long project) {
        Place place = new Place(project, null, null, List.of());
        return new Occurrence(null, at, null, List.of(place), null, null, null, null, null, null, null, null);
    }

    /** The same in one place only, heard as one kind of event. */
    Occurrence heardAs(EventType kind, Place place) {
        return new Occurrence(
                kind, at, author, List.of(place), artifact, aliases, tag, run, runState, afterStep, throughStep, alert);
    }

    Place place() {
        return places.getFirst();
    }
}
