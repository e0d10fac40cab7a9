package dev.selvedge.storage.sql.runs;

import dev.selvedge.domain.people.EntityStore;
import dev.selvedge.domain.projects.ProjectStore;
import dev.selvedge.domain.runs.RunStore;
import dev.selvedge.domain.runs.Workloads;
import dev.selvedge.storage.contract.runs.WorkloadsContract;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.TestBackend;
import dev.selvedge.storage.sql.people.SqlEntityStore;
import dev.selvedge.storage.sql.projects.SqlProjectStore;

abstract class SqlWorkloadsTest extends WorkloadsContract {

    private final Database database;

    SqlWorkloadsTest(TestBackend backend) {
        this.database = backend.open();
    }

    @Override
    protected Workloads workloads() {
        return new SqlWorkloads(database);
    }

    @Override
    protected RunStore runs() {
        return new SqlRunStore(database);
    }

    @Override
    protected EntityStore entities() {
        return new SqlEntityStore(database);
    }

    @Override
    protected ProjectStore projects() {
        return new SqlProjectStore(database);
    }
}
