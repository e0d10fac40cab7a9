/**
 * Bytes over HTTP: signed URLs of the local object store ({@code /storage}) and files by name ({@code /files}).
 *
 * <p>Plain servlet code that streams: an upload of any size takes one buffer of memory.
 */
package dev.selvedge.wire.files;
