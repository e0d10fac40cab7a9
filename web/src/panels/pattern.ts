import { escapeRegex } from '../rooms/runs/filters.ts'

export interface PatternPanel { title: string; pattern: string; keys: string[] }

/**
 * One panel for every combination of values that the capturing groups of a pattern find among the keys. Each panel keeps
 * a pattern of its own in which its values stand in the place of the groups, so that keys logged later join it.
 */
export function panelsOfPattern(text: string, keys: readonly string[]): PatternPanel[] {
  const groups = groupsOf(text)
  if (groups.length === 0) return []
  let pattern: RegExp
  try {
    pattern = new RegExp(text)
  } catch {
    return []
  }
  const found = new Map<string, PatternPanel>()
  for (const key of keys) {
    const match = pattern.exec(key)
    if (!match) continue
    const values = match.slice(1).map(value => value ?? '')
    const id = values.join('\u0000')
    const panel = found.get(id) ?? { title: values.filter(Boolean).join(' · ') || key, pattern: fill(text, groups, values), keys: [] }
    panel.keys.push(key)
    found.set(id, panel)
  }
  return [...found.values()]
}

/** Where outermost capturing groups begin and end; one inside another is part of it. */
function groupsOf(text: string): { from: number; to: number; index: number }[] {
  const open: { from: number; index: number | null }[] = []
  const groups: { from: number; to: number; index: number }[] = []
  let next = 0
  let bracket = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (sign === '\\') at++
    else if (bracket) bracket = sign !== ']'
    else if (sign === '[') bracket = true
    else if (sign === '(') open.push({ from: at, index: /^\(\?(?!<[^=!])/.test(text.slice(at)) ? null : next++ })
    else if (sign === ')') {
      const group = open.pop()
      if (group && group.index !== null && !open.some(outer => outer.index !== null)) groups.push({ from: group.from, to: at + 1, index: group.index })
    }
  }
  return groups
}

function fill(text: string, groups: readonly { from: number; to: number; index: number }[], values: readonly string[]): string {
  return [...groups].reverse().reduce((done, group) => done.slice(0, group.from) + `(?:${escapeRegex(values[group.index] ?? '')})` + done.slice(group.to), text)
}
