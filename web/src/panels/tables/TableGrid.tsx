import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { count, number, valueText } from '../../design/format.ts'
import { SearchBox } from '../../design/parts.tsx'
import { csvCell, download, fileName } from '../export.ts'
import type { DrawnRun } from '../runs.ts'
import { cellMedia, type LoadedTable } from './load.ts'
import { arrange, group, type Joined, type JoinedRow } from './rows.ts'

interface TableGridProps { joined: Joined; runs: readonly DrawnRun[]; links: ReadonlyMap<string, LoadedTable['links']>; title: string; id: string }

const PLAIN = 27
const TALL = 66

/** Rows outside the window are not in the document; media of the rows in it are asked for together. */
export function TableGrid({ joined, runs, links, title, id }: TableGridProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<{ column: number; ascending: boolean } | null>(null)
  const [by, setBy] = useState<number | null>(null)
  const media = useMemo(() => new Set(joined.columns.flatMap((_, column) => (joined.rows.slice(0, 50).some(row => cellMedia(row.cells[column])) ? [column] : []))), [joined])
  const rows = useMemo(() => arrange(joined, search, by === null ? sort : null), [joined, search, sort, by])
  const groups = useMemo(() => (by === null ? null : group(rows, by, joined.columns.length)), [rows, by, joined.columns.length])
  const many = new Set(joined.rows.map(row => row.run)).size > 1
  const runOf = useMemo(() => new Map(runs.map(run => [run.name, run])), [runs])
  const virtual = useVirtualizer({ count: groups ? groups.length : rows.length, getScrollElement: () => scroll.current, estimateSize: () => (media.size > 0 && !groups ? TALL : PLAIN), overscan: 6 })
  const items = virtual.getVirtualItems()
  const save = () => {
    const lines = [['run', ...joined.columns].map(csvCell).join(','), ...rows.map(row => [runOf.get(row.run)?.label ?? row.run, ...row.cells.map(cell => cellMedia(cell)?.path ?? cell)].map(csvCell).join(','))]
    download(fileName(title, 'csv'), new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv' }))
  }
  const widths = joined.columns.map((name, column) => (media.has(column) ? 130 : Math.max(70, Math.min(260, 24 + 7 * Math.max(name.length + 2, ...joined.rows.slice(0, 30).map(row => valueText(row.cells[column]).length))))))
  const template = `${many && !groups ? '120px ' : ''}${groups ? '90px ' : ''}${widths.map(width => `${width}px`).join(' ')}`
  const links_ = useLinks(id, items.map(item => rows[item.index]).filter((row): row is JoinedRow => row !== undefined && !groups), media, links)
  return (
    <>
      <div className="row table-tools">
        <div className="row grow"><SearchBox value={search} onChange={setSearch} placeholder="Search rows" /></div>
        <select className="select small" aria-label="Group rows" value={by ?? ''} onChange={event => setBy(event.target.value === '' ? null : Number(event.target.value))}>
          <option value="">No grouping</option>
          {joined.columns.map((name, at) => !media.has(at) && <option key={at} value={at}>by {name}</option>)}
        </select>
        <span className="muted num">{groups ? `${count(groups.length)} groups` : rows.length === joined.rows.length ? `${count(rows.length)} rows` : `${count(rows.length)} of ${count(joined.rows.length)} rows`}</span>
        <button type="button" className="icon-button" aria-label="Save the table as CSV" title="CSV" onClick={save}><Download size={13} /></button>
      </div>
      <div className="table-scroll" ref={scroll} role="table" aria-label={title} aria-rowcount={rows.length + 1} tabIndex={0}>
        <div className="table-row table-head" role="row" style={{ gridTemplateColumns: template }}>
          {many && !groups && <span role="columnheader">run</span>}
          {groups && <span role="columnheader">rows</span>}
          {joined.columns.map((name, column) => (
            <span key={column} role="columnheader" aria-sort={sort?.column === column && !groups ? (sort.ascending ? 'ascending' : 'descending') : undefined}>
              <button type="button" className="head-name" disabled={media.has(column) || groups !== null} onClick={() => setSort({ column, ascending: sort?.column === column ? !sort.ascending : true })}><span className="ellipsis" title={name}>{name}</span>{sort?.column === column && !groups && (sort.ascending ? <ArrowUp size={11} /> : <ArrowDown size={11} />)}</button>
            </span>
          ))}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(item => groups ? (
            <div key={item.key} className="table-row" role="row" style={{ gridTemplateColumns: template, height: item.size, transform: `translateY(${item.start}px)` }}>
              <span role="cell" className="num">{count(groups[item.index]!.amount)}</span>
              {groups[item.index]!.means.map((mean, column) => <span key={column} role="cell" className="ellipsis num">{column === by ? groups[item.index]!.key : mean === null ? '' : <span title="mean">{number(mean)}</span>}</span>)}
            </div>
          ) : (
            <div key={item.key} className="table-row" role="row" style={{ gridTemplateColumns: template, height: item.size, transform: `translateY(${item.start}px)` }}>
              {many && <span role="cell" className="row"><i className="run-dot" style={{ background: runOf.get(rows[item.index]!.run)?.color }} /><span className="ellipsis">{runOf.get(rows[item.index]!.run)?.label}</span></span>}
              {rows[item.index]!.cells.map((cell, column) => <span key={column} role="cell" className={typeof cell === 'number' ? 'ellipsis num right' : 'ellipsis'} title={typeof cell === 'string' || typeof cell === 'number' ? String(cell) : undefined}><Cell value={cell} links={links_} run={rows[item.index]!.run} /></span>)}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}

function Cell({ value, links, run }: { value: unknown; links: ReadonlyMap<string, string> | undefined; run: string }) {
  const media = cellMedia(value)
  if (!media) return <>{valueText(value)}</>
  const url = links?.get(`${run} ${media.path}`)
  if (!url) return <span className="skeleton table-media" />
  switch (media.kind) {
    case 'image': return <img className="table-media" src={url} alt={media.caption ?? media.path} />
    case 'audio': return <audio controls preload="none" src={url} />
    case 'video': return <video className="table-media" controls preload="none" src={url} />
    case 'html': return <iframe className="table-media" sandbox="allow-scripts" src={url} title={media.path} loading="lazy" />
  }
}

/** Links to what the cells in the window show, one question a run. */
function useLinks(id: string, rows: readonly JoinedRow[], media: ReadonlySet<number>, links: TableGridProps['links']) {
  const wanted = new Map<string, string[]>()
  for (const row of rows) for (const column of media) {
    const found = cellMedia(row.cells[column])
    if (found) wanted.set(row.run, [...(wanted.get(row.run) ?? []), found.path])
  }
  const signature = JSON.stringify([...wanted])
  return useQuery({
    queryKey: ['table-links', id, signature],
    queryFn: async () => {
      const answers = await Promise.all([...wanted].map(async ([run, paths]) => [run, await links.get(run)!([...new Set(paths)])] as const))
      return new Map(answers.flatMap(([run, found]) => [...found].map(([path, url]) => [`${run} ${path}`, url] as const)))
    },
    enabled: wanted.size > 0,
    placeholderData: before => before,
    staleTime: 5 * 60_000,
  }).data
}
