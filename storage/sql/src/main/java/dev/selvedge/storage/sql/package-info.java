/**
 * The SQL backend of the rooms' store ports: one package per room, one migration text for H2 and MySQL.
 *
 * <p>Statements use the MySQL 8.0.0 subset that H2's MySQL mode also runs; ids are auto-increment, times are UTC.
 */
package dev.selvedge.storage.sql;
