package dev.selvedge.storage.sql.objects;

import static dev.selvedge.storage.sql.schema.Tables.OBJECT_PLACE;
import static dev.selvedge.storage.sql.schema.Tables.OBJECT_PUT_OFF;
import static dev.selvedge.storage.sql.schema.Tables.TEAM_BUCKET;

import dev.selvedge.domain.objects.PlaceId;
import dev.selvedge.domain.objects.places.ObjectPlace;
import dev.selvedge.domain.objects.places.PlaceStore;
import dev.selvedge.domain.people.EntityId;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.schema.tables.records.ObjectPlaceRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;

/** One row a place, for ever; one row a team that has a bucket now. */
public final class SqlPlaceStore implements PlaceStore {

    private final DSLContext sql;

    public SqlPlaceStore(Database database) {
        this(database.sql());
    }

    public SqlPlaceStore(DSLContext sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ObjectPlace> find(PlaceId id) {
        return one(OBJECT_PLACE.ID.eq(id.value()));
    }

    @Override
    public Optional<ObjectPlace> find(String location) {
        return one(OBJECT_PLACE.LOCATION.eq(location));
    }

    private Optional<ObjectPlace> one(Condition which) {
        return sql.selectFrom(OBJECT_PLACE).where(which).fetchOptional(SqlPlaceStore::place);
    }

    @Override
    public List<ObjectPlace> all() {
        return sql.selectFrom(OBJECT_PLACE).orderBy(OBJECT_PLACE.ID).fetch(SqlPlaceStore::place);
    }

    @Override
    public PlaceId insert(
            EntityId entity, String location, String sealedAddress, String origin, UserId by, Instant now) {
        ObjectPlaceRecord row = new ObjectPlaceRecord();
        row.setEntityId(entity.value());
        row.setLocation(location);
        row.setSealedAddress(sealedAddress);
        row.setOrigin(origin);
        row.setRevision(1L);
        row.setCreatedBy(by.value());
        row.setCreatedAt(now);
        row.setUpdatedAt(now);
        try {
            return new PlaceId(sql.insertInto(OBJECT_PLACE)
                    .set(row)
                    .returning(OBJECT_PLACE.ID)
                    .fetchOne()
                    .getId());
        } catch (IntegrityConstraintViolationException raced) {
            throw Fault.conflict("The bucket " + location + " has just been given to a team");
        }
    }

    @Override
    public void update(PlaceId id, EntityId entity, String sealedAddress, String origin, Instant now) {
        sql.update(OBJECT_PLACE)
                .set(OBJECT_PLACE.ENTITY_ID, entity.value())
                .set(OBJECT_PLACE.SEALED_ADDRESS, sealedAddress)
                .set(OBJECT_PLACE.ORIGIN, origin)
                .set(OBJECT_PLACE.REVISION, OBJECT_PLACE.REVISION.plus(1L))
                .set(OBJECT_PLACE.UPDATED_AT, now)
                .where(OBJECT_PLACE.ID.eq(id.value()))
                .execute();
    }

    @Override
    public Optional<ObjectPlace> current(EntityId entity) {
        return sql.select(OBJECT_PLACE.fields())
                .from(TEAM_BUCKET)
                .join(OBJECT_PLACE)
                .on(OBJECT_PLACE.ID.eq(TEAM_BUCKET.PLACE_ID))
                .where(TEAM_BUCKET.ENTITY_ID.eq(entity.value()))
                .fetchOptional(row -> place(row.into(OBJECT_PLACE)));
    }

    @Override
    public void use(EntityId entity, PlaceId place) {
        sql.insertInto(TEAM_BUCKET)
                .set(TEAM_BUCKET.ENTITY_ID, entity.value())
                .set(TEAM_BUCKET.PLACE_ID, place.value())
                .onDuplicateKeyUpdate()
                .set(TEAM_BUCKET.PLACE_ID, place.value())
                .execute();
    }

    @Override
    public boolean leave(EntityId entity) {
        return sql.deleteFrom(TEAM_BUCKET)
                        .where(TEAM_BUCKET.ENTITY_ID.eq(entity.value()))
                        .execute()
                == 1;
    }

    @Override
    public void putOff(PlaceId place, Collection<String> keys, Instant now) {
        keys.forEach(key -> sql.insertInto(OBJECT_PUT_OFF)
                .set(OBJECT_PUT_OFF.PLACE_ID, place.value())
                .set(OBJECT_PUT_OFF.OBJECT_KEY, key)
                .set(OBJECT_PUT_OFF.PUT_OFF_AT, now)
                .onDuplicateKeyIgnore()
                .execute());
    }

    @Override
    public List<PlaceId> putOff() {
        return sql.selectDistinct(OBJECT_PUT_OFF.PLACE_ID).from(OBJECT_PUT_OFF).fetch(row -> new PlaceId(row.value1()));
    }

    @Override
    public List<String> putOff(PlaceId place, int atMost) {
        return sql.select(OBJECT_PUT_OFF.OBJECT_KEY)
                .from(OBJECT_PUT_OFF)
                .where(OBJECT_PUT_OFF.PLACE_ID.eq(place.value()))
                .orderBy(OBJECT_PUT_OFF.OBJECT_KEY)
                .limit(atMost)
                .fetch(OBJECT_PUT_OFF.OBJECT_KEY);
    }

    @Override
    public void forgetPutOff(PlaceId place, Collection<String> keys) {
        sql.deleteFrom(OBJECT_PUT_OFF)
                .where(OBJECT_PUT_OFF.PLACE_ID.eq(place.value()), OBJECT_PUT_OFF.OBJECT_KEY.in(keys))
                .execute();
    }

    /**
     * For an installation that was put back from a backup, which brings the objects of teams' buckets along, in its own
     * place: the buckets themselves are left alone, and another installation may be using them.
     */
    public void comeHome() {
        sql.deleteFrom(TEAM_BUCKET).execute();
        sql.update(OBJECT_PLACE)
                .set(OBJECT_PLACE.SEALED_ADDRESS, DSL.castNull(String.class))
                .set(OBJECT_PLACE.ORIGIN, "")
                .set(OBJECT_PLACE.REVISION, OBJECT_PLACE.REVISION.plus(1L))
                .execute();
        // the same bucket may be given again, for new objects
        all().forEach(place -> sql.update(OBJECT_PLACE)
                .set(OBJECT_PLACE.LOCATION, "restored " + place.id().value())
                .where(OBJECT_PLACE.ID.eq(place.id().value()))
                .execute());
    }

    private static ObjectPlace place(ObjectPlaceRecord row) {
        return new ObjectPlace(
                new PlaceId(row.getId()),
                new EntityId(row.getEntityId()),
                row.getLocation(),
                row.getSealedAddress(),
                row.getOrigin(),
                row.getRevision(),
                new UserId(row.getCreatedBy()),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }
}
