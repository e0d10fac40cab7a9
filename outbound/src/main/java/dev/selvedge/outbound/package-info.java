/**
 * What leaves the server on behalf of users: web hooks and mail. Nothing else calls out, and nothing here calls an
 * address inside that the operator has not opened.
 */
package dev.selvedge.outbound;
