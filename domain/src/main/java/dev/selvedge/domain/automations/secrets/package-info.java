/** Team secrets: written and replaced by the team's admins, used by its automations, shown to nobody. */
package dev.selvedge.domain.automations.secrets;
