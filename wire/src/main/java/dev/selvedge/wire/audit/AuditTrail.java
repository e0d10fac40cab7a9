package dev.selvedge.wire.audit;

import dev.selvedge.domain.audit.AuditLog;
import dev.selvedge.domain.people.Caller;
import dev.selvedge.domain.people.UserId;
import dev.selvedge.platform.Fault;
import dev.selvedge.wire.http.Callers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes what a request did, with whom it came from. What cannot be noted is told to the operator, not to the caller. */
public final class AuditTrail {

    static final String ACTOR_IP = "actor_ip";
    static final String CLI_VERSION = "cli_version";

    /** What people do anew with every page that they open, and programs with every call. */
    private static final Set<String> REPEATED =
            Set.of("artifact:read", "project:read", "report:read", "run:update", "user:read");

    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final Pattern CLIENT = Pattern.compile("(?i)(?:W&B [a-z ]*Client|wandb[a-z-]*)[ /](\\d[\\w.+-]*)");

    private final AuditLog audit;

    public AuditTrail(AuditLog audit) {
        this.audit = audit;
    }

    /** By whoever the caller of the request is by now. */
    public void note(HttpServletRequest request, String action, int status, Map<String, String> about) {
        if (status == Fault.Code.UNAVAILABLE.httpStatus()) {
            // nothing was done, clients ask again, and the database that is away would be waited for once more
            return;
        }
        UserId actor = Callers.of(request) instanceof Caller.SignedIn person ? person.userId() : null;
        Map<String, String> whole = new TreeMap<>(about);
        whole.put(ACTOR_IP, request.getRemoteAddr());
        String agent = request.getHeader("User-Agent");
        if (agent != null) {
            Matcher client = CLIENT.matcher(agent);
            if (client.find()) {
                whole.put(CLI_VERSION, client.group(1));
            }
        }
        try {
            if (REPEATED.contains(action)) {
                audit.noteOnce(action, actor, status, whole);
            } else {
                audit.note(action, actor, status, whole);
            }
        } catch (Fault fault) {
            // what was asked for is done and answered: an outage in between is told with all that would be known
            log.error(
                    "{} by {} ({}, {}) is missing in the audit log: {}",
                    action,
                    actor,
                    status,
                    whole,
                    fault.getMessage());
        } catch (RuntimeException e) {
            log.error("{} by {} ({}, {}) is missing in the audit log", action, actor, status, whole, e);
        }
    }
}
