/** Download routes of artifact files that clients build by themselves. */
package dev.selvedge.wire.artifacts;
