import { isObject, type JsonObject } from '../../api/json.ts'

export interface Figure { data: JsonObject[]; layout: JsonObject; frames: JsonObject[] }

/** What `wandb.Plotly` writes; matplotlib figures come in the same form. */
export function readFigure(value: unknown): Figure | null {
  if (!isObject(value) || !Array.isArray(value.data)) return null
  const objects = (list: unknown) => (Array.isArray(list) ? list.filter(isObject) : [])
  return { data: objects(value.data), layout: isObject(value.layout) ? value.layout : {}, frames: objects(value.frames) }
}

const object = (value: unknown): JsonObject => (isObject(value) ? value : {})

/** Colours that a figure leaves to its template, in those of a dark page. */
function darkened(template: JsonObject, ink: string, grid: string): JsonObject {
  const layout = object(template.layout)
  const axis = (name: string) => ({ ...object(layout[name]), gridcolor: grid, linecolor: grid, zerolinecolor: grid })
  const scene = object(layout.scene)
  const third = (name: string) => ({ ...object(scene[name]), backgroundcolor: 'rgba(0,0,0,0)', gridcolor: grid, linecolor: grid, zerolinecolor: grid })
  return {
    ...template,
    layout: {
      ...layout, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', font: { ...object(layout.font), color: ink },
      xaxis: axis('xaxis'), yaxis: axis('yaxis'), scene: { ...scene, xaxis: third('xaxis'), yaxis: third('yaxis'), zaxis: third('zaxis') },
    },
  }
}

/** A figure fills its panel, whatever size the script gave it, and follows a dark page where the script chose no colours. */
export function layoutFor(figure: Figure, dark: boolean): JsonObject {
  const { width: _width, height: _height, ...layout } = figure.layout
  const margin = { l: 48, r: 16, t: layout.title ? 44 : 16, b: 40 }
  const fitted = { ...layout, autosize: true, margin: object(layout.margin).l === undefined ? margin : layout.margin }
  if (!dark) return layout.template ? fitted : { ...fitted, paper_bgcolor: layout.paper_bgcolor ?? 'rgba(0,0,0,0)' }
  return { ...fitted, template: darkened(object(layout.template), '#d6d6de', '#3a3a46') }
}
