import type { PlotLine } from './plot/line.ts'
import { toast } from '../design/Toasts.tsx'

export function download(name: string, content: Blob) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Spreadsheets run cells that begin with these signs as formulas. */
export function csvCell(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text)) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

export function saveCsv(lines: PlotLine[], xAxis: string, title: string) {
  const rows = ['run,name,' + csvCell(xAxis) + ',value,original,min,max']
  for (const line of lines) {
    for (let at = 0; at < line.x.length; at++) {
      rows.push([line.run, line.label, line.x[at], line.y[at], line.original?.[at], line.min?.[at], line.max?.[at]].map(csvCell).join(','))
    }
  }
  download(fileName(title, 'csv'), new Blob([rows.join('\n') + '\n'], { type: 'text/csv' }))
}

export function savePng(card: HTMLElement | null, title: string) {
  const chart = card?.querySelector('canvas')
  if (!chart) return toast('There is no chart to save yet')
  const copy = document.createElement('canvas')
  const ratio = devicePixelRatio || 1
  copy.width = chart.width
  copy.height = chart.height + 30 * ratio
  const context = copy.getContext('2d')!
  const style = getComputedStyle(document.documentElement)
  context.fillStyle = style.getPropertyValue('--surface')
  context.fillRect(0, 0, copy.width, copy.height)
  context.fillStyle = style.getPropertyValue('--text')
  context.font = `600 ${13 * ratio}px ${style.getPropertyValue('--font')}`
  context.fillText(title, 12 * ratio, 20 * ratio)
  context.drawImage(chart, 0, 30 * ratio)
  copy.toBlob(blob => { if (blob) download(fileName(title, 'png'), blob) })
}

export const fileName = (title: string, ending: string) => `${title.replace(/[^\w.-]+/g, '_').slice(0, 80) || 'export'}.${ending}`
