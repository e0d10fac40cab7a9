/** {@code file_stream}: how clients write a run while it lives. What they send is described in contracts/filestream. */
package dev.selvedge.wire.filestream;
