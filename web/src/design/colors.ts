/**
 * The colour of a run follows from its id alone, so that it is the same in every chart, table and session.
 * Twenty hues, chosen to stay apart from their neighbours and to be readable on white and on near-black.
 */
export const PALETTE = [
  '#3d6fd9', '#d9622b', '#2a9d63', '#c9386e', '#8257c9', '#b08613', '#1f98a8', '#c8453c', '#6a8f1f', '#d05cb5',
  '#5a7a94', '#e08a12', '#4f5bd5', '#12937f', '#a3563f', '#9a4fd0', '#7a8a3a', '#d4577a', '#2f86c5', '#8a7350',
] as const

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    value ^= text.charCodeAt(at)
    value = Math.imul(value, 0x01000193)
  }
  // short ids differ in few bits; the finisher spreads them over all
  value ^= value >>> 16
  value = Math.imul(value, 0x85ebca6b)
  value ^= value >>> 13
  return value >>> 0
}

export function runColor(run: string, custom?: Readonly<Record<string, unknown>>): string {
  const chosen = custom?.[run]
  return typeof chosen === 'string' ? chosen : PALETTE[hash(run) % PALETTE.length]!
}

export function withAlpha(color: string, alpha: number): string {
  if (/^#[0-9a-f]{6}$/i.test(color)) return color + Math.round(alpha * 255).toString(16).padStart(2, '0')
  return `color-mix(in srgb, ${color} ${Math.round(alpha * 100)}%, transparent)`
}
