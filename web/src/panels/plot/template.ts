import { valueText } from '../../design/format.ts'
import { cellValue } from '../../rooms/runs/columns.ts'
import type { DrawnRun } from '../runs.ts'
import { sectionsOf, type Key, type Spec } from '../spec.ts'
import type { PlotLine } from './line.ts'

const PLACE = /\$\{([^}]+)\}/g
/** What is written in double brackets belongs to the crosshair, not to the name of a line. */
const CROSSHAIR = /\[\[.*?\]\]/gs

/** `${config:lr}` as it stands in legends; config values lie one level below their key. */
function keyOf(text: string): Key {
  const cut = text.indexOf(':')
  const [section, name] = cut < 0 ? ['run', text] : [text.slice(0, cut).trim(), text.slice(cut + 1).trim()]
  return { section, name: section === 'config' && !/\.value(\.|$)/.test(name) ? name.replace(/^([^.]+)/, '$1.value') : name }
}

const placesOf = (template: string) => [...template.replace(CROSSHAIR, '').matchAll(PLACE)].map(match => keyOf(match[1]!))

/** What the legends of panels name: the runs must bring these values along. */
export function legendKeys(spec: Spec): Key[] {
  return sectionsOf(spec).flatMap(section => section.panels).flatMap(panel => (typeof panel.config?.legendTemplate === 'string' ? placesOf(panel.config.legendTemplate) : [])).filter(key => key.section === 'config' || key.section === 'summary')
}

/** The name of a run in a legend of its own words; null where there are none. */
export function legendName(template: string | null | undefined, run: Pick<DrawnRun, 'label' | 'values'>): string | null {
  const words = template?.replace(CROSSHAIR, '').trim()
  if (!words) return null
  const named = words.replace(PLACE, (_, text: string) => {
    const key = keyOf(text)
    return key.section === 'run' && key.name === 'displayName' ? run.label : valueText(cellValue(run.values, key))
  })
  return named.trim() || null
}

/** Lines under the names that the panel's legend gives them. */
export function relabelled(lines: PlotLine[], template: string | null | undefined, runs: readonly DrawnRun[], several: boolean): PlotLine[] {
  if (!template) return lines
  const byName = new Map(runs.map(run => [run.name, run]))
  return lines.map(line => {
    const run = byName.get(line.run)
    const name = run && legendName(template, run)
    return name ? { ...line, label: several ? `${name} · ${line.id.slice(line.run.length + 1)}` : name } : line
  })
}
