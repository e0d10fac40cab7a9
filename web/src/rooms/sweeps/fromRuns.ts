import { isObject, parseObject, type JsonObject } from '../../api/json.ts'

const FEW = 3
/** A span of values that is better searched by its logarithm. */
const WIDE = 50

/** What a sweep may try of a key, going by what runs were given. */
function parameter(values: readonly unknown[]): JsonObject {
  const distinct = [...new Map(values.map(value => [JSON.stringify(value), value])).values()]
  if (distinct.length === 1) return { value: distinct[0] }
  const numbers = distinct.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  if (numbers.length < distinct.length || numbers.length < FEW) return { values: distinct }
  const [min, max] = [Math.min(...numbers), Math.max(...numbers)]
  const distribution = numbers.every(Number.isInteger) ? 'int_uniform' : min > 0 && max / min >= WIDE ? 'log_uniform_values' : 'uniform'
  return { distribution, min, max }
}

export interface PriorRun { config: string | null; summaryMetrics: string | null; runInfo: { program: string | null } | null }

/** A configuration that goes on from runs: their program, the ranges of what they were given, and a number that all of them came to. */
export function planFrom(runs: readonly PriorRun[]): JsonObject {
  const given = new Map<string, unknown[]>()
  for (const each of runs) {
    for (const [key, entry] of Object.entries(parseObject(each.config))) {
      if (key === '_wandb' || key === 'wandb_version') continue
      const value = isObject(entry) && 'value' in entry ? entry.value : entry
      given.set(key, [...(given.get(key) ?? []), value])
    }
  }
  const summaries = runs.map(each => parseObject(each.summaryMetrics))
  const numbers = Object.keys(summaries[0] ?? {}).filter(key => !key.startsWith('_') && summaries.every(summary => typeof summary[key] === 'number'))
  const metric = numbers.find(key => /loss|error/i.test(key)) ?? numbers[0] ?? 'loss'
  return {
    program: runs.map(each => each.runInfo?.program).find(Boolean) ?? 'train.py',
    method: 'bayes',
    metric: { name: metric, goal: /acc|score|reward|auc|f1/i.test(metric) ? 'maximize' : 'minimize' },
    parameters: Object.fromEntries([...given].sort(([left], [right]) => left.localeCompare(right)).map(([key, values]) => [key, parameter(values)])),
  }
}
