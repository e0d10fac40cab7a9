package dev.selvedge.domain.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunConfigTest {

    @Test
    void notANumberSurvives() {
        assertThat(RunConfig.parse("{\"a\":{\"value\":[NaN,Infinity,-Infinity]}}")
                        .text())
                .isEqualTo("{\"a\":{\"value\":[NaN,Infinity,-Infinity]}}");
    }

    @Test
    void bareValuesAreWrappedBecauseResumingNeedsObjects() {
        assertThat(RunConfig.parse("{\"wandb_version\":1,\"a\":{\"value\":2},\"b\":{\"x\":1},\"c\":{\"desc\":null}}")
                        .text())
                .isEqualTo(
                        "{\"wandb_version\":{\"value\":1},\"a\":{\"value\":2},\"b\":{\"value\":{\"x\":1}},\"c\":{\"desc\":null}}");
    }

    @Test
    void theClientsOwnKeysCanBePicked() {
        RunConfig config = RunConfig.parse("{\"_wandb\":{\"value\":{\"t\":{\"1\":[5]},\"m\":[]}}}");
        assertThat(config.internal(List.of("t"))).isEqualTo("{\"t\":{\"1\":[5]}}");
        assertThat(RunConfig.empty().internal(List.of("t"))).isEqualTo("{}");
    }

    @Test
    void aRunsEnvironmentIsThatOfItsNewestWriter() {
        RunConfig config = RunConfig.parse("""
                {"_wandb":{"value":{"e":{
                  "a":{"startedAt":"2026-01-01T00:00:00Z","os":"old"},
                  "b":{"startedAt":"2026-01-02T00:00:00Z","os":"Linux","args":["--lr","1"],"cpu_count":8,"gpu":"T4",
                       "gpu_count":2,"git":{"commit":"c","remote":"git@x"}}}}}}""");
        RunAbout about = new RunAbout("n", null, null, null, null, null, null, "c", "git@x", "train.py");
        RunEnvironment environment = RunEnvironment.of(config, about);
        assertThat(environment.os()).isEqualTo("Linux");
        assertThat(environment.args()).containsExactly("--lr", "1");
        assertThat(environment.gpuCount()).isEqualTo(2);
        assertThat(environment.program()).isEqualTo("train.py");
        assertThat(environment.git()).isEqualTo(new RunEnvironment.Git("git@x", "c"));
    }

    @Test
    void activeTimeIsWhatTheClientCounted() {
        RunsFixture room = new RunsFixture();
        Run run = room.begin("r");
        room.clock.pass(Duration.ofSeconds(90));
        room.stream("r", RunsFixture.anUpdate());
        assertThat(RunTime.active(room.read(run), "{}")).hasSeconds(90);
        assertThat(RunTime.active(run, "{\"_runtime\":12.5}")).hasMillis(12_500);
        assertThat(RunTime.active(run, "{\"_runtime\":1,\"_wandb\":{\"runtime\":7}}"))
                .hasSeconds(7);
    }
}
