package dev.selvedge.wire.graphql.people;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.Invite;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Role;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.TeamMember;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.GlobalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The members of an entity as clients list them: those invited come before, since clients take the last for new. */
@Component
final class Members {

    private final Teams teams;
    private final People people;
    private final Invitations invitations;
    private final ServiceAccounts serviceAccounts;

    Members(Teams teams, People people, Invitations invitations, ServiceAccounts serviceAccounts) {
        this.teams = teams;
        this.people = people;
        this.invitations = invitations;
        this.serviceAccounts = serviceAccounts;
    }

    /**
     * @param id of the user, or of the invitation while it is pending; both can be given to {@code deleteInvite}
     * @param apiKey of a service account, for a short while after it was made
     */
    record MemberView(
            String id,
            String name,
            String role,
            boolean admin,
            boolean pending,
            String email,
            String username,
            String photoUrl,
            String accountType,
            String apiKey,
            boolean deactivated) {}

    List<MemberView> of(Caller caller, Entity entity) {
        List<MemberView> views = new ArrayList<>();
        for (Invite invite : invitations.of(caller, entity.id())) {
            views.add(pending(invite));
        }
        List<TeamMember> members = teams.members(caller, entity.id());
        Map<UserId, User> users = people
                .find(members.stream().map(TeamMember::user).toList())
                .stream()
                .collect(toMap(User::id, identity()));
        for (TeamMember member : members) {
            User user = users.get(member.user());
            if (user != null && !user.isDeleted()) {
                views.add(view(caller, entity, member, user));
            }
        }
        return views;
    }

    private MemberView view(Caller caller, Entity entity, TeamMember member, User user) {
        return new MemberView(
                GlobalId.encode("User", user.id().value()),
                user.name(),
                member.role(),
                member.role().equals(Role.ADMIN.name()),
                false,
                user.email(),
                user.username(),
                user.photoUrl(),
                user.isService() ? "SERVICE" : entity.kind() == Entity.Kind.USER ? "USER" : "MEMBER",
                serviceAccounts.newKey(caller, entity.id(), user).orElse(null),
                user.isDeactivated());
    }

    private MemberView pending(Invite invite) {
        User user = invite.user() == null ? null : people.find(invite.user()).orElse(null);
        return new MemberView(
                GlobalId.encode("Invite", invite.id()),
                user == null ? invite.email() : user.name(),
                invite.role(),
                invite.role().equals(Role.ADMIN.name()),
                true,
                user == null ? invite.email() : user.email(),
                user == null ? null : user.username(),
                user == null ? null : user.photoUrl(),
                "MEMBER",
                null,
                false);
    }
}
