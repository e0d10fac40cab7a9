/**
 * Queues of runs to be started elsewhere, the items in them, and the agents that take items and start the runs.
 *
 * <p>Owns queues, what a queue says about the machines behind it, items with their leases, and agents. A run belongs to the
 * runs room from the moment its program begins; here it is a name. An item is given to one agent at a time, whatever
 * number of servers is asked. The contract is {@code contracts/graphql/launch.graphqls}.
 */
package dev.selvedge.domain.launch;
