/** Backends of the {@code ObjectStore} port, one package each. They know nothing of what the objects mean. */
package dev.selvedge.storage.objects;
