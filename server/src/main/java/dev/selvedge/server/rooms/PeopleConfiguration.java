package dev.selvedge.server.rooms;

import dev.selvedge.domain.artifacts.CoreRegistries;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.domain.people.Authenticator;
import dev.selvedge.domain.people.CallerCache;
import dev.selvedge.domain.people.Deactivations;
import dev.selvedge.domain.people.Departures;
import dev.selvedge.domain.people.Directory;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.LoginThrottle;
import dev.selvedge.domain.people.Organizations;
import dev.selvedge.domain.people.PasswordHasher;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Presence;
import dev.selvedge.domain.people.Privacy;
import dev.selvedge.domain.people.RoleBook;
import dev.selvedge.domain.people.Roles;
import dev.selvedge.domain.people.SecretHasher;
import dev.selvedge.domain.people.ServiceAccounts;
import dev.selvedge.domain.people.Sessions;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.Spaces;
import dev.selvedge.domain.people.TeamSettings;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.domain.projects.ProjectInvitations;
import dev.selvedge.domain.projects.ProjectMembers;
import dev.selvedge.domain.projects.ProjectPeople;
import dev.selvedge.domain.projects.ProjectStars;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.projects.Projects;
import dev.selvedge.domain.projects.Usage;
import dev.selvedge.domain.projects.Usages;
import dev.selvedge.domain.runs.Workloads;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.platform.Signals;
import dev.selvedge.platform.Tally;
import dev.selvedge.platform.Transactions;
import dev.selvedge.server.Settings;
import dev.selvedge.server.backends.ServerKeys;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.artifacts.SqlArtifactUsage;
import dev.selvedge.storage.sql.artifacts.SqlCollectionStore;
import dev.selvedge.storage.sql.people.SqlBelongings;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.people.SqlPresenceStore;
import dev.selvedge.storage.sql.people.SqlRoleStore;
import dev.selvedge.storage.sql.people.SqlUserStore;
import dev.selvedge.storage.sql.projects.SqlProjectStarStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import dev.selvedge.storage.sql.reports.SqlViewEditorStore;
import dev.selvedge.storage.sql.runs.SqlRunUsage;
import dev.selvedge.storage.sql.runs.SqlWorkloads;
import dev.selvedge.wire.session.Argon2PasswordHasher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** People and projects: who there is, what they may do, where things belong. Also what the command line works with. */
@Configuration(proxyBeanMethods = false)
public class PeopleConfiguration {

    @Bean
    UserStore userStore(Database database) {
        return new SqlUserStore(database);
    }

    @Bean
    EntityStore entityStore(Database database) {
        return new SqlEntityStore(database);
    }

    @Bean
    ProjectStore projectStore(Database database) {
        return new SqlProjectStore(database);
    }

    @Bean
    PasswordHasher passwordHasher() {
        return new Argon2PasswordHasher();
    }

    @Bean
    SecretHasher secretHasher(ServerKeys keys) {
        return new SecretHasher(keys.secret("secrets"));
    }

    @Bean
    CallerCache callerCache(Signals signals) {
        return new CallerCache(signals);
    }

    @Bean
    Roles roles(Database database, Clock clock) {
        return new Roles(new SqlRoleStore(database), clock);
    }

    @Bean
    Access access(EntityStore entities, ProjectStore projects, RoleBook roles) {
        return new Access(entities, projects, roles);
    }

    @Bean
    Presence presence(Database database, Access access, Clock clock) {
        return new Presence(new SqlPresenceStore(database), access, clock);
    }

    @Bean
    Workloads workloads(Database database) {
        return new SqlWorkloads(database);
    }

    @Bean
    ApiKeys apiKeys(
            UserStore users,
            Access access,
            SecretHasher secrets,
            CallerCache callers,
            Presence presence,
            Transactions transactions,
            Clock clock) {
        return new ApiKeys(users, access, secrets, callers, presence, transactions, clock);
    }

    @Bean
    Sessions sessions(
            UserStore users,
            PasswordHasher passwords,
            SecretHasher secrets,
            CallerCache callers,
            Presence presence,
            Tally tally,
            Clock clock,
            Settings settings) {
        return new Sessions(
                users,
                passwords,
                secrets,
                new LoginThrottle(tally),
                callers,
                presence,
                clock,
                settings.people().sessionLength());
    }

    @Bean
    People people(
            UserStore users,
            EntityStore entities,
            ProjectStore projects,
            Access access,
            PasswordHasher passwords,
            CallerCache callers,
            Transactions transactions,
            Clock clock) {
        return new People(users, entities, projects, access, passwords, callers, transactions, clock);
    }

    /** Here, as the command line makes the default organization too. */
    @Bean
    CoreRegistries coreRegistries(ProjectStore projects, Database database, Clock clock) {
        return new CoreRegistries(projects, new SqlCollectionStore(database), clock);
    }

