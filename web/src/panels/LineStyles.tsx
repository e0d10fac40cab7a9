import { useMemo } from 'react'
import { drawn, mostRuns } from './LinePanel.tsx'
import { MARKS, styleOf } from './plot/styles.ts'
import { useRunScope } from './runs.ts'
import type { LineSettings } from './settings.ts'
import type { LineConfig } from './spec.ts'

const MOST = 40

type Override = 'overrideSeriesTitles' | 'overrideColors' | 'overrideLineWidths' | 'overrideMarks'

/** One row for each line of a panel: its name, colour, width and dashes, where they are not those of the run. */
export function LineStyles({ draft, settings, set }: { draft: LineConfig; settings: LineSettings; set: (changes: LineConfig) => void }) {
  const { runs } = useRunScope()
  const metrics = draft.metrics ?? []
  const lines = useMemo(() => drawn(runs, metrics, mostRuns(settings)).flatMap(run => metrics.filter(metric => run.keys.get(metric)).map(metric => ({ run, metric }))).slice(0, MOST), [runs, metrics, settings])
  if (settings.grouping || lines.length === 0) return null
  const write = (kind: Override, id: string, value: string | number | null) => {
    const { [id]: _, ...others } = draft[kind] ?? {}
    set({ [kind]: value === null ? others : { ...others, [id]: value } })
  }
  return (
    <details className="line-styles">
      <summary>Single lines</summary>
      <table>
        <thead><tr><th>Line</th><th>Name</th><th>Colour</th><th>Width</th><th>Drawn</th></tr></thead>
        <tbody>
          {lines.map(({ run, metric }) => {
            const id = `${run.name}:${metric}`
            const label = metrics.length > 1 ? `${run.label} · ${metric}` : run.label
            const style = styleOf(draft, run.name, metric)
            return (
              <tr key={id}>
                <th className="ellipsis" title={label}>{label}</th>
                <td><input className="input small" aria-label={`Name of ${label}`} value={style.title ?? ''} placeholder={label} onChange={event => write('overrideSeriesTitles', id, event.target.value || null)} /></td>
                <td><input type="color" aria-label={`Colour of line ${label}`} value={/^#[0-9a-f]{6}$/i.test(style.color ?? '') ? style.color! : run.color} onChange={event => write('overrideColors', id, event.target.value)} />{style.color && <button type="button" className="link-button" onClick={() => write('overrideColors', id, null)}>as the run</button>}</td>
                <td><input className="input small" type="number" min={0.5} max={20} step={0.5} aria-label={`Width of ${label}`} placeholder="1.5" value={style.width ?? ''} onChange={event => write('overrideLineWidths', id, Number(event.target.value) || null)} /></td>
                <td><select className="select small" aria-label={`Dashes of ${label}`} value={style.mark ?? ''} onChange={event => write('overrideMarks', id, event.target.value || null)}><option value="">Usual</option>{Object.entries(MARKS).map(([mark, each]) => <option key={mark} value={mark}>{each.label}</option>)}</select></td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </details>
  )
}
