package dev.selvedge.domain.runs;

import java.util.List;

/** An upsert into the project ada/p that says nothing else. */
final class WishBuilder {

    private RunId id;
    private String name;
    private String project = "p";
    private String displayName;
    private String notes;
    private String group;
    private String jobType;
    private String host;
    private String program;
    private List<String> tags;
    private String config;
    private String summary;
    private RunState state;
    private boolean shared;

    WishBuilder id(RunId value) {
        id = value;
        return this;
    }

    WishBuilder named(String value) {
        name = value;
        return this;
    }

    WishBuilder in(String value) {
        project = value;
        return this;
    }

    WishBuilder shown(String value) {
        displayName = value;
        return this;
    }

    WishBuilder notes(String value) {
        notes = value;
        return this;
    }

    WishBuilder group(String value) {
        group = value;
        return this;
    }

    WishBuilder jobType(String value) {
        jobType = value;
        return this;
    }

    WishBuilder program(String value) {
        program = value;
        return this;
    }

    /** A program begins, on this host. */
    WishBuilder from(String value) {
        host = value;
        return this;
    }

    WishBuilder tags(String... values) {
        tags = List.of(values);
        return this;
    }

    WishBuilder config(String value) {
        config = value;
        return this;
    }

    WishBuilder summary(String value) {
        summary = value;
        return this;
    }

    WishBuilder state(RunState value) {
        state = value;
        return this;
    }

    WishBuilder shared() {
        shared = true;
        return this;
    }

    UpsertRun build() {
        return new UpsertRun(
                id,
                "ada",
                project,
                name,
                displayName,
                null,
                notes,
                group,
                jobType,
                null,
                host,
                null,
                null,
                program,
                tags,
                config,
                summary,
                state,
                shared);
    }
}
