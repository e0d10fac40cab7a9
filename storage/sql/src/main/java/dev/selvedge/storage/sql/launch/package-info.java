/** Launch queues, their items and the agents that serve them as rows. */
package dev.selvedge.storage.sql.launch;
