package dev.selvedge.wire.graphql.people;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.Organization;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.wire.graphql.Connection;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Where queries about people begin. */
@Controller
final class PeopleController {

    /** Clients ask once and do not page. */
    private static final int USERS = 1_000;

    private final People people;
    private final Teams teams;
    private final Organizations organizations;

    PeopleController(People people, Teams teams, Organizations organizations) {
        this.people = people;
        this.teams = teams;
        this.organizations = organizations;
    }

    @QueryMapping
    User viewer(@ContextValue Caller caller) {
        return people.self(caller).orElse(null);
    }

    @QueryMapping
    Connection<User> users(@Argument String query, @ContextValue Caller caller) {
        return Connection.of(people.search(caller, query, USERS, null));
    }

    /** Without a name: the caller's default one. */
    @QueryMapping
    Entity entity(@Argument String name, @ContextValue Caller caller) {
        if (name == null || name.isEmpty()) {
            return people.self(caller)
                    .map(User::defaultEntity)
                    .flatMap(teams::find)
                    .orElse(null);
        }
        return teams.findOrFree(caller, name).orElse(null);
    }

    @QueryMapping
    Organization organization(@Argument String name, @ContextValue Caller caller) {
        return organizations.find(caller, name).orElse(null);
    }
}
