/**
 * Objects in Azure Blob Storage. Clients upload and download directly by shared access signatures of single blobs; parts
 * of large uploads pass through the server, since the store answers them without the ETag that clients wait for.
 */
package dev.selvedge.storage.objects.azure;
