/** What the projects room expects of its store. */
package dev.selvedge.storage.contract.projects;
