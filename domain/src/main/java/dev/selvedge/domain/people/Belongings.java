package dev.selvedge.domain.people;

/** What names a person as the one it belongs to, in all rooms. */
public interface Belongings {

    /** How many of each went to the heir. */
    record Handed(int projects, int reports, int automations, int queues) {}

    /** Everything outside of the projects under the person's own name; who ran and who wrote what stays as it was. */
    Handed handOver(UserId from, UserId heir);
}
