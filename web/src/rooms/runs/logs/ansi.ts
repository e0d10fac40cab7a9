/** Terminal colours of console lines. Escape sequences that move a cursor mean nothing in a list of lines and go. */
export interface Span { text: string; className: string; color?: string; background?: string }

const ESCAPES = /\u001b\[([0-9;:]*)m|\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g
const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

interface Style { color: string | null; background: string | null; bold: boolean; dim: boolean; italic: boolean; underline: boolean }

const PLAIN: Style = { color: null, background: null, bold: false, dim: false, italic: false, underline: false }

export function stripAnsi(line: string): string {
  return line.includes('\u001b') ? line.replace(ESCAPES, '') : line
}

/** What a terminal would leave of a line with carriage returns: progress bars overwrite themselves. */
export function foldReturns(line: string): string {
  const trimmed = line.replace(/[\r\n]+$/, '')
  if (!trimmed.includes('\r')) return trimmed
  return trimmed.slice(trimmed.lastIndexOf('\r') + 1)
}

export function parseAnsi(line: string): Span[] {
  if (!line.includes('\u001b')) return [{ text: line, className: '' }]
  const spans: Span[] = []
  let style = PLAIN
  let from = 0
  const push = (text: string) => {
    if (text !== '') spans.push({ text, ...look(style) })
  }
  for (const match of line.matchAll(ESCAPES)) {
    push(line.slice(from, match.index))
    from = match.index + match[0].length
    if (match[1] !== undefined) style = applyCodes(style, match[1])
  }
  push(line.slice(from))
  return spans
}

function applyCodes(style: Style, text: string): Style {
  const codes = text === '' ? [0] : text.split(/[;:]/).map(Number)
  let next = { ...style }
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!
    if (code === 0) next = { ...PLAIN }
    else if (code === 1) next.bold = true
    else if (code === 2) next.dim = true
    else if (code === 3) next.italic = true
    else if (code === 4) next.underline = true
    else if (code === 22) next = { ...next, bold: false, dim: false }
    else if (code === 23) next.italic = false
    else if (code === 24) next.underline = false
    else if (code >= 30 && code <= 37) next.color = NAMES[code - 30]!
    else if (code >= 90 && code <= 97) next.color = `bright-${NAMES[code - 90]!}`
    else if (code === 39) next.color = null
    else if (code >= 40 && code <= 47) next.background = NAMES[code - 40]!
    else if (code >= 100 && code <= 107) next.background = `bright-${NAMES[code - 100]!}`
    else if (code === 49) next.background = null
    else if (code === 38 || code === 48) {
      const [color, used] = extended(codes, at + 1)
      at += used
      if (code === 38) next.color = color
      else next.background = color
    }
  }
  return next
}

function extended(codes: number[], at: number): [string | null, number] {
  const byte = (value: number | undefined) => Math.max(0, Math.min(255, value || 0))
  if (codes[at] === 2) return [`rgb(${byte(codes[at + 1])} ${byte(codes[at + 2])} ${byte(codes[at + 3])})`, 4]
  if (codes[at] !== 5) return [null, 1]
  const index = byte(codes[at + 1])
  if (index < 8) return [NAMES[index]!, 2]
  if (index < 16) return [`bright-${NAMES[index - 8]!}`, 2]
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return [`rgb(${grey} ${grey} ${grey})`, 2]
  }
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40)
  const cube = index - 16
  return [`rgb(${level(Math.floor(cube / 36))} ${level(Math.floor(cube / 6) % 6)} ${level(cube % 6)})`, 2]
}

function look(style: Style): Omit<Span, 'text'> {
  const classes: string[] = []
  if (style.bold) classes.push('ansi-bold')
  if (style.dim) classes.push('ansi-dim')
  if (style.italic) classes.push('ansi-italic')
  if (style.underline) classes.push('ansi-underline')
  const result: Omit<Span, 'text'> = { className: '' }
  if (style.color?.startsWith('rgb')) result.color = style.color
  else if (style.color) classes.push(`ansi-${style.color}`)
  if (style.background?.startsWith('rgb')) result.background = style.background
  else if (style.background) classes.push(`ansi-bg-${style.background}`)
  result.className = classes.join(' ')
  return result
}
