package dev.selvedge.domain.automations;

import dev.selvedge.domain.people.Caller;

/** What this room asks of the launch room: to put a job where agents take it from. */
public interface LaunchQueues {

    /** NOT_FOUND or DENIED when the caller may not put jobs into the queue of this global id. */
    void requirePush(Caller caller, String queue);

    /** @param spec JSON text of the run spec */
    void push(Caller caller, String queue, String spec);
}
