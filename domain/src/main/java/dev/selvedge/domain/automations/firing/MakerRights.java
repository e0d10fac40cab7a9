package dev.selvedge.domain.automations.firing;

import dev.selvedge.domain.automations.Automation;
import dev.selvedge.domain.automations.AutomationScopes;
import dev.selvedge.domain.automations.Integration;
import dev.selvedge.domain.automations.IntegrationStore;
import dev.selvedge.domain.automations.Scope;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;

/** Whether an automation may tell what happens in a place, by what its maker may know and tell at that moment. */
public final class MakerRights {

    private final AutomationScopes scopes;
    private final IntegrationStore integrations;

    public MakerRights(AutomationScopes scopes, IntegrationStore integrations) {
        this.scopes = scopes;
        this.integrations = integrations;
    }

    enum Answer {
        GRANTED(null),
        /** A team has projects that are closed to some members; that something happens there is nothing to tell them. */
        CLOSED(null),
        MAKER_LEFT(
                "Not sent: who made this automation may no longer see what it watches. It goes on for whoever saves it anew."),
        RECEIVER_ELSEWHERE(
                "Not sent: the receiver belongs neither to the team watched nor to its organization, and who made this"
                        + " automation may not use it any more, or may not see what is watched.");

        private final String sentence;

        Answer(String sentence) {
            this.sentence = sentence;
        }

        /** For the history, or null when nothing is said. */
        String sentence() {
            return sentence;
        }
    }

    Answer towards(Automation automation, Place place) {
        UserId maker = automation.createdBy();
        Scope scope = automation.scope();
        boolean wide = scope.type() == Scope.Type.ENTITY;
        EntityId elsewhere = elsewhere(automation, place);
        if (!wide && elsewhere == null) {
            return Answer.GRANTED;
        }
        if (elsewhere != null && !scopes.mayUse(maker, elsewhere)) {
            return Answer.RECEIVER_ELSEWHERE;
        }
        if (scopes.mayHear(maker, new ProjectId(place.project()), automation.event())) {
            return Answer.GRANTED;
        }
        if (!wide) {
            return Answer.RECEIVER_ELSEWHERE;
        }
        return scopes.mayWrite(maker, scope) ? Answer.CLOSED : Answer.MAKER_LEFT;
    }

    /** Whose receiver it is, unless those share the place: they hear what happens there as its members decide. */
    private EntityId elsewhere(Automation automation, Place place) {
        return automation.action().receiver().flatMap(integrations::find).map(Integration::entity).stream()
                .filter(owner -> !place.entities().contains(owner.value()))
                .findFirst()
                .orElse(null);
    }
}
