package dev.selvedge.wire.graphql.runs.files;

import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.runs.Run;
import dev.selvedge.domain.runs.files.FileAccess.Address;
import dev.selvedge.domain.runs.files.RunFile;
import dev.selvedge.domain.runs.files.RunFileQueries;
import dev.selvedge.domain.runs.files.RunFileUploads;
import dev.selvedge.wire.files.FilePath;

/** The addresses of one run's files as one caller may use them. */
final class RunFileLinks {

    private final RunFileQueries files;
    private final RunFileUploads uploads;
    private final Run run;
    private final Caller caller;
    private final String baseUrl;
    private Address address;

    RunFileLinks(RunFileQueries files, RunFileUploads uploads, Run run, Caller caller, String baseUrl) {
        this.files = files;
        this.uploads = uploads;
        this.run = run;
        this.caller = caller;
        this.baseUrl = baseUrl;
    }

    /** Needs no credentials, and expires. */
    String direct(RunFile file) {
        return files.link(file, baseUrl);
    }

    /** Stays good, and asks for credentials. */
    synchronized String byName(String name) {
        if (address == null) {
            address = files.address(run);
        }
        return baseUrl + new FilePath(address.entity(), address.project(), address.run(), name).encoded();
    }

    /** Older clients ask for upload URLs in a query; each answer is a new place for the bytes. */
    String upload(String name) {
        return uploads.create(caller, run, name, baseUrl).url().url();
    }
}
