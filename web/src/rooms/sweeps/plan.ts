import { load } from 'js-yaml'
import { isObject, type JsonObject } from '../../api/json.ts'
import { IMPORTANCE, newSection, newSpec, PARALLEL, SCATTER, update, type PanelSpec, type Spec } from '../../panels/spec.ts'

export interface SweepPlan { method: string; metric: string | null; goal: 'minimize' | 'maximize'; parameters: { name: string; varies: boolean; log: boolean }[] }

/** What a sweep's configuration says of the search. Nested parameters have dotted names. */
export function readPlan(text: string): SweepPlan {
  let read: unknown
  try {
    read = load(text)
  } catch {
    read = null
  }
  const config = isObject(read) ? read : {}
  const metric = isObject(config.metric) ? config.metric : {}
  return {
    method: typeof config.method === 'string' ? config.method : '',
    metric: typeof metric.name === 'string' ? metric.name : null,
    goal: metric.goal === 'maximize' ? 'maximize' : 'minimize',
    parameters: parametersOf(isObject(config.parameters) ? config.parameters : {}, ''),
  }
}

function parametersOf(group: JsonObject, prefix: string): SweepPlan['parameters'] {
  return Object.entries(group).flatMap(([name, about]) => {
    const path = prefix + name
    if (!isObject(about)) return []
    if (isObject(about.parameters)) return parametersOf(about.parameters, `${path}.`)
    const varies = !('value' in about) && !(Array.isArray(about.values) && about.values.length < 2)
    return [{ name: path, varies, log: typeof about.distribution === 'string' && about.distribution.includes('log') }]
  })
}

/** `a.b` of a configuration is kept below the value of `a`. */
const configAccessor = (name: string) => `config:${name.replace(/^([^.]+)/, '$1.value')}`

/** The layout of a sweep that nobody has changed: its search in three panels, then the metrics of its runs. */
export function sweepSpec({ metric, goal, parameters }: SweepPlan): Spec {
  const varied = parameters.filter(parameter => parameter.varies)
  const panel = (id: string, viewType: string, config: JsonObject): PanelSpec => ({ __id__: id, viewType, config, isAuto: false })
  const panels: PanelSpec[] = []
  if (metric !== null) {
    panels.push(panel('sweep-scatter', SCATTER, { chartTitle: `${metric} over time`, xAxis: 'run:createdAt', yAxis: `summary:${metric}`, ...(goal === 'minimize' ? { showMinYAxisLine: true } : { showMaxYAxisLine: true }) }))
    panels.push(panel('sweep-importance', IMPORTANCE, { targetKey: `summary:${metric}` }))
  }
  if (varied.length > 0 && varied.length + (metric === null ? 0 : 1) >= 2) {
    panels.push(panel('sweep-parallel', PARALLEL, { chartTitle: metric === null ? 'Parameters' : `Parameters and ${metric}`, columns: [...varied.map(({ name, log }) => ({ accessor: configAccessor(name), ...(log ? { log } : {}) })), ...(metric === null ? [] : [{ accessor: `summary:${metric}` }])] }))
  }
  if (panels.length === 0) return newSpec()
  const section = { ...newSection('Sweep'), panels, pinned: true, flowConfig: { snapToColumns: true, columnsPerPage: Math.min(3, panels.length), rowsPerPage: 1, gutterWidth: 16, boxWidth: 460, boxHeight: 340 } }
  return update(newSpec(), ['section', 'panelBankConfig', 'sections'], () => [section])
}
