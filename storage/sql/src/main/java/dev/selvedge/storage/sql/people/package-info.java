/** Tables of users, keys, sessions, entities, organizations and memberships. */
package dev.selvedge.storage.sql.people;
