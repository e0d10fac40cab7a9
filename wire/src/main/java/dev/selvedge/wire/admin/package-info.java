/**
 * The administration REST API below {@code /admin/v1}: users, organizations, their members and teams, by name.
 *
 * <p>PUT creates or updates and may be repeated; DELETE of what is absent is 404; every effect is visible to the next
 * request. For scripts, directory imports and test fixtures.
 */
package dev.selvedge.wire.admin;
