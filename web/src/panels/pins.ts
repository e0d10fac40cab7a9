import type { Runset } from './spec.ts'

/** A run that stays on top of the list and in every chart. It may lie in another project. */
export interface Pin { run: string; entity: string; project: string }

export type Home = Pick<Pin, 'entity' | 'project'>

export const MOST_PINS = 20

/** Layout documents name such runs by base64 of `Run:v1:<id>:<project>:<entity>`; a bare id is one of this project. */
export function readPin(text: string, home: Home): Pin {
  try {
    const parts = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text), each => each.charCodeAt(0))).split(':')
    if (parts.length >= 5 && (parts[0] === 'Run' || parts[0] === 'BucketType') && parts[1] === 'v1') return { run: parts.slice(2, -2).join(':'), project: parts.at(-2)!, entity: parts.at(-1)! }
  } catch {
    // no base64: an id as it stands in addresses
  }
  return { run: text, ...home }
}

const writePin = ({ run, project, entity }: Pin) => btoa(String.fromCharCode(...new TextEncoder().encode(`Run:v1:${run}:${project}:${entity}`)))

const same = (left: Pin, right: Pin) => left.run === right.run && left.project === right.project && left.entity === right.entity

export const isHome = (pin: Pin, home: Home) => pin.entity === home.entity && pin.project === home.project

const texts = (runset: Runset) => (Array.isArray(runset.pinnedRunIds) ? runset.pinnedRunIds.filter(each => typeof each === 'string') : [])

export function baselineOf(runset: Runset, home: Home): Pin | null {
  return typeof runset.baselineRunId === 'string' && runset.baselineRunId !== '' ? readPin(runset.baselineRunId, home) : null
}

/** The baseline first, then the pinned runs in the order in which they were pinned. */
export function pinsOf(runset: Runset, home: Home): Pin[] {
  const baseline = baselineOf(runset, home)
  const pins: Pin[] = baseline ? [baseline] : []
  for (const text of texts(runset)) {
    const pin = readPin(text, home)
    if (!pins.some(each => same(each, pin))) pins.push(pin)
  }
  return pins.slice(0, MOST_PINS)
}

/** Pins a run or lets it go; a baseline that is let go is none any more. */
export function withPin(runset: Runset, home: Home, pin: Pin, on: boolean): Runset {
  const others = texts(runset).filter(each => !same(readPin(each, home), pin))
  const baseline = baselineOf(runset, home)
  return { ...runset, pinnedRunIds: on ? [...others, writePin(pin)] : others, ...(!on && baseline && same(baseline, pin) ? { baselineRunId: null } : {}) }
}

/** The baseline is pinned too: that is what other readers of the document count on. */
export function withBaseline(runset: Runset, home: Home, pin: Pin | null): Runset {
  if (!pin) return { ...runset, baselineRunId: null }
  const pinned = pinsOf(runset, home).some(each => same(each, pin)) ? runset : withPin(runset, home, pin, true)
  return { ...pinned, baselineRunId: writePin(pin) }
}
