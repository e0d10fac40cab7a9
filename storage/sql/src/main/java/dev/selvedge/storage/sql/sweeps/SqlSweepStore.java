package dev.selvedge.storage.sql.sweeps;

import static dev.selvedge.storage.sql.schema.Tables.SWEEP;
import static dev.selvedge.storage.sql.schema.Tables.SWEEP_AGENT;
import static dev.selvedge.storage.sql.schema.Tables.SWEEP_TRIAL;

import dev.selvedge.domain.people.UserId;
import dev.selvedge.domain.projects.ProjectId;
import dev.selvedge.domain.sweeps.AgentId;
import dev.selvedge.domain.sweeps.Sweep;
import dev.selvedge.domain.sweeps.SweepAgent;
import dev.selvedge.domain.sweeps.SweepId;
import dev.selvedge.domain.sweeps.SweepState;
import dev.selvedge.domain.sweeps.SweepStore;
import dev.selvedge.domain.sweeps.Trial;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.SweepAgentRecord;
import dev.selvedge.storage.sql.schema.tables.records.SweepRecord;
import dev.selvedge.storage.sql.schema.tables.records.SweepTrialRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** Sweeps and agents are a row each; a trial's row is the memory of what an agent was given. */
public final class SqlSweepStore implements SweepStore {

    private final DSLContext sql;

    public SqlSweepStore(Database database) {
        this.sql = database.sql();
    }

    @Override
    public Sweep insert(Sweep sweep) {
        SweepRecord row = sql.newRecord(SWEEP);
        fill(row, sweep);
        row.setCreatedAt(sweep.createdAt());
        try {
            long id = sql.insertInto(SWEEP)
                    .set(row)
                    .returning(SWEEP.ID)
                    .fetchOne()
                    .getId();
            return find(new SweepId(id)).orElseThrow();
        } catch (IntegrityConstraintViolationException e) {
            throw new Fault(Fault.Code.CONFLICT, "The project already has a sweep named " + sweep.name(), e);
        }
    }

    @Override
    public void save(Sweep sweep) {
        SweepRecord row = sql.newRecord(SWEEP);
        fill(row, sweep);
        sql.update(SWEEP).set(row).where(SWEEP.ID.eq(sweep.id().value())).execute();
    }

    private static void fill(SweepRecord row, Sweep sweep) {
        row.setProjectId(sweep.project().value());
        row.setName(sweep.name());
        row.setUserId(sweep.user().value());
        row.setDisplayName(sweep.displayName());
        row.setDescription(sweep.description());
        row.setConfig(sweep.config());
        row.setMethod(sweep.method());
        row.setState(sweep.state().name());
        row.setController(sweep.controller());
        row.setScheduler(sweep.scheduler());
        row.setLaunchScheduler(sweep.launchScheduler());
        row.setPriorRunsFilters(sweep.priorRunsFilters());
        row.setUpdatedAt(sweep.updatedAt());
        row.setHeartbeatAt(sweep.heartbeatAt());
    }

    @Override
    public Optional<Sweep> find(SweepId id) {
        return sql.selectFrom(SWEEP).where(SWEEP.ID.eq(id.value())).fetchOptional(SqlSweepStore::sweep);
    }

    @Override
    public Optional<Sweep> find(ProjectId project, String name) {
        return sql.selectFrom(SWEEP)
                .where(SWEEP.PROJECT_ID.eq(project.value()).and(SWEEP.NAME.eq(name)))
                .fetchOptional(SqlSweepStore::sweep);
    }

    @Override
    public Optional<Sweep> lock(SweepId id) {
        return sql.selectFrom(SWEEP).where(SWEEP.ID.eq(id.value())).forUpdate().fetchOptional(SqlSweepStore::sweep);
    }

    @Override
    public List<Sweep> ofProject(ProjectId project) {
        return sql.selectFrom(SWEEP)
                .where(SWEEP.PROJECT_ID.eq(project.value()))
                .orderBy(SWEEP.CREATED_AT.desc(), SWEEP.ID.desc())
                .fetch(SqlSweepStore::sweep);
    }

    @Override
    public int count(ProjectId project) {
        return sql.fetchCount(SWEEP, SWEEP.PROJECT_ID.eq(project.value()));
    }

    @Override
    public void delete(SweepId id) {
        sql.deleteFrom(SWEEP_TRIAL).where(SWEEP_TRIAL.SWEEP_ID.eq(id.value())).execute();
        sql.deleteFrom(SWEEP_AGENT).where(SWEEP_AGENT.SWEEP_ID.eq(id.value())).execute();
        sql.deleteFrom(SWEEP).where(SWEEP.ID.eq(id.value())).execute();
    }

    @Override
    public SweepAgent register(SweepId sweep, UserId user, String name, String host, Instant now) {
        long id = sql.insertInto(SWEEP_AGENT)
                .set(SWEEP_AGENT.SWEEP_ID, sweep.value())
                .set(SWEEP_AGENT.USER_ID, user.value())
                .set(SWEEP_AGENT.NAME, name)
                .set(SWEEP_AGENT.HOST, host)
                .set(SWEEP_AGENT.CREATED_AT, now)
                .set(SWEEP_AGENT.HEARTBEAT_AT, now)
                .returning(SWEEP_AGENT.ID)
                .fetchOne()
                .getId();
        return agent(new AgentId(id)).orElseThrow();
    }

