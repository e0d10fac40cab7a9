/**
 * The composition root: settings, the wiring of rooms to backends, the routes, the command line. The only module that
 * knows everything.
 */
package dev.selvedge.server;
