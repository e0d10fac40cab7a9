import { createContext, useContext } from 'react'
import type { RunKeys } from '../rooms/runs/queries.ts'
import type { RunColors } from './colors/scale.ts'
import type { Definitions } from './definitions.ts'
import { systemMetric } from './system.ts'
import { parseObject, type JsonObject } from '../api/json.ts'
import type { RowValues } from '../rooms/runs/columns.ts'
import type { Extra } from './extras.ts'
import type { Key } from './spec.ts'

/** A run as charts see it. */
export interface DrawnRun { name: string; label: string; color: string; running: boolean; /** Kept on top, and the one that others are compared with. */ pinned: boolean; baseline: boolean; keys: ReadonlyMap<string, boolean>; extras: ReadonlyMap<string, Extra>; charts: ReadonlyMap<string, JsonObject>; systemKeys: readonly string[]; definitions: Definitions; /** Names of the classes in masks and boxes of a key, by layer. */ labels: (key: string) => ReadonlyMap<string, Record<string, string>>; /** What lines are grouped by. */ values: RowValues }

/** The runs that the panels of a page draw, in the order of the list, and where their data is. */
export interface RunScope { entity: string; project: string; runs: DrawnRun[]; /** All visible runs, as a question to the server: more than are drawn as lines. */ filters: string; order: string; /** Keys by which the table groups its runs; charts follow it. */ grouping: readonly Key[]; /** Colours chosen for groups, by their names. */ groupColors?: ReadonlyMap<string, string>; colors: RunColors; live: boolean; openRun: (run: string, newTab: boolean) => void }

const Scope = createContext<RunScope | null>(null)
export const RunScopeProvider = Scope.Provider

export function useRunScope(): RunScope {
  const scope = useContext(Scope)
  if (!scope) throw new Error('No runs are in scope here')
  return scope
}

const HIDDEN = new Set(['_step', '_runtime', '_timestamp', '_wandb'])

/** Logged keys, and whether they ever held a number: only those have a line. */
export function loggedKeys(run: Pick<RunKeys, 'historyKeys'>): Map<string, boolean> {
  const found = new Map<string, boolean>()
  for (const [key, about] of Object.entries(run.historyKeys?.keys ?? {})) {
    if (HIDDEN.has(key) || key.startsWith('_wandb.')) continue
    const types = typeof about === 'object' && about !== null ? about.typeCounts : undefined
    found.set(key, !types || types.length === 0 || types.some(each => each.type === 'number'))
  }
  return found
}

export function systemKeys(run: Pick<RunKeys, 'systemMetrics'>): string[] {
  return Object.entries(parseObject(run.systemMetrics))
    .filter(([key, value]) => key.startsWith('system.') && typeof value === 'number')
    .map(([key]) => systemMetric(key))
}

/** The axis that the script asked for; a choice made in the page goes before it. */
export function definedAxis(runs: readonly DrawnRun[], metrics: readonly string[]): string | null {
  const [metric] = metrics
  if (metric === undefined) return null
  for (const run of runs) {
    if (!run.keys.has(metric)) continue
    const step = run.definitions.stepOf(metric)
    return step !== null && run.keys.get(step) === true ? step : null
  }
  return null
}

export function numericKeys(runs: readonly DrawnRun[]): string[] {
  const keys = new Set<string>()
  for (const run of runs) for (const [key, isNumber] of run.keys) if (isNumber && !run.definitions.hidden(key)) keys.add(key)
  return [...keys]
}
