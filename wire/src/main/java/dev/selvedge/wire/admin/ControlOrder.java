package dev.selvedge.wire.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Something the command line has the server do that holds the data folder. */
public interface ControlOrder {

    /** What is answered, as JSON. */
    Object carryOut(HttpServletRequest request) throws IOException;
}
