package dev.selvedge.server.backup;

import dev.selvedge.domain.artifacts.ArtifactCheck;
import dev.selvedge.domain.objects.ObjectStore;
import dev.selvedge.platform.Fault;
import dev.selvedge.storage.sql.Database;
import dev.selvedge.wire.admin.ControlOrder;
import dev.selvedge.wire.http.JsonBody;
import java.nio.file.Path;
import java.util.Map;

/** What the command line asks of a running server. */
public final class BackupOrders {

    private record Wish(String target) {}

    private BackupOrders() {}

    public static ControlOrder create(Backups backups) {
        return request -> {
            Wish wish = JsonBody.read(request, Wish.class);
            if (wish.target() == null || !Path.of(wish.target()).isAbsolute()) {
                throw Fault.invalid("The target of a backup is an absolute path");
            }
            try {
                return Map.of(
                        "path", backups.create(Path.of(wish.target())).path().toString());
            } catch (BackupFailure e) {
                throw new Fault(Fault.Code.CONFLICT, e.getMessage());
            }
        };
    }

    public static ControlOrder fsck(Database database, ObjectStore objects, ArtifactCheck artifacts) {
        return request -> Fsck.run(
                database, key -> objects.head(key).map(ObjectStore.Meta::size).orElse(-1L), artifacts);
    }
}
