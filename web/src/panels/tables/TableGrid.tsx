import { useQuery } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp, Download } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { count, number, valueText } from '../../design/format.ts'
import { SearchBox } from '../../design/parts.tsx'
import { csvCell, download, fileName } from '../export.ts'
import { pathsOf } from '../MediaItem.tsx'
import type { DrawnRun } from '../runs.ts'
import { cellMedia, type LoadedTable } from './load.ts'
import { TableCell } from './TableCell.tsx'
import { arrange, beside, group, keyColumn, type Joined, type JoinedRow } from './rows.ts'

interface TableGridProps { joined: Joined; runs: readonly Pick<DrawnRun, 'name' | 'label' | 'color'>[]; links: ReadonlyMap<string, LoadedTable['links']>; title: string; id: string; /** Begins with the runs side by side. */ compared?: boolean }

const PLAIN = 27
const TALL = 66

/** Rows outside the window are not in the document; media of the rows in it are asked for together. */
export function TableGrid({ joined: stacked, runs, links, title, id, compared = false }: TableGridProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<{ column: number; ascending: boolean } | null>(null)
  const [by, setBy] = useState<number | null>(null)
  const several = useMemo(() => new Set(stacked.rows.map(row => row.run)).size > 1, [stacked])
  const [chosen, setSide] = useState<number | 'none' | null>(null)
  const side = !several || chosen === 'none' ? null : chosen ?? (compared ? keyColumn(stacked) : null)
  const [changed, setChanged] = useState(false)
  const joined = useMemo(() => (side === null ? stacked : beside(stacked, side)), [stacked, side])
  const media = useMemo(() => new Set(joined.columns.flatMap((_, column) => (joined.rows.slice(0, 50).some(row => cellMedia(row.cells[column])) ? [column] : []))), [joined])
  const rows = useMemo(() => arrange(joined, search, by === null ? sort : null).filter(row => side === null || !changed || row.differs!.size > 0), [joined, search, sort, by, side, changed])
  const groups = useMemo(() => (by === null ? null : group(rows, by, joined.columns.length)), [rows, by, joined.columns.length])
  const many = several && side === null
  const runOf = useMemo(() => new Map(runs.map(run => [run.name, run])), [runs])
  const virtual = useVirtualizer({ count: groups ? groups.length : rows.length, getScrollElement: () => scroll.current, estimateSize: () => (media.size > 0 && !groups ? TALL : PLAIN), overscan: 6 })
  const items = virtual.getVirtualItems()
  const save = () => {
    const head = joined.owners ? ['', ...joined.columns.map((name, column) => { const owner = joined.owners![column]; return owner === null || owner === undefined ? name : `${name} (${runOf.get(owner)?.label ?? owner})` })] : ['run', ...joined.columns]
    const lines = [head.map(csvCell).join(','), ...rows.map(row => [runOf.get(row.run)?.label ?? row.run, ...row.cells.map(cell => cellMedia(cell)?.path ?? cell)].map(csvCell).join(','))]
    download(fileName(title, 'csv'), new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv' }))
  }
  const widths = joined.columns.map((name, column) => (media.has(column) ? 130 : Math.max(70, Math.min(260, 24 + (joined.owners?.[column] ? 60 : 0) + 7 * Math.max(name.length + 2, ...joined.rows.slice(0, 30).map(row => valueText(row.cells[column]).length))))))
  const template = `${many && !groups ? '120px ' : ''}${groups ? '90px ' : ''}${widths.map(width => `${width}px`).join(' ')}`
  const links_ = useLinks(id, items.map(item => rows[item.index]).filter((row): row is JoinedRow => row !== undefined && !groups), media, links, joined.owners)
  return (
    <>
      <div className="row table-tools">
        <div className="row grow"><SearchBox value={search} onChange={setSearch} placeholder="Search rows" /></div>
        {several && (
          <select className="select small" aria-label="Lay out runs" value={side ?? 'none'} onChange={event => { setSort(null); setBy(null); setSide(event.target.value === 'none' ? 'none' : Number(event.target.value)) }}>
            <option value="none">Under each other</option>
            {stacked.columns.map((name, at) => <option key={at} value={at}>By {name}, side by side</option>)}
          </select>
        )}
        {side !== null && <label className="check"><input type="checkbox" checked={changed} onChange={event => setChanged(event.target.checked)} />Only what differs</label>}
        {side === null && <select className="select small" aria-label="Group rows" value={by ?? ''} onChange={event => setBy(event.target.value === '' ? null : Number(event.target.value))}>
          <option value="">No grouping</option>
          {joined.columns.map((name, at) => !media.has(at) && <option key={at} value={at}>by {name}</option>)}
        </select>}
        <span className="muted num">{groups ? `${count(groups.length)} groups` : rows.length === joined.rows.length ? `${count(rows.length)} rows` : `${count(rows.length)} of ${count(joined.rows.length)} rows`}</span>
        <button type="button" className="icon-button" aria-label="Save the table as CSV" title="CSV" onClick={save}><Download size={13} /></button>
      </div>
      <div className="table-scroll" ref={scroll} role="table" aria-label={title} aria-rowcount={rows.length + 1} tabIndex={0}>
        <div className="table-row table-head" role="row" style={{ gridTemplateColumns: template }}>
          {many && !groups && <span role="columnheader">run</span>}
          {groups && <span role="columnheader">rows</span>}
          {joined.columns.map((name, column) => (
            <span key={column} role="columnheader" aria-sort={sort?.column === column && !groups ? (sort.ascending ? 'ascending' : 'descending') : undefined}>
              <button type="button" className="head-name" disabled={media.has(column) || groups !== null} onClick={() => setSort({ column, ascending: sort?.column === column ? !sort.ascending : true })}>{joined.owners?.[column] && <i className="run-dot" style={{ background: runOf.get(joined.owners[column])?.color }} />}<span className="ellipsis" title={joined.owners?.[column] ? `${name} of ${runOf.get(joined.owners[column])?.label}` : name}>{name}{joined.owners?.[column] && <span className="muted"> {runOf.get(joined.owners[column])?.label}</span>}</span>{sort?.column === column && !groups && (sort.ascending ? <ArrowUp size={11} /> : <ArrowDown size={11} />)}</button>
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
              {rows[item.index]!.cells.map((cell, column) => <span key={column} role="cell" className={`ellipsis ${typeof cell === 'number' ? 'num right' : ''} ${rows[item.index]!.differs?.has(column) ? 'differs' : ''}`} title={typeof cell === 'string' || typeof cell === 'number' ? String(cell) : undefined}><TableCell value={cell} links={links_} run={joined.owners?.[column] ?? rows[item.index]!.run} /></span>)}
            </div>
          ))}
        </div>
      </div>
    </>
  )
}

/** Links to what the cells in the window show, one question a run. */
function useLinks(id: string, rows: readonly JoinedRow[], media: ReadonlySet<number>, links: TableGridProps['links'], owners: Joined['owners']) {
  const wanted = new Map<string, string[]>()
  for (const row of rows) for (const column of media) {
    const found = cellMedia(row.cells[column])
    const run = owners?.[column] ?? row.run
    if (found && links.has(run)) wanted.set(run, [...(wanted.get(run) ?? []), ...pathsOf(found)])
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
