package dev.selvedge.wire.graphql.launch;

import dev.selvedge.domain.launch.ItemId;
import dev.selvedge.domain.launch.LaunchAgentId;
import dev.selvedge.domain.launch.QueueId;
import dev.selvedge.domain.launch.ResourceConfigId;
import dev.selvedge.platform.Fault;
import dev.selvedge.platform.GlobalId;

/** Ids of the room as clients see them. */
final class LaunchIds {

    private LaunchIds() {}

    static String of(QueueId id) {
        return GlobalId.encode("RunQueue", id.value());
    }

    static String of(ItemId id) {
        return GlobalId.encode("RunQueueItem", id.value());
    }

    static String of(LaunchAgentId id) {
        return GlobalId.encode("LaunchAgent", id.value());
    }

    static String of(ResourceConfigId id) {
        return GlobalId.encode("DefaultResourceConfig", id.value());
    }

    static QueueId queue(String id) {
        return new QueueId(number("RunQueue", id, "run queue"));
    }

    static ItemId item(String id) {
        return new ItemId(number("RunQueueItem", id, "run queue item"));
    }

    /** Null for null: clients send it when they do not know. */
    static LaunchAgentId agentOrNull(String id) {
        return id == null || id.isEmpty() ? null : agent(id);
    }

    static LaunchAgentId agent(String id) {
        return new LaunchAgentId(number("LaunchAgent", id, "launch agent"));
    }

    static ResourceConfigId configOrNull(String id) {
        return id == null || id.isEmpty()
                ? null
                : new ResourceConfigId(number("DefaultResourceConfig", id, "default resource config"));
    }

    private static long number(String type, String id, String what) {
        return GlobalId.decode(type, id).orElseThrow(() -> Fault.notFound("No such " + what));
    }
}
