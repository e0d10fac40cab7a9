/** The type {@code File}, which run files and artifact files share. */
package dev.selvedge.wire.graphql.files;
