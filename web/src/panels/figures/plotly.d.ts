declare module 'plotly.js-strict-dist-min' {
  import type { JsonObject } from '../../api/json.ts'
  interface Drawing { data: JsonObject[]; layout: JsonObject; frames: JsonObject[]; config: JsonObject }
  const Plotly: {
    newPlot: (element: HTMLElement, drawing: Drawing) => Promise<unknown>
    purge: (element: HTMLElement) => void
    Plots: { resize: (element: HTMLElement) => void }
  }
  export default Plotly
}
