package dev.selvedge.domain.people;

/** What names a person as the one it belongs to, in all rooms. */
public interface Belongings {

    /**
     * How many of each went to others.
     *
     * @param moved projects that were under the person's own name
     */
    record Handed(int projects, int reports, int automations, int queues, int moved) {}

    /** Everything outside of the projects under the person's own name; who ran and who wrote what stays as it was. */
    Handed handOver(UserId from, UserId heir);

    /**
     * All projects of one entity, with what is in them, become another's. Automations that call receivers of the former entity are
     * switched off, because those stay behind.
     *
     * @param suffix told apart by it, after a hyphen, are those whose name is taken there
     * @param privateOnly what was public is not any more
     * @return how many
     */
    int moveProjects(EntityId from, EntityId to, String suffix, boolean privateOnly);
}
