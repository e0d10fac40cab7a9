package dev.selvedge.domain.runs;

import java.util.List;

/**
 * What a client wants a run to be. Null leaves a thing as it is; an empty text removes it.
 *
 * @param id the run, or null to go by entity, project and name
 * @param entity null for the caller's own
 * @param project null for the project of runs that name none
 * @param name null to have one invented
 * @param config {@code {"key":{"value":…}}}
 * @param shared one of several writers of the run, each with a config of its own
 */
public record UpsertRun(
        RunId id,
        String entity,
        String project,
        String name,
        String displayName,
        String description,
        String notes,
        String group,
        String jobType,
        String sweep,
        String host,
        String commit,
        String remote,
        String program,
        List<String> tags,
        String config,
        String summary,
        RunState state,
        boolean shared) {

    private static final int LONGEST_WORD = 512;
    private static final int LONGEST_ADDRESS = 1024;

    /** An upsert that tells where the program runs comes from a client that begins or resumes a run. */
    boolean startsClient() {
        return state == null && (host != null || program != null);
    }

    /**
     * Whoever resumes or rewinds a run has asked about it first and names it by its id. A client that begins a run by
     * name begins it anew, or uploads a recording: see {@link RunHistories.Beginning}.
     */
    boolean beginsByName() {
        return startsClient() && id == null && !shared;
    }

    RunAbout appliedTo(RunAbout about) {
        return new RunAbout(
                displayName == null || displayName.isEmpty() ? about.displayName() : displayName,
                chosen(description, about.description()),
                chosen(notes, about.notes()),
                chosen(group, about.group()),
                chosen(jobType, about.jobType()),
                chosen(sweep, about.sweep()),
                chosen(cut(host, LONGEST_WORD), about.host()),
                chosen(cut(commit, LONGEST_WORD), about.commit()),
                chosen(cut(remote, LONGEST_ADDRESS), about.remote()),
                chosen(cut(program, LONGEST_ADDRESS), about.program()));
    }

    /** What the client found out by itself must not keep a run from beginning, however long it is. */
    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String chosen(String wanted, String current) {
        if (wanted == null) {
            return current;
        }
        return wanted.isEmpty() ? null : wanted;
    }
}
