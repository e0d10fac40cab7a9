/**
 * Objects in S3 and in stores that speak its protocol. Clients upload and download directly by presigned URLs.
 *
 * <p>A presigned GET answers no HEAD; where a client sends one, hand out the server's own signed URL instead.
 */
package dev.selvedge.storage.objects.s3;
