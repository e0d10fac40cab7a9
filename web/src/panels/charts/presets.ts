import { isObject, type JsonObject } from '../../api/json.ts'

/** Names with dots and brackets would be read as paths into an object. */
const field = (name: string) => name.replace(/([.[\]\\'"])/g, '\\$1')

interface Chart { fields: (name: string, otherwise?: string) => string; text: (name: string) => string | undefined; many: boolean; color: JsonObject }

type Build = (chart: Chart) => JsonObject

const quantitative = (name: string, title?: string): JsonObject => ({ field: field(name), type: 'quantitative', scale: { zero: false, nice: true }, title: title ?? name })

const RUN = 'name'
const runColor = ({ color }: Chart): JsonObject => ({ field: RUN, type: 'nominal', title: null, scale: color })

/** Lines of several kinds in one run have the kind's colour; in several runs that of the run, and a dash for the kind. */
function kinds(chart: Chart, name: string): JsonObject {
  if (chart.many) return { color: runColor(chart), strokeDash: { field: field(name), type: 'nominal', title: name } }
  return { color: { field: field(name), type: 'nominal', title: null } }
}

/** The charts that `wandb.plot` makes, by the names that clients use. */
const PRESETS: Record<string, Build> = {
  'wandb/line/v0': chart => ({
    mark: { type: 'line', tooltip: true },
    encoding: { x: quantitative(chart.fields('x')), y: quantitative(chart.fields('y')), color: runColor(chart), ...(chart.fields('stroke', '') ? { strokeDash: { field: field(chart.fields('stroke')), type: 'nominal' } } : {}) },
  }),
  'wandb/lineseries/v0': chart => ({
    mark: { type: 'line', tooltip: true },
    encoding: { x: quantitative(chart.fields('step'), chart.text('xname')), y: { ...quantitative(chart.fields('lineVal')), title: 'y' }, ...kinds(chart, chart.fields('lineKey')) },
  }),
  'wandb/scatter/v0': chart => ({
    mark: { type: 'point', filled: true, size: 46, opacity: 0.75, tooltip: true },
    encoding: { x: quantitative(chart.fields('x')), y: quantitative(chart.fields('y')), color: runColor(chart) },
  }),
  'wandb/bar/v0': chart => ({
    mark: { type: 'bar', tooltip: true },
    encoding: { y: { field: field(chart.fields('label')), type: 'nominal', sort: null, title: null }, x: { field: field(chart.fields('value')), type: 'quantitative', title: chart.fields('value') }, color: runColor(chart), ...(chart.many ? { yOffset: { field: RUN } } : {}) },
  }),
  'wandb/histogram/v0': chart => ({
    mark: { type: 'bar', tooltip: true, opacity: chart.many ? 0.6 : 1 },
    encoding: { x: { field: field(chart.fields('value')), bin: { maxbins: 30 }, type: 'quantitative', title: chart.fields('value') }, y: { aggregate: 'count', stack: null, title: 'count' }, color: runColor(chart) },
  }),
  'wandb/area-under-curve/v0': chart => ({
    mark: { type: 'line', tooltip: true },
    encoding: { x: quantitative(chart.fields('x'), chart.text('x-axis-title')), y: quantitative(chart.fields('y'), chart.text('y-axis-title')), ...kinds(chart, chart.fields('class')) },
  }),
  'wandb/confusion_matrix/v1': chart => {
    const [actual, predicted, amount] = [chart.fields('Actual'), chart.fields('Predicted'), chart.fields('nPredictions')]
    const place = { x: { field: field(predicted), type: 'nominal', sort: null, title: 'Predicted' }, y: { field: field(actual), type: 'nominal', sort: null, title: 'Actual' } }
    return {
      layer: [
        { mark: { type: 'rect', tooltip: true }, encoding: { ...place, color: { field: field(amount), aggregate: 'sum', type: 'quantitative', scale: { scheme: 'tealblues' }, title: null } } },
        { mark: { type: 'text', fontSize: 11 }, encoding: { ...place, text: { field: field(amount), aggregate: 'sum', type: 'quantitative' } } },
      ],
    }
  },
}

export interface ChartRun { name: string; label: string; color: string }

/** A Vega-Lite document over the data set `wandb`, or null where the chart is defined elsewhere. */
export function chartSpec(config: JsonObject, runs: readonly ChartRun[]): JsonObject | null {
  const build = PRESETS[String(config.panelDefId)]
  if (!build) return null
  const fields = isObject(config.fieldSettings) ? config.fieldSettings : {}
  const texts = isObject(config.stringSettings) ? config.stringSettings : {}
  const names = [...new Set(runs.map(run => run.label))]
  return build({
    fields: (name, otherwise = name) => (typeof fields[name] === 'string' && fields[name] !== '' ? fields[name] : otherwise),
    text: name => (typeof texts[name] === 'string' && texts[name] !== '' ? texts[name] : undefined),
    many: runs.length > 1,
    color: { domain: names, range: names.map(name => runs.find(run => run.label === name)!.color) },
  })
}

export function chartTitle(config: JsonObject, otherwise: string): string {
  const texts = isObject(config.stringSettings) ? config.stringSettings : {}
  return typeof texts.title === 'string' && texts.title !== '' ? texts.title : otherwise
}
