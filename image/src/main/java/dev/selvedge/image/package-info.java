/** Packs a staged root file system into an OCI image, without a container engine. Not part of the default build. */
package dev.selvedge.image;
