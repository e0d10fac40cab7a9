/** Panels of a report lie on a grid of 24 columns. */
export interface Place { x: number; y: number; w: number; h: number }

export const COLUMNS = 24

const hits = (a: Place, b: Place) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h

const within = ({ x, y, w, h }: Place): Place => {
  const width = Math.max(4, Math.min(COLUMNS, w))
  return { x: Math.max(0, Math.min(COLUMNS - width, x)), y: Math.max(0, y), w: width, h: Math.max(3, Math.min(40, h)) }
}

/** One panel takes its place, the others give way downwards, and what then floats falls up. */
export function settle<Panel extends { layout: Place }>(panels: readonly Panel[], moved: Panel | null, place: Place | null): Panel[] {
  const first = moved && place ? [{ ...moved, layout: within(place) }] : []
  const others = panels.filter(panel => panel !== moved).sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x)
  const placed: Panel[] = [...first]
  for (const panel of others) {
    const layout = { ...panel.layout }
    while (placed.some(other => hits(other.layout, layout))) layout.y++
    placed.push({ ...panel, layout })
  }
  const fallen: Panel[] = []
  for (const panel of [...placed].sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x)) {
    const layout = { ...panel.layout }
    while (layout.y > 0 && !fallen.some(other => hits(other.layout, { ...layout, y: layout.y - 1 }))) layout.y--
    fallen.push({ ...panel, layout })
  }
  return fallen
}

/** Where a new panel goes: beside the last one where there is room, else below everything. */
export function nextPlace(panels: readonly { layout: Place }[]): Place {
  const bottom = Math.max(0, ...panels.map(({ layout }) => layout.y + layout.h))
  const last = [...panels].sort((a, b) => a.layout.y - b.layout.y || a.layout.x - b.layout.x).at(-1)?.layout
  const beside = last && { x: last.x + last.w, y: last.y, w: 12, h: last.h }
  if (beside && beside.x + beside.w <= COLUMNS && !panels.some(({ layout }) => hits(layout, beside))) return beside
  return { x: 0, y: bottom, w: 12, h: 7 }
}
