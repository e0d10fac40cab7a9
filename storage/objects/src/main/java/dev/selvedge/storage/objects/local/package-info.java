/**
 * Objects as files of one folder.
 *
 * <pre>
 * data/7f/runs/12/files/ab…       the object; 7f spreads the first two parts of keys over 256 folders
 * data/7f/runs/12/files/ab…~etag  its ETag with the size and time it belongs to; may be lost, never believed blindly
 * staging/                        being written; whatever is here after a crash is rubbish
 * parts/&lt;upload id&gt;/1 2 3 …       parts of unfinished multipart uploads
 * </pre>
 *
 * Every write goes to {@code staging}, is forced to disk, renamed into place, and the folder forced too, before it is
 * acknowledged.
 */
package dev.selvedge.storage.objects.local;
