package dev.selvedge.domain.runs;

/**
 * A run that receives rows; these do not change its tags, which are left out.
 *
 * @param summary null where nobody asks for it, or nothing changes it
 */
public record StreamedRun(Run run, String summary) {

    StreamedRun with(Run changed) {
        return new StreamedRun(changed, summary);
    }

    StreamedRun withSummary(String changed) {
        return new StreamedRun(run, changed);
    }
}
