import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { nodes, run } from '../api/graphql.ts'
import { number } from '../design/format.ts'
import { ErrorState } from '../design/parts.tsx'
import { mediaRows, rowAt, type MediaRow } from './media.ts'
import { MediaFilesQuery, MediaRowsQuery } from './queries.ts'
import { useRunScope, type DrawnRun } from './runs.ts'

const MOST_RUNS = 6
const SAMPLES = 200

/** Logged images of the visible runs, with a slider over the steps at which any of them logged one. */
export default function MediaPanel({ keys }: { keys: string[] }) {
  const scope = useRunScope()
  const { entity, project } = scope
  const key = keys[0] ?? ''
  const runs = useMemo(() => scope.runs.filter(each => each.imageKeys.includes(key)).slice(0, MOST_RUNS), [scope.runs, key])
  const filters = JSON.stringify({ name: { $in: runs.map(each => each.name) } })
  const query = useQuery({
    queryKey: ['media', entity, project, filters, key],
    queryFn: ({ signal }) => run(MediaRowsQuery, { entity, project, filters, first: MOST_RUNS, specs: [JSON.stringify({ keys: ['_step', key], samples: SAMPLES })] }, signal),
    enabled: runs.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: scope.live ? 10_000 : false,
  })
  const byRun = useMemo(() => new Map(nodes(query.data?.project?.runs).map(node => [node.name, mediaRows(node.sampledHistory[0], key)])), [query.data, key])
  const steps = useMemo(() => [...new Set([...byRun.values()].flat().map(row => row.step))].sort((a, b) => a - b), [byRun])
  const [at, setAt] = useState<number | null>(null)
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (steps.length === 0) return <p className="plot-empty">{query.isPending && runs.length > 0 ? '' : 'No visible run logged an image here'}</p>
  // the end is followed until someone moves the slider
  const index = at === null ? steps.length - 1 : Math.min(at, steps.length - 1)
  const step = steps[index]!
  return (
    <div className="media">
      <div className="media-grid">
        {runs.map(each => {
          const row = rowAt(byRun.get(each.name) ?? [], step)
          return row ? <Pictures key={each.name} run={each} row={row} /> : null
        })}
      </div>
      {steps.length > 1 && (
        <label className="media-slider"><span className="num muted">Step {number(step)}</span>
          <input type="range" min={0} max={steps.length - 1} value={index} aria-label="Step" aria-valuetext={`Step ${step}`} onChange={event => setAt(Number(event.target.value) === steps.length - 1 ? null : Number(event.target.value))} />
        </label>
      )}
    </div>
  )
}

function Pictures({ run: of, row }: { run: DrawnRun; row: MediaRow }) {
  const { entity, project } = useRunScope()
  const names = row.pictures.map(picture => picture.path)
  const files = useQuery({
    queryKey: ['media-files', entity, project, of.name, names],
    queryFn: ({ signal }) => run(MediaFilesQuery, { entity, project, name: of.name, names, first: names.length }, signal),
    placeholderData: keepPreviousData,
    // links to files expire
    staleTime: 5 * 60_000,
  })
  const urls = new Map(nodes(files.data?.project?.run?.files).map(file => [file.name, file.directUrl]))
  return (
    <>
      {row.pictures.map(picture => (
        <figure key={picture.path} style={{ borderColor: of.color }}>
          {urls.has(picture.path) ? <img src={urls.get(picture.path)} alt={picture.caption ?? `${of.label}, step ${row.step}`} loading="lazy" className={picture.width !== null && picture.width < 100 ? 'small' : undefined} /> : <div className="skeleton" />}
          <figcaption className="ellipsis" title={`${of.label}, step ${row.step}`}>{picture.caption ?? of.label}</figcaption>
        </figure>
      ))}
    </>
  )
}
