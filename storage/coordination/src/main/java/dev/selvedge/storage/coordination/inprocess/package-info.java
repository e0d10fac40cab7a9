/** For one server: everything stays within the process. */
package dev.selvedge.storage.coordination.inprocess;