    @Override
    public Optional<SweepAgent> agent(AgentId id) {
        return sql.selectFrom(SWEEP_AGENT).where(SWEEP_AGENT.ID.eq(id.value())).fetchOptional(SqlSweepStore::agent);
    }

    @Override
    public Map<AgentId, SweepAgent> agents(Collection<AgentId> ids) {
        return sql.selectFrom(SWEEP_AGENT)
                .where(SWEEP_AGENT.ID.in(ids.stream().map(AgentId::value).toList()))
                .fetchMap(row -> new AgentId(row.getId()), SqlSweepStore::agent);
    }

    @Override
    public void heard(AgentId id, Instant now) {
        sql.update(SWEEP_AGENT)
                .set(SWEEP_AGENT.HEARTBEAT_AT, now)
                .where(SWEEP_AGENT.ID.eq(id.value()))
                .execute();
    }

    @Override
    public List<SweepAgent> agents(SweepId sweep) {
        return sql.selectFrom(SWEEP_AGENT)
                .where(SWEEP_AGENT.SWEEP_ID.eq(sweep.value()))
                .orderBy(SWEEP_AGENT.ID)
                .fetch(SqlSweepStore::agent);
    }

    @Override
    public Map<AgentId, Integer> trialCounts(Collection<AgentId> agents) {
        return sql.select(SWEEP_TRIAL.AGENT_ID, DSL.count())
                .from(SWEEP_TRIAL)
                .where(SWEEP_TRIAL.AGENT_ID.in(
                        agents.stream().map(AgentId::value).toList()))
                .groupBy(SWEEP_TRIAL.AGENT_ID)
                .fetchMap(row -> new AgentId(row.value1()), row -> row.value2());
    }

    @Override
    public void offer(Trial trial) {
        sql.insertInto(SWEEP_TRIAL)
                .set(row(trial))
                .onDuplicateKeyUpdate()
                .set(SWEEP_TRIAL.AGENT_ID, trial.agent().value())
                .set(SWEEP_TRIAL.OFFERS, trial.offers())
                .set(SWEEP_TRIAL.BEGUN, trial.begun())
                .set(SWEEP_TRIAL.IS_OPEN, trial.open())
                .set(SWEEP_TRIAL.OFFERED_AT, trial.offeredAt())
                .execute();
    }

    @Override
    public void save(Trial trial) {
        sql.update(SWEEP_TRIAL)
                .set(row(trial))
                .where(SWEEP_TRIAL.SWEEP_ID.eq(trial.sweep().value()))
                .and(SWEEP_TRIAL.RUN_NAME.eq(trial.run()))
                .execute();
    }

    private SweepTrialRecord row(Trial trial) {
        SweepTrialRecord row = sql.newRecord(SWEEP_TRIAL);
        row.setSweepId(trial.sweep().value());
        row.setRunName(trial.run());
        row.setAgentId(trial.agent().value());
        row.setOffers(trial.offers());
        row.setBegun(trial.begun());
        row.setIsOpen(trial.open());
        row.setOfferedAt(trial.offeredAt());
        return row;
    }

    @Override
    public List<Trial> openTrials(SweepId sweep) {
        return sql.selectFrom(SWEEP_TRIAL)
                .where(SWEEP_TRIAL.SWEEP_ID.eq(sweep.value()).and(SWEEP_TRIAL.IS_OPEN.isTrue()))
                .orderBy(SWEEP_TRIAL.OFFERED_AT, SWEEP_TRIAL.RUN_NAME)
                .fetch(row -> new Trial(
                        new SweepId(row.getSweepId()),
                        row.getRunName(),
                        new AgentId(row.getAgentId()),
                        row.getOffers(),
                        row.getBegun(),
                        row.getIsOpen(),
                        row.getOfferedAt()));
    }

    @Override
    public List<String> runsOf(AgentId agent) {
        return sql.select(SWEEP_TRIAL.RUN_NAME)
                .from(SWEEP_TRIAL)
                .where(SWEEP_TRIAL.AGENT_ID.eq(agent.value()))
                .orderBy(SWEEP_TRIAL.OFFERED_AT, SWEEP_TRIAL.RUN_NAME)
                .fetch(SWEEP_TRIAL.RUN_NAME);
    }

    private static Sweep sweep(SweepRecord row) {
        return new Sweep(
                new SweepId(row.getId()),
                new ProjectId(row.getProjectId()),
                row.getName(),
                new UserId(row.getUserId()),
                row.getDisplayName(),
                row.getDescription(),
                row.getConfig(),
                row.getMethod(),
                SweepState.valueOf(row.getState()),
                row.getController(),
                row.getScheduler(),
                row.getLaunchScheduler(),
                row.getPriorRunsFilters(),
                row.getCreatedAt(),
                row.getUpdatedAt(),
                row.getHeartbeatAt());
    }

    private static SweepAgent agent(SweepAgentRecord row) {
        return new SweepAgent(
                new AgentId(row.getId()),
                new SweepId(row.getSweepId()),
                new UserId(row.getUserId()),
                row.getName(),
                row.getHost(),
                row.getCreatedAt(),
                row.getHeartbeatAt());
    }
}
