package dev.selvedge.server.rooms;

import dev.selvedge.domain.audit.AuditCopy;
import dev.selvedge.domain.audit.AuditLog;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.domain.people.Access;
import dev.selvedge.domain.people.UserStore;
import dev.selvedge.platform.RecurringJob;
import dev.selvedge.server.Settings;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.storage.sql.audit.SqlAuditStore;
import dev.selvedge.wire.audit.AuditLogEndpoint;
import dev.selvedge.wire.audit.AuditTrail;
import dev.selvedge.wire.audit.AuditedRoutes;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit log in SQL. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditLog auditLog(Database database, UserStore users, Access access, Clock clock, Settings settings) {
        return new AuditLog(
                new SqlAuditStore(database),
                users,
                access,
                clock,
                settings.audit().keep());
    }

    @Bean
    AuditTrail auditTrail(AuditLog log) {
        return new AuditTrail(log);
    }

    @Bean
    AuditedRoutes auditedRoutes(AuditTrail trail, UserStore users) {
        return new AuditedRoutes(trail, users);
    }

    @Bean
    AuditLogEndpoint auditLogEndpoint(AuditLog log) {
        return new AuditLogEndpoint(log);
    }

    @Bean
    RecurringJob auditCopy(Database database, UserStore users, ObjectStore objects, Clock clock, Settings settings) {
        AuditCopy copy = new AuditCopy(
                new SqlAuditStore(database),
                users,
                objects,
                clock,
                settings.audit().copy());
        return new RecurringJob("audit-copy", Duration.ofMinutes(10), copy::run);
    }

    @Bean
    RecurringJob oldAuditEvents(AuditLog log) {
        return new RecurringJob("old-audit-events", Duration.ofHours(1), log::removeOld);
    }
}
