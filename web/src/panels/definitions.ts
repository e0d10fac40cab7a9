import { isObject, parseObject } from '../api/json.ts'
import type { Goal } from './spec.ts'

/** What a script said of its metrics with `define_metric`. The client writes it into the config with numbered keys. */
export interface Definitions {
  /** The key that a metric is to be drawn over, where the script named one. */
  stepOf: (key: string) => string | null
  hidden: (key: string) => boolean
  /** Which way the metric is better, where the script said so. */
  goalOf: (key: string) => Goal | null
}

interface Definition { matches: (key: string) => boolean; exact: boolean; step: string | null; hidden: boolean; goal: Goal | null }

const NAME = '1'
const GLOB = '2'
const STEP = '4'
const STEP_INDEX = '5'
const OPTIONS = '6'
const GOAL = '8'
const GOALS: Record<number, Goal> = { 1: 'min', 2: 'max' }
const HIDDEN_OPTION = 2

export const NO_DEFINITIONS: Definitions = { stepOf: () => null, hidden: () => false, goalOf: () => null }

export function readDefinitions(config: string | null): Definitions {
  const about = parseObject(config)._wandb
  const value = isObject(about) && isObject(about.value) ? about.value : {}
  const list = Array.isArray(value.m) ? value.m.filter(isObject) : []
  if (list.length === 0) return NO_DEFINITIONS
  const nameAt = (index: unknown) => (typeof index === 'number' && isObject(list[index - 1]) && typeof list[index - 1]![NAME] === 'string' ? (list[index - 1]![NAME] as string) : null)
  const definitions = list.map((entry): Definition => {
    const name = typeof entry[NAME] === 'string' ? unescape(entry[NAME]) : null
    const glob = typeof entry[GLOB] === 'string' ? entry[GLOB] : null
    const step = typeof entry[STEP] === 'string' ? entry[STEP] : nameAt(entry[STEP_INDEX])
    const options = Array.isArray(entry[OPTIONS]) ? entry[OPTIONS] : []
    return { matches: name !== null ? key => key === name : glob !== null ? globMatcher(glob) : () => false, exact: name !== null, step: step === null ? null : unescape(step), hidden: options.includes(HIDDEN_OPTION), goal: GOALS[Number(entry[GOAL])] ?? null }
  })
  // a metric's own definition goes before a glob that happens to match it
  const ordered = [...definitions.filter(each => each.exact), ...definitions.filter(each => !each.exact)]
  return {
    stepOf: key => ordered.find(each => each.step !== null && each.step !== key && each.matches(key))?.step ?? null,
    goalOf: key => ordered.find(each => each.goal !== null && each.matches(key))?.goal ?? null,
    hidden: key => ordered.some(each => each.hidden && each.matches(key)),
  }
}

/** Dots that belong to a name are written with a backslash. */
const unescape = (name: string) => name.replace(/\\\./g, '.')

function globMatcher(glob: string): (key: string) => boolean {
  const pattern = new RegExp('^' + glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*') + '$')
  return key => pattern.test(key)
}
