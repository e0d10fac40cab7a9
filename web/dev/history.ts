import { encodeColumns, type WrittenSeries } from './columns.ts'
import { projects, rowsNow, valueOf, type MockRun } from './data.ts'

interface Query { project: string; stream: string; x: string; buckets: number; range: { min: number; max: number } | null; smoothing: { kind: string; parameter: number }; series: { run: string; key: string }[]; known?: Record<string, string> }

function xOf(run: MockRun, x: string, step: number, stream: string): number {
  if (stream === 'events') return x === '_timestamp' ? Date.parse(run.createdAt) / 1000 + step * 15 : step * 15
  if (x === '_runtime') return step * 0.31
  if (x === '_timestamp') return Date.parse(run.createdAt) / 1000 + step * 0.31
  return x === '_step' ? step : valueOf(run, x, step)
}

export function answerHistory(query: Query): ArrayBuffer {
  const runs = projects.find(each => each.name === query.project)?.runs ?? []
  const written: WrittenSeries[] = []
  for (const { run: name, key } of query.series) {
    const run = runs.find(each => each.name === name)
    if (!run) continue
    const total = query.stream === 'events' ? Math.ceil(rowsNow(run) / 10) : rowsNow(run)
    const version = `${total}`
    if (query.known?.[name] === version) {
      written.push({ run: name, key, rows: total, exact: true, version, unchanged: true, columns: {} })
      continue
    }
    const points: [number, number, number | null][] = []
    const weight = query.smoothing.kind === 'none' ? 0 : query.smoothing.parameter
    let average = 0
    let debias = 0
    for (let step = 0; step < total; step++) {
      if (key.startsWith('val/') && step % 20 !== 0) continue
      const value = valueOf(run, key, step)
      if (weight > 0 && Number.isFinite(value)) {
        average = average * weight + (1 - weight) * value
        debias = debias * weight + (1 - weight)
      }
      points.push([xOf(run, query.x, step, query.stream), value, weight > 0 ? average / debias : null])
    }
    points.sort((left, right) => left[0] - right[0])
    const inside = query.range ? points.filter(([x]) => x >= query.range!.min && x <= query.range!.max) : points
    written.push({ run: name, key, rows: inside.length, version, ...bucketed(inside, query.buckets) })
  }
  return encodeColumns(written)
}

function bucketed(points: [number, number, number | null][], buckets: number): { exact: boolean; columns: Record<string, Float64Array> } {
  const exact = points.length <= buckets
  const low = points[0]?.[0] ?? 0
  const width = ((points[points.length - 1]?.[0] ?? 1) - low) / buckets || 1
  const rows: { x: number; last: number; min: number; max: number; smoothed: number | null }[] = []
  let open = -1
  for (const [x, value, smoothed] of points) {
    const bucket = exact ? rows.length : Math.min(buckets - 1, Math.floor((x - low) / width))
    if (bucket !== open || exact) {
      rows.push({ x, last: value, min: value, max: value, smoothed })
      open = bucket
    } else {
      const row = rows[rows.length - 1]!
      row.x = x
      row.last = value
      row.smoothed = smoothed
      if (value < row.min) row.min = value
      if (value > row.max) row.max = value
    }
  }
  const column = (pick: (row: (typeof rows)[number]) => number) => Float64Array.from(rows, pick)
  return {
    exact,
    columns: {
      x: column(row => row.x), last: column(row => row.last), min: column(row => row.min), max: column(row => row.max),
      ...(rows[0]?.smoothed !== null && rows.length ? { smoothed: column(row => row.smoothed!) } : {}),
    },
  }
}
