/**
 * Nineteen hues, in an order in which each is far from the ones beside it. All stand out from white and from
 * near-black. Nineteen is prime: a database that counts in steps still uses all of them.
 */
export const PALETTE = [
  '#2f7de1', '#e0661a', '#1f9d4f', '#d63f9b', '#0e8f9c', '#a3820f', '#8a5be0', '#d9413f', '#6f8a12', '#5560d8',
  '#a5653a', '#0b8f74', '#c4556f', '#1590d0', '#94508f', '#4f9c1c', '#b765d6', '#857227', '#6b7f8f',
] as const

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at)
    value = Math.imul(value, 0x01000193)
  }
  // short names differ in few bits; the finisher spreads them over all
  value ^= value >>> 16
  value = Math.imul(value, 0x85ebca6b)
  value ^= value >>> 13
  return value >>> 0
}

/** The server numbers runs as they are made; the number is what their global id says. */
function numberOf(id: string): number | null {
  try {
    const found = /^Run:(\d+)$/.exec(atob(id))
    return found ? Number(found[1]) : null
  } catch {
    return null
  }
}

/** Colours by the names of runs, and under this the one of all others. */
export const OTHERS = Symbol('others')
export type Colors = Readonly<Record<PropertyKey, unknown>>

/**
 * The colour of a run follows from its number, which never changes: it is the same in every chart, table and session,
 * and runs made one after the other, which stand beside each other on most screens, get hues that are far apart.
 */
export function runColor(run: { id: string; name: string }, custom?: Colors): string {
  const chosen = custom?.[run.name] ?? custom?.[OTHERS]
  return typeof chosen === 'string' ? chosen : PALETTE[(numberOf(run.id) ?? hash(run.name)) % PALETTE.length]!
}

/** Colours of groups, which have nothing but a name: it decides, and where two would share one the later takes the next. */
export function groupColors(names: Iterable<string>): Map<string, string> {
  const colors = new Map<string, string>()
  const taken = new Set<number>()
  for (const name of [...new Set(names)].sort()) {
    let at = hash(name) % PALETTE.length
    while (taken.has(at) && taken.size < PALETTE.length) at = (at + 1) % PALETTE.length
    taken.add(at)
    colors.set(name, PALETTE[at]!)
  }
  return colors
}

export function withAlpha(color: string, alpha: number): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) return color + Math.round(alpha * 255).toString(16).padStart(2, '0')
  return `color-mix(in srgb, ${color} ${Math.round(alpha * 100)}%, transparent)`
}
