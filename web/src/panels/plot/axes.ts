import { duration, number } from '../../design/format.ts'

export function axisTitle(x: string): string {
  switch (x) {
    case '_step': return 'Step'
    case '_runtime': return 'Runtime'
    case '_timestamp': return 'Time'
    default: return x
  }
}

/** Short tick text: 12k rather than 12 000. `more` digits beyond the usual ones, for a narrow range far from zero. */
export function tick(value: number, more = 0): string {
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size >= 1e12 || size < 1e-4) return value.toExponential((size < 1e-4 ? 1 : 2) + more).replace('e+', 'e').replace(/\.0+e/, 'e')
  for (const [unit, suffix] of [[1e9, 'G'], [1e6, 'M'], [1e3, 'k']] as const) if (size >= unit) return String(Number((value / unit).toPrecision(4 + more))) + suffix
  return String(Number(value.toPrecision(5 + more)))
}

export function runtimeTick(seconds: number, more = 0): string {
  const size = Math.abs(seconds)
  if (size === 0) return '0'
  if (size < 60) return `${Number(seconds.toPrecision(3 + more))}s`
  if (size < 3600) {
    const rest = Number((seconds % 60).toFixed(more))
    return `${Math.floor(seconds / 60)}m${rest ? ` ${rest}s` : ''}`
  }
  const minutes = Number(((seconds % 3600) / 60).toFixed(more))
  return `${Math.floor(seconds / 3600)}h${minutes ? ` ${minutes}m` : ''}`
}

/** The texts of an axis, with as many digits as it takes to tell neighbours apart; null ticks stay empty. */
export function ticks(values: readonly (number | null)[], text: (value: number, more: number) => string = tick): string[] {
  const shown = new Set(values.filter(value => value !== null))
  for (let more = 0; ; more++) {
    const texts = values.map(value => (value === null ? '' : text(value, more)))
    if (more === MOST_DIGITS || new Set(texts.filter(Boolean)).size >= shown.size) return texts
  }
}

const MOST_DIGITS = 10

/** Room for the longest text of an axis, in pixels; `least` keeps the charts of a row aligned as long as theirs are short. */
export function axisRoom(texts: readonly string[] | null, least: number): number {
  return Math.max(least, 7 * Math.max(0, ...(texts ?? []).map(text => text.length)) + 8)
}

export function xText(x: string, value: number): string {
  switch (x) {
    case '_runtime': return duration(value)
    case '_timestamp': return new Date(value * 1000).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })
    default: return number(value)
  }
}
