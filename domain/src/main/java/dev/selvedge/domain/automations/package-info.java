/**
 * Automations: when something happens to a run or an artifact, tell someone or start something.
 *
 * <p>Rooms report what happened to {@link dev.selvedge.domain.automations.AutomationEvents}; matching and delivering are
 * done later by a job, so that a slow receiver never holds up a training program. Each firing is kept with its result.
 */
package dev.selvedge.domain.automations;
