/** What the stores of cloud providers share: content read to its end before it is sent, and names of downloads. */
package dev.selvedge.storage.objects.remote;
