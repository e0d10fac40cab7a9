package dev.selvedge.storage.sql.automations;

import dev.selvedge.domain.automations.AutomationId;
import dev.selvedge.domain.automations.IntegrationId;
import dev.selvedge.domain.automations.firing.Target;
import dev.selvedge.domain.people.UserId;

/** Targets as {@code kind:number}. */
final class Targets {

    private Targets() {}

    static String text(Target target) {
        return switch (target) {
            case Target.OfAutomation(AutomationId id) -> "automation:" + id.value();
            case Target.Mail(UserId id) -> "mail:" + id.value();
            case Target.Mention(long id) -> "mention:" + id;
            case Target.Channel(IntegrationId id) -> "channel:" + id.value();
        };
    }

    static Target parse(String text) {
        int colon = text.indexOf(':');
        long id = Long.parseLong(text.substring(colon + 1));
        return switch (text.substring(0, colon)) {
            case "automation" -> new Target.OfAutomation(new AutomationId(id));
            case "mail" -> new Target.Mail(new UserId(id));
            case "mention" -> new Target.Mention(id);
            case "channel" -> new Target.Channel(new IntegrationId(id));
            default -> throw new IllegalStateException("Unknown target " + text);
        };
    }
}
