/**
 * Artifacts: types, collections (sequences and portfolios), versions, aliases, tags, manifests, links, who used what,
 * and the removal of bytes that no version needs any more.
 *
 * <p>A version is made in steps by the client: create, declare files, upload them, upload the manifest, commit. Only
 * the commit gives it a version index and makes it visible. Stored bytes belong to the version that first uploaded them
 * (its "birth" artifact); later versions of the same project refer to them by birth id and digest.
 */
package dev.selvedge.domain.artifacts;
