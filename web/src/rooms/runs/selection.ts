import type { Runset } from '../../panels/spec.ts'
import type { Mongo } from './filters.ts'

/** Which eyes are open: all but the listed runs (root 1), or only the listed ones (root 0). */
export function listed(selections: Runset['selections']): Set<string> {
  return new Set(selections.tree.flatMap(item => (typeof item === 'string' ? [item] : item.children)))
}

export function isVisible(selections: Runset['selections'], run: string): boolean {
  return listed(selections).has(run) === (selections.root === 0)
}

export function toggle(selections: Runset['selections'], run: string): Runset['selections'] {
  const names = listed(selections)
  if (!names.delete(run)) names.add(run)
  return { ...selections, tree: [...names] }
}

export const showAll = (selections: Runset['selections']): Runset['selections'] => ({ ...selections, root: 1, tree: [] })
export const hideAll = (selections: Runset['selections']): Runset['selections'] => ({ ...selections, root: 0, tree: [] })
export const showOnly = (selections: Runset['selections'], runs: string[]): Runset['selections'] => ({ ...selections, root: 0, tree: runs })

export function hideThese(selections: Runset['selections'], runs: readonly string[]): Runset['selections'] {
  const names = listed(selections)
  for (const name of runs) selections.root === 0 ? names.delete(name) : names.add(name)
  return { ...selections, tree: [...names] }
}

/** The same as a question to the server, so that hidden runs do not use up the places of drawn ones. */
export function selectionFilter(selections: Runset['selections']): Mongo | null {
  const names = [...listed(selections)]
  if (selections.root === 0) return { name: { $in: names } }
  return names.length === 0 ? null : { name: { $nin: names } }
}

export function visibleCount(selections: Runset['selections'], matching: number): number {
  const names = listed(selections).size
  return selections.root === 0 ? Math.min(names, matching) : Math.max(0, matching - names)
}
