/**
 * Files of runs: who uploaded which name, where its bytes lie, and when they may go.
 *
 * <p>Each upload gets an object key of its own, so a file keeps its content until a newer upload has arrived whole, and a
 * link to the old content works until it expires. The wire side is described in {@code contracts/files}.
 */
package dev.selvedge.domain.runs.files;
