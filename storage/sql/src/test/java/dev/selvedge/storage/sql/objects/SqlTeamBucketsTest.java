package dev.selvedge.storage.sql.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.automations.secrets.SecretBox;
import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.places.BucketProbe;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.TeamBucket;
import dev.selvedge.domain.objects.places.TeamBuckets;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.BuiltInRoles;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.Entity;
import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.people.NewEntity;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.NewProject;
import dev.selvedge.domain.projects.Project;
import dev.selvedge.domain.projects.ProjectAbout;
import dev.selvedge.domain.projects.ProjectAccess;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gives which team a bucket, and where objects go then. */
abstract class SqlTeamBucketsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Caller ROOT = new Caller.SignedIn(new UserId(1), "root", true);
    private static final UserId ADMIN = new UserId(2);
    private static final UserId MEMBER = new UserId(3);
    private static final UserId STRANGER = new UserId(4);
    private static final String ADDRESS = "s3://key:very-secret@store/";

    private final Database database;
    private final SqlPlaceStore places;
    private final SqlPlacement placement;
    private final SecretBox box = new SecretBox(new byte[32]);
    private final Probe probe = new Probe();
    private final EntityStore entities;
    private final TeamBuckets buckets;
    private Entity red;
    private Entity blue;

    SqlTeamBucketsTest(TestBackend backend) {
        this.database = backend.open();
        this.places = new SqlPlaceStore(database);
        this.placement = new SqlPlacement(database);
        this.entities = new SqlEntityStore(database);
        ProjectStore projects = new SqlProjectStore(database);
        Access access = new Access(entities, projects, new BuiltInRoles());
        this.buckets =
                new TeamBuckets(places, probe, box, entities, access, database.transactions(), Clock.systemUTC());
    }

    /** Takes every address whose bucket is not called bad. */
    private static final class Probe implements BucketProbe {

        private final List<String> examined = new ArrayList<>();

        @Override
        public String location(String address) {
            return address.replaceFirst("//[^@]*@", "//");
        }

        @Override
        public Found examine(String address, String pages, boolean allowPages) {
            examined.add(address + " " + pages + " " + allowPages);
            List<String> troubles =
                    address.contains("bad") ? List.of("uploads by link: PUT is answered with 403") : List.of();
            return new Found(address, location(address), "https://store", troubles);
        }
    }

    @BeforeEach
    void twoTeams() {
        red = team("red");
        blue = team("blue");
    }

    private Entity team(String name) {
        Entity made = entities.insert(new NewEntity(name, Entity.Kind.TEAM, null, null, NOW));
        entities.putMember(made.id(), ADMIN, "admin", NOW);
        entities.putMember(made.id(), MEMBER, "member", NOW);
        return made;
    }

    private static Caller user(UserId id) {
        return new Caller.SignedIn(id, "u" + id.value(), false);
    }

    private TeamBucket set(String team, String bucket) {
        return buckets.set(ROOT, team, ADDRESS + bucket, "https://pages", false);
    }

    private Project project(Entity of) {
        return new SqlProjectStore(database)
                .insert(new NewProject(of.id(), "p", ProjectAccess.PRIVATE, ADMIN, ProjectAbout.NOTHING, NOW));
    }

    private static void refused(Fault.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    @Test
    void onlyTheInstallationsAdministratorGivesATeamABucketAndItsAdminsSeeWhichItIs() {
        List<Caller> others = List.of(user(ADMIN), user(MEMBER), user(STRANGER));
        for (Caller caller : others) {
            refused(Fault.Code.DENIED, () -> buckets.set(caller, "red", ADDRESS + "a", "", false));
            refused(Fault.Code.DENIED, () -> buckets.remove(caller, "red"));
        }
        for (Caller caller : List.of(Caller.ANONYMOUS, new Caller.Guest(1, Set.of()))) {
            refused(Fault.Code.UNAUTHENTICATED, () -> buckets.set(caller, "red", ADDRESS + "a", "", false));
            refused(Fault.Code.UNAUTHENTICATED, () -> buckets.remove(caller, "red"));
            refused(Fault.Code.UNAUTHENTICATED, () -> buckets.get(caller, "red"));
        }
        assertThat(probe.examined)
                .as("nobody else makes the server talk to anything")
                .isEmpty();
        set("red", "a");
        assertThat(buckets.get(ROOT, "red").location()).isEqualTo("s3://store/a");
        assertThat(buckets.get(user(ADMIN), "red").location()).isEqualTo("s3://store/a");
        refused(Fault.Code.DENIED, () -> buckets.get(user(MEMBER), "red"));
        refused(Fault.Code.NOT_FOUND, () -> buckets.get(user(STRANGER), "red"));
        refused(Fault.Code.NOT_FOUND, () -> buckets.get(ROOT, "green"));
    }

    @Test
    void newObjectsGoToTheBucketAndOlderPlacesStayKnown() {
        Project project = project(red);
        assertThat(placement.of(project.id())).isEmpty();
        set("red", "a");
        PlaceId first = placement.of(project.id()).orElseThrow();
        set("red", "b");
        PlaceId second = placement.of(project.id()).orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(buckets.get(ROOT, "red").earlier()).isEqualTo(1);
        buckets.remove(ROOT, "red");
        assertThat(placement.of(project.id())).isEmpty();
        assertThat(places.all()).extracting(ObjectPlace::id).containsExactly(first, second);
        set("red", "a");
        assertThat(placement.of(project.id())).as("the place it was").contains(first);
        assertThat(placement.of(project(blue).id())).isEmpty();
        buckets.remove(ROOT, "red");
        refused(Fault.Code.NOT_FOUND, () -> buckets.remove(ROOT, "red"));
    }

    @Test
    void theAddressIsKeptSealedAndBoundToItsBucket() {
        set("red", "a");
        ObjectPlace place = places.all().getFirst();
        assertThat(place.sealedAddress()).doesNotContain("very-secret");
        assertThat(box.open(place.sealedAddress(), TeamBuckets.owner(place.location())))
                .isEqualTo(ADDRESS + "a");
        assertThatThrownBy(() -> box.open(place.sealedAddress(), TeamBuckets.owner("s3://store/b")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void newCredentialsForTheSameBucketAreNoNewPlace() {
        set("red", "a");
        buckets.set(ROOT, "red", "s3://key:newer@store/a", "https://pages", true);
        assertThat(places.all()).singleElement().satisfies(place -> {
            assertThat(place.revision()).isEqualTo(2);
            assertThat(box.open(place.sealedAddress(), TeamBuckets.owner(place.location())))
                    .contains("newer");
        });
        assertThat(probe.examined.getLast()).endsWith("https://pages true");
    }

    @Test
    void whatDoesNotWorkAndWhatIsAnotherTeamsIsRefusedAndNothingChanges() {
        refused(Fault.Code.INVALID, () -> set("red", "bad"));
        refused(Fault.Code.INVALID, () -> buckets.set(ROOT, "red", " ", "", false));
        assertThat(places.all()).isEmpty();
        set("red", "a");
        refused(Fault.Code.CONFLICT, () -> set("blue", "a"));
        assertThat(probe.examined).as("another team's bucket is not written to").hasSize(2);
        assertThat(buckets.get(ROOT, "blue").location()).isEmpty();
        entities.delete(red.id(), NOW);
        assertThat(set("blue", "a").location()).as("nobody's any more").isEqualTo("s3://store/a");
    }

    @Test
    void deletionsThatWerePutOffAreKeptByPlace() {
        PlaceId place = new PlaceId(7);
        places.putOff(place, List.of("at/7/b", "at/7/a"), NOW);
        places.putOff(place, List.of("at/7/a"), NOW);
        assertThat(places.putOff()).containsExactly(place);
        assertThat(places.putOff(place, 1)).containsExactly("at/7/a");
        places.forgetPutOff(place, List.of("at/7/a", "at/7/b"));
        assertThat(places.putOff()).isEmpty();
    }

    @Test
    void whatWasPutBackFromABackupIsAtHomeAndTheBucketIsFreeAgain() {
        Project project = project(red);
        set("red", "a");
        PlaceId before = placement.of(project.id()).orElseThrow();
        places.comeHome();
        assertThat(placement.of(project.id())).isEmpty();
        assertThat(places.find(before))
                .hasValueSatisfying(place -> assertThat(place.isElsewhere()).isFalse());
        set("red", "a");
        assertThat(placement.of(project.id())).isNotEqualTo(Optional.of(before)).isPresent();
    }
}
