package dev.selvedge.domain.runs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.selvedge.domain.runs.query.RunField.Attribute;
import dev.selvedge.domain.runs.query.RunField.Document;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.filter.Filter;
import dev.selvedge.platform.filter.FilterValue;
import dev.selvedge.platform.filter.OrderKey;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunFiltersTest {

    @ParameterizedTest
    @CsvSource({
        "name,NAME",
        "display_name,DISPLAY_NAME",
        "displayName,DISPLAY_NAME",
        "state,STATE",
        "group,GROUP",
        "job_type,JOB_TYPE",
        "jobType,JOB_TYPE",
        "sweep,SWEEP",
        "username,USERNAME",
        "user.username,USERNAME",
        "host,HOST",
        "created_at,CREATED_AT",
        "createdAt,CREATED_AT",
        "updated_at,UPDATED_AT",
        "heartbeat_at,HEARTBEAT_AT",
        "heartbeatAt,HEARTBEAT_AT",
        "duration,DURATION"
    })
    void keysHaveTheNamesThatClientsUse(String key, Attribute attribute) {
        assertThat(RunField.parse(key)).isEqualTo(attribute);
    }

    @Test
    void keysOfConfigAreMeantWithAndWithoutTheirWrapper() {
        assertThat(RunField.parse("config.lr")).isEqualTo(config("lr"));
        assertThat(RunField.parse("config.lr.value")).isEqualTo(config("lr", "lr.value"));
        assertThat(RunField.parse("config.opt.value.lr")).isEqualTo(config("opt.lr", "opt.value.lr"));
        assertThat(RunField.parse("config.a.value.value")).isEqualTo(config("a.value", "a.value.value"));
        assertThat(RunField.parse("config.valued")).isEqualTo(config("valued"));
        assertThat(RunField.parse("config.value")).isEqualTo(config("value"));
        assertThat(RunField.parse("summary_metrics.a.value"))
                .isEqualTo(new RunField.Value(Document.SUMMARY, List.of("a.value")));
    }

    private static RunField config(String... paths) {
        return new RunField.Value(Document.CONFIG, List.of(paths));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"foo\":1}", "{\"config.\":1}", "{\"summary_metrics\":1}", "{\"Name\":1}"})
    void unknownKeysAreRefusedByName(String filter) {
        assertThatThrownBy(() -> RunFilters.parse(filter))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("Runs have no key");
    }

    @Test
    void artifactsOfRunsAreNotBuilt() {
        assertThatThrownBy(() -> RunFilters.parse("{\"inputArtifacts\":{\"$exists\":true}}"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(Fault.Code.NOT_BUILT));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            "2026-01-31T12:00:00Z" | 2026-01-31T12:00:00Z
            "2026-01-31T12:00:00.123456" | 2026-01-31T12:00:00.123456Z
            "2026-01-31T14:00:00+02:00" | 2026-01-31T12:00:00Z
            "2026-01-31 12:00:00" | 2026-01-31T12:00:00Z
            "2026-01-31T12:00" | 2026-01-31T12:00:00Z
            "2026-01-31" | 2026-01-31T00:00:00Z
            1769860800 | 2026-01-31T12:00:00Z
            1769860800000 | 2026-01-31T12:00:00Z
            """)
    void timesAreReadInTheFormsThatClientsWrite(String literal, Instant expected) {
        assertThat(RunFilters.parse("{\"created_at\":" + literal + "}"))
                .isEqualTo(Filter.equal((RunField) Attribute.CREATED_AT, new FilterValue.Time(expected)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"created_at\":\"soon\"}",
                "{\"created_at\":{\"$gt\":true}}",
                "{\"updated_at\":{\"$regex\":\"2\"}}"
            })
    void whatIsNoTimeIsRefused(String filter) {
        assertThatThrownBy(() -> RunFilters.parse(filter)).isInstanceOf(Fault.class);
    }

    @Test
    void noTagsAreAnEmptyList() {
        assertThat(RunFilters.parse("{\"tags\":null}")).isEqualTo(RunFilters.parse("{\"tags\":{\"$size\":0}}"));
        assertThat(RunFilters.parse("{\"tags\":{\"$exists\":false}}"))
                .isEqualTo(new Filter.Not<>(RunFilters.parse("{\"tags\":{\"$ne\":null}}")));
        assertThat(RunFilters.parse("{\"tags\":[]}"))
                .isEqualTo(new Filter.And<>(List.of(RunFilters.parse("{\"tags\":{\"$size\":0}}"))));
    }

    @Test
    void loggedKeysCanOnlyBeAskedForExistence() {
        assertThat(RunFilters.parse("{\"keys_info.keys.loss\":{\"$ne\":null}}"))
                .isEqualTo(new Filter.Not<>(RunFilters.parse("{\"keys_info.keys.loss\":{\"$exists\":false}}")));
        assertThatThrownBy(() -> RunFilters.parse("{\"keys_info.keys.loss\":3}"))
                .isInstanceOf(Fault.class);
    }

    @Test
    void ordersNameTheSameKeys() {
        assertThat(RunFilters.parseOrder("-summary_metrics.loss,+createdAt"))
                .containsExactly(
                        new OrderKey<>(new RunField.Value(Document.SUMMARY, List.of("loss")), false),
                        new OrderKey<>(Attribute.CREATED_AT, true));
        assertThatThrownBy(() -> RunFilters.parseOrder("+tags")).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> RunFilters.parseOrder("+keys_info.keys.a")).isInstanceOf(Fault.class);
    }
}
