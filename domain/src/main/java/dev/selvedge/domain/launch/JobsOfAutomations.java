package dev.selvedge.domain.launch;

import dev.selvedge.domain.automations.LaunchQueues;
import dev.selvedge.domain.people.Action;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;

/** Takes the jobs that automations start. */
public final class JobsOfAutomations implements LaunchQueues {

    private final QueueStore queues;
    private final LaunchAccess access;
    private final Pushes pushes;

    public JobsOfAutomations(QueueStore queues, LaunchAccess access, Pushes pushes) {
        this.queues = queues;
        this.access = access;
        this.pushes = pushes;
    }

    @Override
    public void requirePush(Caller caller, String queue) {
        access.require(
                caller, Action.CREATE, queues.find(id(queue)).orElseThrow(() -> Fault.notFound("No such run queue")));
    }

    @Override
    public void push(Caller caller, String queue, String spec) {
        pushes.push(caller, id(queue), new Pushes.Wish(spec, null, null));
    }

    private static QueueId id(String global) {
        return new QueueId(GlobalId.decode("RunQueue", global).orElseThrow(() -> Fault.notFound("No such run queue")));
    }
}
