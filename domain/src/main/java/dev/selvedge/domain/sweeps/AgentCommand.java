package dev.selvedge.domain.sweeps;

import java.util.Map;

/** What an agent is told. In-process agents read only the first command of an answer. */
public sealed interface AgentCommand {

    /**
     * Start a run.
     *
     * @param arguments {@code {"lr":{"value":0.1}}}
     * @param program the script of the sweep's configuration; the command-line agent cannot start without one
     * @param again the run had begun before and is to be resumed
     */
    record Run(String run, Map<String, Object> arguments, String program, boolean again) implements AgentCommand {}

    /** End a run. Repeated until the run ended: the second one after the client's kill delay kills. */
    record Stop(String run) implements AgentCommand {}

    /** There will be nothing more to do. An in-process agent stops its run on this, so it is said only to idle ones. */
    record Exit() implements AgentCommand {}
}
