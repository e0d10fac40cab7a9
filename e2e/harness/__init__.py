"""What the end-to-end suites share: a server process, client processes, raw HTTP."""
