/** What every store of comments must do. */
package dev.selvedge.storage.contract.discussions;
