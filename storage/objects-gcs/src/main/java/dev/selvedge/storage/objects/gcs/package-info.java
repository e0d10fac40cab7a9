/**
 * Objects in Google Cloud Storage. Clients upload and download directly by V4 signed URLs. Parts of large uploads are
 * objects of their own until they are composed.
 */
package dev.selvedge.storage.objects.gcs;
