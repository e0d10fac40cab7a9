/**
 * Comments on reports: threads at a place of the text, and the people mentioned in them. A comment has no rights of its
 * own: they follow from the report's.
 */
package dev.selvedge.domain.discussions;
