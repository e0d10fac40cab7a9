import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownToLine, ChevronDown, ChevronUp, Clock, Copy, Download, Terminal } from 'lucide-react'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { count } from '../../../design/format.ts'
import { EmptyState, ErrorState, Loading, SearchBox, writeClipboard } from '../../../design/parts.tsx'
import { toast } from '../../../design/Toasts.tsx'
import { download, fileName } from '../../../panels/export.ts'
import { LogLineView } from './LogLineView.tsx'
import { LogStore, type Line } from './LogStore.ts'

const LINE_HEIGHT = 19

export default function RunLogs({ entity, project, run, live }: { entity: string; project: string; run: string; live: boolean }) {
  const [store, setStore] = useState<LogStore | null>(null)
  useEffect(() => {
    const fresh = new LogStore(entity, project, run)
    setStore(fresh)
    void fresh.load()
    return () => fresh.stop()
  }, [entity, project, run])
  useEffect(() => {
    if (!store) return
    if (!live) {
      // what was printed between the last poll and the end
      void store.poll()
      return
    }
    const timer = setInterval(() => { if (!document.hidden) void store.poll() }, 2_500)
    return () => clearInterval(timer)
  }, [store, live])
  return store ? <Viewer store={store} live={live} run={run} /> : <Loading />
}

function Viewer({ store, live, run }: { store: LogStore; live: boolean; run: string }) {
  const { lines, total, loading, error } = useSyncExternalStore(store.subscribe, store.read)
  const scroll = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [times, setTimes] = useState(false)
  const [follow, setFollow] = useState(live)
  const [label, setLabel] = useState('')
  const labels = useMemo(() => [...new Set(lines.map(line => line.label).filter((each): each is string => each !== null))].sort(), [lines])
  const shown = useMemo(() => (label ? lines.filter(line => line.label === label) : lines), [lines, label])
  const needle = search.toLowerCase()
  const hits = useMemo(() => (needle === '' ? [] : shown.flatMap((line, at) => (line.plain.toLowerCase().includes(needle) ? [at] : []))), [shown, needle])
  const [hit, setHit] = useState(0)
  const rows = useVirtualizer({ count: shown.length, getScrollElement: () => scroll.current, estimateSize: () => LINE_HEIGHT, overscan: 30 })
  const current = hits[Math.min(hit, hits.length - 1)]
  useEffect(() => setHit(0), [needle])
  useEffect(() => {
    if (current !== undefined) rows.scrollToIndex(current, { align: 'center' })
  }, [current, rows])
  useEffect(() => {
    if (follow && needle === '' && shown.length > 0) rows.scrollToIndex(shown.length - 1, { align: 'end' })
  }, [follow, needle, shown.length, rows])
  const step = (by: number) => setHit(at => (hits.length === 0 ? 0 : (Math.min(at, hits.length - 1) + by + hits.length) % hits.length))

  if (error && lines.length === 0) return <ErrorState error={error} retry={() => void store.load()} />
  if (!loading && lines.length === 0) {
    return <EmptyState icon={<Terminal size={28} strokeWidth={1.4} />} title="No console output"><p>{live ? 'Lines appear here as the script prints them.' : 'The script printed nothing, or its console was not captured.'}</p></EmptyState>
  }
  return (
    <div className="logs">
      <div className="panel-bar">
        <div className="runs-search" onKeyDown={event => { if (event.key === 'Enter') step(event.shiftKey ? -1 : 1) }}><SearchBox value={search} onChange={setSearch} placeholder="Search logs" main /></div>
        {needle !== '' && (
          <>
            <span className="muted num" role="status">{hits.length === 0 ? 'no match' : `${count(Math.min(hit, hits.length - 1) + 1)} of ${count(hits.length)}`}</span>
            <button type="button" className="icon-button" aria-label="Previous match" disabled={hits.length === 0} onClick={() => step(-1)}><ChevronUp size={15} /></button>
            <button type="button" className="icon-button" aria-label="Next match" disabled={hits.length === 0} onClick={() => step(1)}><ChevronDown size={15} /></button>
          </>
        )}
        {labels.length > 0 && <select className="select small label-select" aria-label="Writer" value={label} onChange={event => setLabel(event.target.value)}><option value="">All writers</option>{labels.map(each => <option key={each}>{each}</option>)}</select>}
        <span className="grow" />
        <span className="muted num">{count(shown.length)}{loading && total > lines.length ? ` of ${count(total)}` : ''} lines</span>
        <button type="button" className="icon-button" aria-label="Timestamps" title="Timestamps" aria-pressed={times} onClick={() => setTimes(!times)}><Clock size={14} /></button>
        <button type="button" className="icon-button" aria-label="Follow the end" title="Follow the end" aria-pressed={follow} onClick={() => setFollow(!follow)}><ArrowDownToLine size={14} /></button>
        <button type="button" className="icon-button" aria-label="Copy all lines" title="Copy" onClick={() => void writeClipboard(plainText(shown)).then(() => toast(`${count(shown.length)} lines copied`))}><Copy size={14} /></button>
        <button type="button" className="icon-button" aria-label="Download the log" title="Download" disabled={loading} onClick={() => download(fileName(`${run}-output`, 'log'), new Blob([plainText(shown)], { type: 'text/plain' }))}><Download size={14} /></button>
      </div>
      {error !== null && <p className="note bad">Some lines could not be read{live ? '. They are asked for again.' : ': '}{!live && <button type="button" className="button small" onClick={() => void store.load()}>Try again</button>}</p>}
      <div
        className="log-scroll"
        ref={scroll}
        tabIndex={0}
        role="log"
        aria-label="Console output"
        onWheel={event => { if (event.deltaY < 0) setFollow(false) }}
        onKeyDown={event => { if (['ArrowUp', 'PageUp', 'Home'].includes(event.key)) setFollow(false) }}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(item => <LogLineView key={item.key} line={shown[item.index]!} top={item.start} times={times} needle={needle} current={item.index === current} />)}
        </div>
      </div>
    </div>
  )
}

const plainText = (lines: readonly Line[]) => lines.map(line => line.plain).join('\n') + '\n'
