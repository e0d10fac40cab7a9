/** What every HTTP protocol here shares: the caller and base URL of a request, error bodies, request ids. */
package dev.selvedge.wire.http;
