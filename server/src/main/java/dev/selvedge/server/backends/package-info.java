/** Which database, keys and objects folder an installation has, and what production asks of them. */
package dev.selvedge.server.backends;
