/**
 * Projects: names, access and members. What is in a project belongs to other rooms, which know it by its id.
 *
 * <p>A project is a registry when its entity is an organization's.
 */
package dev.selvedge.domain.projects;
