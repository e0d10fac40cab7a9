package dev.selvedge.domain.launch;

import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.platform.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the items of queues. */
public interface ItemStore {

    QueueItem insert(QueueItem item);

    Optional<QueueItem> find(ItemId id);

    /** As {@link #find}, and nobody else changes the item until the transaction ends. */
    Optional<QueueItem> lock(ItemId id);

    /** Keeps state, target, times, refused claims and problems; the lease is {@link #lease}'s. */
    void save(QueueItem item);

    /**
     * Items an agent may be given at {@code now}, the one to give first in front.
     *
     * @param byPriority before the order in which they came
     */
    List<ItemId> available(QueueId queue, boolean byPriority, Instant now, int limit);

    /** Gives the item to {@code lease}, unless somebody else was faster or it is gone: then false. */
    boolean lease(ItemId id, QueueItem.Lease lease, Instant now, Instant until);

    /** The newest first; INVALID for a cursor that is none. */
    Page<QueueItem> ofQueue(QueueId queue, int first, String after);

    /** How many wait at {@code now}, by queue; queues without any are left out. */
    Map<QueueId, Integer> waiting(Collection<QueueId> queues, Instant now);

    /** False when it was not there. */
    boolean delete(QueueId queue, ItemId id);

    /** Items about these runs that have not failed. */
    List<QueueItem> aboutRuns(ProjectId project, Collection<String> runs);
}