    @Bean
    Organizations organizations(
            EntityStore entities,
            UserStore users,
            ProjectStore projects,
            Access access,
            RoleBook roles,
            CoreRegistries registries,
            Transactions transactions,
            Clock clock) {
        Organizations organizations = new Organizations(
                entities, users, projects, access, roles, made -> registries.open(made.entity()), transactions, clock);
        organizations.defaultOrganization();
        return organizations;
    }

    @Bean
    Teams teams(
            EntityStore entities,
            UserStore users,
            ProjectStore projects,
            Organizations organizations,
            Access access,
            RoleBook roles,
            Transactions transactions,
            Clock clock) {
        return new Teams(entities, users, projects, organizations, access, roles, transactions, clock);
    }

    @Bean
    Privacy privacy(EntityStore entities) {
        return new Privacy(entities);
    }

    @Bean
    Spaces spaces(EntityStore entities, Settings settings) {
        return new Spaces(entities, settings.people().personalProjects());
    }

    @Bean
    TeamSettings teamSettings(EntityStore entities, Access access, Privacy privacy, Transactions transactions) {
        return new TeamSettings(entities, access, privacy, transactions);
    }

    @Bean
    SignUp signUp(
            People people,
            UserStore users,
            EntityStore entities,
            Organizations organizations,
            Sessions sessions,
            Access access,
            Transactions transactions,
            Clock clock,
            Settings settings) {
        return new SignUp(
                people,
                users,
                entities,
                organizations,
                sessions,
                access,
                transactions,
                clock,
                settings.people().signUpOpen());
    }

    @Bean
    Invitations invitations(
            EntityStore entities,
            UserStore users,
            Organizations organizations,
            Access access,
            Transactions transactions,
            Clock clock) {
        return new Invitations(entities, users, organizations, access, transactions, clock);
    }

    @Bean
    ServiceAccounts serviceAccounts(
            UserStore users,
            EntityStore entities,
            ApiKeys keys,
            Access access,
            SecretHasher secrets,
            Transactions transactions,
            Clock clock) {
        return new ServiceAccounts(users, entities, keys, access, secrets, transactions, clock);
    }

    @Bean
    Directory directory(
            People people,
            UserStore users,
            ApiKeys keys,
            Deactivations deactivations,
            Departures departures,
            Access access,
            Transactions transactions,
            Settings settings) {
        return new Directory(
                people, users, keys, deactivations, departures, access, transactions, settings.testFixtures());
    }

    @Bean
    Departures departures(
            People people,
            UserStore users,
            EntityStore entities,
            Deactivations deactivations,
            Database database,
            Spaces spaces,
            Access access,
            CallerCache callers,
            Transactions transactions) {
        return new Departures(
                people,
                users,
                entities,
                deactivations,
                new SqlBelongings(database),
                spaces,
                access,
                callers,
                transactions);
    }

    @Bean
    Deactivations deactivations(
            UserStore users, Access access, CallerCache callers, Transactions transactions, Clock clock) {
        return new Deactivations(users, access, callers, transactions, clock);
    }

    @Bean
    Administrators administrators(
            SignUp signUp,
            ApiKeys keys,
            People people,
            Deactivations deactivations,
            UserStore users,
            SecretHasher secrets) {
        return new Administrators(signUp, keys, people, deactivations, users, secrets);
    }

    @Bean
    Authenticator authenticator(ApiKeys keys, Sessions sessions, People people) {
        return new Authenticator(keys, sessions, people);
    }

    @Bean
    Projects projects(
            ProjectStore projects,
            EntityStore entities,
            UserStore users,
            Spaces spaces,
            Database database,
            Access access,
            Transactions transactions,
            Clock clock) {
        // commands have projects and no reports: this one answers both
        ProjectInvitations invitations = new SqlViewEditorStore(database);
        return new Projects(projects, entities, users, spaces, invitations, access, transactions, clock);
    }

    @Bean
    ProjectStars projectStars(Database database, Projects projects, Clock clock) {
        return new ProjectStars(new SqlProjectStarStore(database), projects, clock);
    }

    @Bean
    ProjectPeople projectPeople(ProjectStore projects, EntityStore entities, UserStore users, Access access) {
        return new ProjectPeople(projects, entities, users, access);
    }

    @Bean
    ProjectMembers projectMembers(
            ProjectStore projects,
            EntityStore entities,
            UserStore users,
            Access access,
            RoleBook roles,
            Transactions transactions) {
        return new ProjectMembers(projects, entities, users, access, roles, transactions);
    }

    @Bean
    Usage runUsage(Database database) {
        return new SqlRunUsage(database);
    }

    @Bean
    Usage artifactUsage(Database database) {
        return new SqlArtifactUsage(database);
    }

    @Bean
    Usages usages(ProjectStore projects, List<Usage> rooms) {
        return new Usages(projects, rooms);
    }

    @Bean
    RecurringJob oldPresence(Presence presence) {
        return new RecurringJob("old-presence", Duration.ofDays(1), presence::removeOld);
    }

    @Bean
    RecurringJob expiredSessions(Sessions sessions) {
        return new RecurringJob("expired-sessions", Duration.ofHours(1), sessions::removeExpired);
    }
}
