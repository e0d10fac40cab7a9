package dev.selvedge.wire.http;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What clients say about themselves in headers, apart from who they are.
 *
 * @param shared this is one of several writers of a run
 */
public record ClientHeaders(boolean shared) {

    public static ClientHeaders of(HttpServletRequest request) {
        return new ClientHeaders("true".equals(request.getHeader("X-WANDB-USE-ASYNC-FILESTREAM")));
    }
}
