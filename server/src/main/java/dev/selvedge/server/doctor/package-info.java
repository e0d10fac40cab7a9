/** Looks at what a server stands on, from where the server and its clients are. */
package dev.selvedge.server.doctor;
