package dev.selvedge.domain.runs;

import java.util.Collection;

/** What the stream of a run tells about its files. Joins the caller's transaction. */
public interface RunFiles {

    /** These uploads have ended: their files are there from now on. Unknown paths are fine. */
    void markUploaded(RunId run, Collection<String> paths);
}
