/** Series for the charts of the web UI: a question in JSON, an answer in binary columns. */
package dev.selvedge.wire.history;
