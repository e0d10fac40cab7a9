package dev.selvedge.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvedge.operator.api.Lifecycle;
import dev.selvedge.operator.api.Selvedge;
import dev.selvedge.operator.api.SelvedgeStatus;
import dev.selvedge.operator.api.UpgradeStatus;
import dev.selvedge.operator.reconcile.Facts.Backup;
import dev.selvedge.operator.reconcile.Facts.Phase;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeciderTest {

    private final World world = new World("upgrade");

    @Test
    void theSchemaComesBeforeTheFirstPods() {
        Decision first = world.turn();
        assertThat(world.kinds(first)).contains("Job").doesNotContain("Deployment");
        assertThat(world.condition("Progressing")).startsWith("True Migrate");
        assertThat(first.create()).extracting(HasMetadata::getKind).containsExactly("Secret");

        world.migration("1.0.0", Phase.SUCCEEDED, "");
        assertThat(world.kinds(world.turn())).contains("Deployment");
        assertThat(world.status().schemaVersion()).isEqualTo("1.0.0");
        assertThat(world.condition("Ready")).startsWith("False NotStarted");
    }

    @Test
    void aVersionCountsOnceItsPodsStayedReady() {
        world.migration("1.0.0", Phase.SUCCEEDED, "");
        world.turn();
        world.rollout("1.0.0", 2, 2);
        world.turn();
        assertThat(world.status().version()).isNull();
        assertThat(world.condition("Progressing")).startsWith("True Verify");
        world.later(Duration.ofSeconds(31));
        world.turn();
        assertThat(world.status().version()).isEqualTo("1.0.0");
        assertThat(world.condition("Ready")).startsWith("True Serving");
        assertThat(world.condition("Progressing")).startsWith("False Settled");
    }

    @Test
    void aFailedMigrationRollsNothingAndSaysWhatItSaid() {
        world.runs("1.0.0").wants("2.0.0");
        world.migration("2.0.0", Phase.FAILED, "Access denied for user 'selvedge'");
        Decision decision = world.turn();
        assertThat(world.served(decision)).isEqualTo("1.0.0");
        assertThat(world.condition("MigrationsApplied"))
                .startsWith("False MigrationFailed")
                .contains("Access denied for user", "delete Job wandb-migrate-");
        assertThat(world.condition("Degraded")).startsWith("True");
        assertThat(world.condition("Ready")).startsWith("True");
    }

    @Test
    void theFormerVersionReturnsWhenPodsDoNotBecomeReady() {
        world.runs("1.0.0").wants("2.0.0");
        world.migration("2.0.0", Phase.SUCCEEDED, "");
        assertThat(world.served(world.turn())).isEqualTo("2.0.0");
        world.stuck("2.0.0", "CrashLoopBackOff: no such key");
        Decision back = world.turn();
        assertThat(world.served(back)).isEqualTo("1.0.0");
        assertThat(world.status().refused().version()).isEqualTo("2.0.0");
        assertThat(world.condition("Degraded"))
                .startsWith("True VersionReturned")
                .contains("no such key");
        world.rollout("1.0.0", 2, 2);
        assertThat(world.served(world.turn())).as("and it stays away").isEqualTo("1.0.0");
        world.changed();
        assertThat(world.served(world.turn())).as("until the resource changes").isEqualTo("2.0.0");
    }

    @Test
    void theFormerVersionReturnsWhenPodsDoNotStayReady() {
        world.runs("1.0.0").wants("2.0.0");
        world.migration("2.0.0", Phase.SUCCEEDED, "");
        world.turn();
        world.rollout("2.0.0", 2, 2);
        world.turn();
        assertThat(world.status().upgrade().phase()).isEqualTo("Verify");
        world.rollout("2.0.0", 2, 1);
        assertThat(world.served(world.turn())).isEqualTo("1.0.0");
        assertThat(world.condition("Progressing")).startsWith("False Returned").contains("did not stay ready");
    }

    @Test
    void theFirstVersionHasNothingToReturnTo() {
        world.migration("1.0.0", Phase.SUCCEEDED, "");
        world.turn();
        world.stuck("1.0.0", "ImagePullBackOff");
        assertThat(world.served(world.turn())).isEqualTo("1.0.0");
        assertThat(world.status().refused()).isNull();
        assertThat(world.condition("Ready")).startsWith("False NoPodAnswers").contains("ImagePullBackOff");
    }

    @Test
    void anUpgradeWaitsForABackupThatIsFreshEnough() {
        World planned = new World("everything").runs("0.1.0");
        Decision waits = planned.turn();
        assertThat(planned.served(waits)).isEqualTo("0.1.0");
        assertThat(planned.kinds(waits)).contains("SelvedgeBackup").doesNotContain("Job/migrate");
        assertThat(planned.condition("Progressing")).startsWith("True Backup");

        planned.backups(
                List.of(new Backup("old", "Succeeded", Optional.of(planned.now().minus(Duration.ofHours(7))), "")));
        planned.turn();
        assertThat(planned.condition("Progressing")).as("6h are asked for").startsWith("True Backup");

        planned.backups(
                List.of(new Backup("new", "Succeeded", Optional.of(planned.now().minus(Duration.ofHours(5))), "")));
        planned.turn();
        assertThat(planned.condition("Progressing")).startsWith("True Migrate");
    }

    @Test
    void aFailedBackupBeforeAnUpgradeSaysHowToGoOn() {
        World planned = new World("everything").runs("0.1.0");
        planned.turn();
        String name = planned.lastApplied("SelvedgeBackup", "wandb-before-");
        planned.backups(List.of(new Backup(name, "Failed", Optional.empty(), "The bucket is full.")));
        planned.turn();
        assertThat(planned.condition("Progressing"))
                .contains("The bucket is full.", "Delete SelvedgeBackup " + name + " to try again");
    }

    @Test
    void aMissingSecretIsNamedWithTheCommandThatMakesIt() {
        world.runs("1.0.0");
        world.missing(new SecretKeySelector("MYSQL_PASSWORD", "wandb-mysql", null));
        Decision decision = world.turn();
        assertThat(world.kinds(decision)).as("pods stay as they are").doesNotContain("Deployment");
        assertThat(decision.complete()).isFalse();
        assertThat(world.condition("MySQLReady"))
                .startsWith("False SecretMissing")
                .contains("kubectl -n ml create secret generic wandb-mysql --from-literal=MYSQL_PASSWORD=");
        world.missing();
        world.examined(0, "");
        world.turn();
        assertThat(world.condition("MySQLReady")).startsWith("True");
    }

    @Test
    void whatTheDoctorSaysIsTheCondition() {
        world.runs("1.0.0");
        world.examined(1, "Communications link failure");
        world.turn();
        assertThat(world.condition("MySQLReady"))
                .isEqualTo("False Unusable Communications link failure. Correct spec.mysql.external or what it names.");
        assertThat(world.condition("Degraded")).contains("Communications link failure");
        assertThat(world.condition("Ready")).as("pods still answer").startsWith("True");
    }

    @Test
    void aVersionThatCannotExamineIsNoFailure() {
        world.runs("1.0.0");
        world.examined(2, "Unmatched argument");
        world.turn();
        assertThat(world.condition("RedisReady")).startsWith("Unknown NotExamined");
        assertThat(world.condition("Degraded")).startsWith("False");
    }

    @Test
    void anExaminationIsRepeatedSoonerWhileItIsBad() {
        world.runs("1.0.0");
        world.examined(1, "no");
        world.turn();
        world.later(Duration.ofMinutes(3));
        assertThat(world.turn().jobs()).hasSize(1);
        world.examined(0, "");
        world.turn();
        world.later(Duration.ofMinutes(3));
        assertThat(world.turn().jobs()).isEmpty();
    }

    @Test
    void noPodRunsDuringARestore() {
        world.runs("1.0.0");
        world.restoring("back");
        Decision decision = world.turn();
        assertThat(decision.apply().stream()
                        .filter(Deployment.class::isInstance)
                        .map(each -> ((Deployment) each).getSpec().getReplicas()))
                .isNotEmpty()
                .allMatch(replicas -> replicas == 0);
        assertThat(world.condition("Progressing")).startsWith("True Restoring");
        assertThat(world.status().version()).isEqualTo("1.0.0");
    }

    @Test
    void aSuspendedInstallationStaysAsItIs() {
        world.runs("1.0.0").wants("2.0.0");
        world.lifecycle(new Lifecycle(null, true, null));
        Decision decision = world.turn();
        assertThat(decision.apply()).isEmpty();
        assertThat(world.condition("Paused")).startsWith("True Suspended");
        world.lifecycle(null);
        world.turn();
        assertThat(world.condition("Paused")).isEmpty();
    }

    @Test
    void transitionsKeepTheirTimeWhileNothingChanges() {
        world.runs("1.0.0");
        world.turn();
        String since = world.status().condition("Ready").orElseThrow().getLastTransitionTime();
        world.later(Duration.ofHours(1));
        world.turn();
        assertThat(world.status().condition("Ready").orElseThrow().getLastTransitionTime())
                .isEqualTo(since);
    }

    @Test
    void anUpgradeUnderWayGoesOnAfterTheOperatorWasRestarted() {
        world.runs("1.0.0").wants("2.0.0");
        world.migration("2.0.0", Phase.SUCCEEDED, "");
        world.turn();
        world.rollout("2.0.0", 2, 2);
        world.turn();
        SelvedgeStatus kept = world.status();
        Selvedge again = world.resource();
        again.setStatus(kept);
        world.later(Duration.ofSeconds(40));
        world.turn();
        assertThat(kept.upgrade()).extracting(UpgradeStatus::phase).isEqualTo("Verify");
        assertThat(world.status().version()).isEqualTo("2.0.0");
    }

    @Test
    void anAutoscalerThatAsksForMorePodsIsNoFailure() {
        World scaled = new World("prod-aws").runs("0.0.9");
        scaled.migration("0.1.0", Phase.SUCCEEDED, "");
        scaled.turn();
        scaled.rollout("0.1.0", 2, 2);
        scaled.turn();
        assertThat(scaled.status().upgrade().phase()).isEqualTo("Verify");
        scaled.rollout("0.1.0", 1, 1);
        assertThat(scaled.served(scaled.turn())).isEqualTo("0.1.0");
        assertThat(scaled.status().refused()).isNull();
    }
}
