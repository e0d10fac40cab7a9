/**
 * Who is asking: API keys, browser sessions, sign-up, and the headers that protect pages.
 *
 * <p>{@link dev.selvedge.wire.session.CallerFilter} is the one place that authenticates; no endpoint reads
 * credentials.
 */
package dev.selvedge.wire.session;
