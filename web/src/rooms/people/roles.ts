/** Roles of a team in words; custom ones have names of their own. */
export const ROLES: readonly (readonly [string, string])[] = [['admin', 'Admin'], ['member', 'Member'], ['viewer', 'Viewer']]

export const REGISTRY_ROLES: readonly (readonly [string, string])[] = [...ROLES, ['restricted_viewer', 'Restricted viewer']]

/** The names a select offers: the usual ones, and the one that is set. */
export function rolesWith(current: string, known: readonly (readonly [string, string])[] = ROLES): readonly (readonly [string, string])[] {
  return known.some(([role]) => role === current) ? known : [...known, [current, current]]
}
