/** Serves the built web application and sends every page address to it. */
package dev.selvedge.wire.ui;
