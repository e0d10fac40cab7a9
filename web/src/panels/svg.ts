import { scaleLinear, scaleLog, scaleTime } from 'd3-scale'
import { download, fileName } from './export.ts'
import { axisTitle, runtimeTick, tick } from './plot/axes.ts'
import type { ShownPanel } from './layout.ts'
import { domain, type DomainOptions, type PlotLine } from './plot/line.ts'
import type { Zoom } from './plot/Plot.tsx'
import type { LineSettings } from './settings.ts'

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [900, 520, 64, 20, 44, 52]
const ROW = 18

export interface Drawing { title: string; lines: readonly PlotLine[]; xAxis: string; xTitle?: string | null; yTitle?: string | null; options: DomainOptions }

/** A panel as it is set and zoomed. */
export function drawingOf(panel: ShownPanel, settings: LineSettings, lines: readonly PlotLine[], zoom: Zoom | null): Drawing {
  const range = (min: number | null, max: number | null) => ({ ...(min === null ? {} : { min }), ...(max === null ? {} : { max }) })
  const options = { xLog: settings.xLog, yLog: settings.yLog, xRange: range(settings.xMin, settings.xMax), yRange: range(settings.yMin, settings.yMax), zoom, ignoreOutliers: settings.ignoreOutliers }
  return { title: panel.title, lines, xAxis: settings.xExpression ?? settings.xAxis, xTitle: panel.config.xAxisTitle, yTitle: panel.config.yAxisTitle, options }
}

const safe = (text: string) => text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

type Place = (value: number) => number

/** The chart as a drawing that papers take: black on white, whatever the page looks like, with all names below it. */
export function svgOf({ title, lines, xAxis, xTitle, yTitle, options }: Drawing): string {
  const spans = domain(lines, options)
  const time = xAxis === '_timestamp'
  const x = time ? scaleTime([spans.x.min * 1000, spans.x.max * 1000], [LEFT, WIDTH - RIGHT]) : (options.xLog ? scaleLog : scaleLinear)([spans.x.min, spans.x.max], [LEFT, WIDTH - RIGHT])
  const y = (options.yLog ? scaleLog : scaleLinear)([spans.y.min, spans.y.max], [HEIGHT - BOTTOM, TOP])
  const xAt: Place = value => x(time ? value * 1000 : value)
  const yAt: Place = value => y(value)
  const xText = (value: number | Date) => (value instanceof Date ? (x as ReturnType<typeof scaleTime>).tickFormat()(value) : xAxis === '_runtime' ? runtimeTick(value) : tick(value))
  const names = Math.ceil(lines.length / 2) * ROW
  const grid = [
    ...x.ticks(8).map(value => { const at = xAt(time ? Number(value) / 1000 : Number(value)); return `<path d="M${at.toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}"/><text x="${at.toFixed(1)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="middle">${safe(xText(value as number))}</text>` }),
    ...y.ticks(6).map(value => `<path d="M${LEFT} ${yAt(value).toFixed(1)}H${WIDTH - RIGHT}"/><text x="${LEFT - 6}" y="${(yAt(value) + 4).toFixed(1)}" text-anchor="end">${safe(tick(value))}</text>`),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT + names}" viewBox="0 0 ${WIDTH} ${HEIGHT + names}" font-family="Helvetica, Arial, sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
<text x="${LEFT}" y="24" font-size="15" font-weight="600">${safe(title)}</text>
<clipPath id="chart"><rect x="${LEFT}" y="${TOP}" width="${WIDTH - LEFT - RIGHT}" height="${HEIGHT - TOP - BOTTOM}"/></clipPath>
<g stroke="#ddd" fill="#444">${grid.join('').replaceAll('<text', '<text stroke="none"')}</g>
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - BOTTOM + 36}" text-anchor="middle">${safe(xTitle || axisTitle(xAxis))}</text>${yTitle ? `\n<text transform="translate(14 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${safe(yTitle)}</text>` : ''}
<g clip-path="url(#chart)" fill="none" stroke-linejoin="round">${lines.map(line => drawn(line, xAt, yAt, options)).join('')}</g>
${lines.map((line, at) => `<g transform="translate(${LEFT + (at % 2) * 410} ${HEIGHT + Math.floor(at / 2) * ROW - 2})"><path d="M0 0H18" stroke="${safe(line.color)}" stroke-width="3"/><text x="24" y="4">${safe(line.label)}</text></g>`).join('\n')}
</svg>
`
}

function drawn(line: PlotLine, xAt: Place, yAt: Place, options: DomainOptions): string {
  const ok = (value: number) => Number.isFinite(value) && (!options.yLog || value > 0)
  const points = (values: ArrayLike<number>) => Array.from(line.x, (x, at) => (ok(values[at]!) && (!options.xLog || x > 0) ? `${xAt(x).toFixed(1)} ${yAt(values[at]!).toFixed(1)}` : null))
  const color = safe(line.color)
  const shade = line.min && line.max ? pathOf(points(line.max), points(line.min)) : ''
  const path = points(line.y).map((point, at, all) => (point === null ? '' : `${at > 0 && all[at - 1] !== null ? 'L' : 'M'}${point}`)).join('')
  const dots = line.points || line.x.length === 1 ? points(line.y).map(point => (point === null ? '' : `<circle cx="${point.split(' ')[0]}" cy="${point.split(' ')[1]}" r="2.6" fill="${color}"/>`)).join('') : ''
  return `<g>${shade && `<path d="${shade}" fill="${color}" fill-opacity="${line.fill ?? 0.16}"/>`}${line.points ? '' : `<path d="${path}" stroke="${color}" stroke-width="${line.strong ? 3 : line.width ?? 1.5}"${line.dash.length > 0 ? ` stroke-dasharray="${line.dash.join(' ')}"` : ''}/>`}${dots}</g>`
}

/** The area between two edges, in one piece for each stretch without a gap. */
function pathOf(upper: readonly (string | null)[], lower: readonly (string | null)[]): string {
  let path = ''
  for (let from = 0; from < upper.length; from++) {
    let to = from
    while (to < upper.length && upper[to] !== null && lower[to] !== null) to++
    if (to > from) path += `M${upper.slice(from, to).join('L')}L${lower.slice(from, to).reverse().join('L')}Z`
    from = to
  }
  return path
}

export const saveSvg = (drawing: Drawing) => download(fileName(drawing.title, 'svg'), new Blob([svgOf(drawing)], { type: 'image/svg+xml' }))
