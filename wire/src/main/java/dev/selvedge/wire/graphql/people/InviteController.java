package dev.selvedge.wire.graphql.people;

import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.platform.GlobalId;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Fields of {@code Invite}. */
@Controller
@SchemaMapping(typeName = "Invite")
final class InviteController {

    private final People people;
    private final Teams teams;

    InviteController(People people, Teams teams) {
        this.people = people;
        this.teams = teams;
    }

    /** The member's id where the person is in already; {@code deleteInvite} takes both. */
    @SchemaMapping
    String id(Invite invite) {
        if (invite.id() == 0) {
            return GlobalId.encode("User", invite.user().value());
        }
        return GlobalId.encode("Invite", invite.id());
    }

    @SchemaMapping
    String entityName(Invite invite) {
        return teams.find(invite.entity()).map(Entity::name).orElse("");
    }

    @SchemaMapping
    String name(Invite invite) {
        User user = toUser(invite);
        return user == null ? invite.email() : user.username();
    }

    @SchemaMapping
    String email(Invite invite) {
        User user = toUser(invite);
        return user == null ? invite.email() : user.email();
    }

    @SchemaMapping
    User toUser(Invite invite) {
        return invite.user() == null ? null : people.find(invite.user()).orElse(null);
    }
}
