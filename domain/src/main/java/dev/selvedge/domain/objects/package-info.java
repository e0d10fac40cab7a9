/** Bytes by key: the port behind which run files, artifact files, history segments and log blocks are kept. */
package dev.selvedge.domain.objects;
