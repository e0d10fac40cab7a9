package dev.selvedge.server.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.people.Administrators;
import dev.selvedge.domain.people.ApiKeys;
import dev.selvedge.domain.people.Authenticator;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Deactivations;
import dev.selvedge.domain.people.Invitations;
import dev.selvedge.domain.people.People;
import dev.selvedge.domain.people.Sessions;
import dev.selvedge.domain.people.SignUp;
import dev.selvedge.domain.people.Teams;
import dev.selvedge.domain.people.User;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.server.SelvedgeServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** People who are kept out for a while. */
class DeactivationTest {

    private static final String PASSWORD = "long enough";

    @TempDir
    Path folder;

    private ConfigurableApplicationContext server;
    private Deactivations deactivations;
    private UserStore users;
    private Caller.SignedIn root;

    @BeforeEach
    void start() {
        server = SelvedgeServer.start(
                Map.of("server.port", 0, "server.address", "127.0.0.1", "selvedge.data-dir", folder));
        deactivations = server.getBean(Deactivations.class);
        users = server.getBean(UserStore.class);
        server.getBean(Administrators.class).create("root");
        root = caller("root");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Caller.SignedIn caller(String name) {
        User user = users.findByUsername(name).orElseThrow();
        return new Caller.SignedIn(user.id(), user.username(), user.admin());
    }

    private Sessions.Begun ada() {
        return server.getBean(SignUp.class).signUp("ada", "Ada L.", "ada@example.org", PASSWORD);
    }

    private static void assertRefused(Fault.Code code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.getMessage()).contains(words);
        });
    }

    @Test
    void sessionsAndKeysEndAtOnceAndTheSameKeysWorkAgain() {
        Sessions.Begun session = ada();
        Authenticator authenticator = server.getBean(Authenticator.class);
        String key = server.getBean(ApiKeys.class)
                .generate(Caller.SYSTEM, session.user().id(), null)
                .secret();
        assertThat(authenticator.bySession(session.token())).isPresent();
        assertThat(authenticator.byKey(key, Authenticator.Wishes.NONE).username())
                .isEqualTo("ada");

        User changed = deactivations.deactivate(root, session.user().id());

        assertThat(changed.isDeactivated()).isTrue();
        assertThat(authenticator.bySession(session.token())).isEmpty();
        assertRefused(
                Fault.Code.UNAUTHENTICATED, "deactivated", () -> authenticator.byKey(key, Authenticator.Wishes.NONE));
        Sessions sessions = server.getBean(Sessions.class);
        assertRefused(Fault.Code.UNAUTHENTICATED, "deactivated", () -> sessions.signIn("ada", PASSWORD, "10.0.0.1"));
        assertRefused(
                Fault.Code.UNAUTHENTICATED,
                "Wrong username or password",
                () -> sessions.signIn("ada", "something else", "10.0.0.1"));

        assertThat(deactivations.deactivate(root, session.user().id()).deactivatedAt())
                .as("once more changes nothing")
                .isEqualTo(changed.deactivatedAt());
        assertThat(deactivations.reactivate(root, session.user().id()).isActive())
                .isTrue();
        assertThat(authenticator.byKey(key, Authenticator.Wishes.NONE).username())
                .isEqualTo("ada");
        assertThat(authenticator.bySession(session.token()))
                .as("an ended session does not come back")
                .isEmpty();
        assertThat(sessions.signIn("ada", PASSWORD, "10.0.0.1").user().username())
                .isEqualTo("ada");
    }

    @Test
    void membershipsStayAndNobodyIsInvitedOrWorkedForMeanwhile() {
        User ada = ada().user();
        Teams teams = server.getBean(Teams.class);
        teams.create(caller("ada"), "crew", null, null);
        teams.create(root, "other", null, null);
        deactivations.deactivate(root, ada.id());
        assertThat(teams.members(root, teams.find(root, "crew").orElseThrow().id()))
                .extracting(member -> member.user())
                .containsExactly(ada.id());
        assertRefused(
                Fault.Code.INVALID,
                "ada is deactivated",
                () -> server.getBean(Invitations.class).invite(root, "other", "ada", null, false));
        assertThat(server.getBean(People.class).attributed(root.userId(), "ada", null))
                .isEmpty();
        deactivations.reactivate(root, ada.id());
        server.getBean(Invitations.class).invite(root, "other", "ada", null, false);
    }

    @Test
    void nobodyShutsOneselfOrTheLastAdministratorOut() {
        User ada = ada().user();
        assertRefused(Fault.Code.INVALID, "yourself", () -> deactivations.deactivate(root, root.userId()));
        assertRefused(
                Fault.Code.INVALID, "last administrator", () -> deactivations.deactivate(Caller.SYSTEM, root.userId()));
        assertRefused(
                Fault.Code.DENIED, "Permission denied", () -> deactivations.deactivate(caller("ada"), root.userId()));
        assertRefused(Fault.Code.DENIED, "Permission denied", () -> deactivations.reactivate(caller("ada"), ada.id()));
        server.getBean(Administrators.class).create("second");
        deactivations.deactivate(root, caller("second").userId());
        assertRefused(
                Fault.Code.INVALID,
                "last administrator",
                () -> server.getBean(People.class).delete(Caller.SYSTEM, root.userId()));
        server.getBean(People.class).delete(root, caller("second").userId());
    }

    @Test
    void twoAdministratorsDoNotShutEachOtherOut() throws Exception {
        server.getBean(Administrators.class).create("second");
        Caller.SignedIn second = caller("second");
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 10; round++) {
                List<Callable<Boolean>> calls = List.of(
                        () -> succeeds(() -> deactivations.deactivate(root, second.userId())),
                        () -> succeeds(() -> deactivations.deactivate(second, root.userId())));
                int done = 0;
                for (Future<Boolean> call : both.invokeAll(calls)) {
                    done += call.get() ? 1 : 0;
                }
                assertThat(done).isOne();
                assertThat(users.countAdmins()).isOne();
                deactivations.reactivate(Caller.SYSTEM, root.userId());
                deactivations.reactivate(Caller.SYSTEM, second.userId());
            }
        }
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (Fault refused) {
            return false;
        }
    }

    @Test
    void whoHasTheMachineLetsAnAdministratorInAgain() {
        server.getBean(Administrators.class).create("second");
        deactivations.deactivate(root, caller("second").userId());
        String key = server.getBean(Administrators.class).create("second");
        assertThat(server.getBean(Authenticator.class)
                        .byKey(key, Authenticator.Wishes.NONE)
                        .username())
                .isEqualTo("second");
    }
}
