package dev.selvedge.server;

/** What one process of an installation does. Every process has all of it unless told otherwise. */
public enum Role {
    /** Questions and edits: GraphQL, sessions, administration, downloads. */
    API,
    /** What training processes send: rows, console lines, uploads through the server. */
    INGEST,
    /** Recurring jobs; they are rows in the database, so any number of workers share them. */
    WORKER,
    /** Pages for the browser. */
    UI
}
