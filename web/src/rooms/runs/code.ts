import { isObject } from '../../api/json.ts'

interface Question { entity: string; project: string; filters: string; order: string }

/** A value as Python writes it. */
export function pythonOf(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value)) return `[${value.map(pythonOf).join(', ')}]`
  if (isObject(value)) return `{${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${pythonOf(each)}`).join(', ')}}`
  return JSON.stringify(value)
}

/** A script that asks for the runs that a table shows, and makes a table of them. */
export function runsCode({ entity, project, filters, order }: Question, origin: string): string {
  const wanted: unknown = JSON.parse(filters)
  const none = wanted === null || (isObject(wanted) && Object.keys(wanted).length === 0)
  return `import pandas as pd
import wandb

api = wandb.Api(overrides={"base_url": ${JSON.stringify(origin)}})
runs = api.runs(
    ${JSON.stringify(`${entity}/${project}`)},${none ? '' : `\n    filters=${pythonOf(wanted)},`}
    order=${JSON.stringify(order)},
)
table = pd.DataFrame(
    {"id": run.id, "name": run.name, "state": run.state, **run.config, **dict(run.summary)}
    for run in runs
)`
}
