import { useQuery } from '@tanstack/react-query'
import { Fragment, useMemo, useState, type ReactNode } from 'react'
import { readText } from '../../api/files.ts'
import { bytes, count, plural } from '../../design/format.ts'
import { ErrorState } from '../../design/parts.tsx'
import { Nothing } from '../marks/frame.tsx'
import { changes, compareTexts, type Block, type Line } from './compare.ts'
import type { CodeFile } from './files.ts'

const MOST_BYTES = 1_000_000
/** Equal lines that stay in sight around a change. */
const AROUND = 3
const MOST_ROWS = 2_000

interface FileDiffProps { left: CodeFile | null; right: CodeFile | null; style: 'split' | 'unified' }

export function FileDiff({ left, right, style }: FileDiffProps) {
  const large = [left, right].find(file => file !== null && file.sizeBytes > MOST_BYTES)
  const query = useQuery({
    queryKey: ['code-texts', left?.directUrl ?? null, right?.directUrl ?? null],
    queryFn: ({ signal }) => Promise.all([left, right].map(file => (file ? readText(file.directUrl, signal) : ''))),
    enabled: !large,
    staleTime: Infinity,
  })
  const blocks = useMemo(() => (query.data ? compareTexts(query.data[0]!, query.data[1]!) : undefined), [query.data])
  if (large) return <Nothing waiting={false}>{`Too large to compare: ${bytes(large.sizeBytes)}`}</Nothing>
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (blocks === undefined) return <Nothing waiting>Loading</Nothing>
  if (blocks === null) return <Nothing waiting={false}>The two differ too much to be held against each other.</Nothing>
  return <Blocks blocks={blocks} style={style} only={left === null ? 'the second run' : right === null ? 'the first run' : null} />
}

function Blocks({ blocks, style, only }: { blocks: readonly Block[]; style: 'split' | 'unified'; only: string | null }) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [most, setMost] = useState(MOST_ROWS)
  const { added, removed } = useMemo(() => changes(blocks), [blocks])
  const span = style === 'split' ? 4 : 3
  const rows: ReactNode[] = blocks.flatMap((block, at): ReactNode[] => {
    if (!block.same) return style === 'split' ? sideRows(block, at) : columnRows(block, at)
    const head = at === 0 ? 0 : AROUND
    const tail = at === blocks.length - 1 ? 0 : AROUND
    const hidden = block.left.length - head - tail
    if (hidden <= AROUND || open.has(at)) return sameRows(block, at, style, 0, block.left.length)
    return [
      ...sameRows(block, at, style, 0, head),
      <tr key={`${at} fold`} className="code-fold"><td colSpan={span}><button type="button" className="link-button" onClick={() => setOpen(new Set([...open, at]))}>{plural(hidden, 'equal line')}</button></td></tr>,
      ...sameRows(block, at, style, block.left.length - tail, block.left.length),
    ]
  })
  return (
    <>
      <div className="code-sum muted num">{only !== null ? `Only in ${only}: ${plural(added + removed, 'line')}` : added + removed === 0 ? 'The file is the same in both' : <><b className="good">+{count(added)}</b> <b className="bad">−{count(removed)}</b></>}</div>
      <div className="code-scroll" tabIndex={0} role="region" aria-label="Differences">
        <table className={style}>
          <colgroup>{style === 'split' ? <><col className="no" /><col /><col className="no" /><col /></> : <><col className="no" /><col className="no" /><col /></>}</colgroup>
          <tbody>{rows.slice(0, most)}</tbody>
        </table>
        {rows.length > most && <p className="code-more"><button type="button" className="button small" onClick={() => setMost(most * 4)}>More of {count(rows.length)} lines</button></p>}
      </div>
    </>
  )
}

function sameRows(block: Block, at: number, style: 'split' | 'unified', from: number, to: number): ReactNode[] {
  return block.left.slice(from, to).map((line, index) => {
    const other = block.right[from + index]!
    return <tr key={`${at} ${line.number} ${other.number}`}>{style === 'split' ? <><Numbered line={line} /><Numbered line={other} /></> : <><td className="no">{line.number}</td><td className="no">{other.number}</td><Text line={line} /></>}</tr>
  })
}

function sideRows(block: Block, at: number): ReactNode[] {
  return Array.from({ length: Math.max(block.left.length, block.right.length) }, (_, index) => (
    <tr key={`${at} ${index}`}><Numbered line={block.left[index]} kind="removed" /><Numbered line={block.right[index]} kind="added" /></tr>
  ))
}

function columnRows(block: Block, at: number): ReactNode[] {
  return [
    ...block.left.map(line => <tr key={`${at} - ${line.number}`}><td className="no removed">{line.number}</td><td className="no removed" /><Text line={line} kind="removed" /></tr>),
    ...block.right.map(line => <tr key={`${at} + ${line.number}`}><td className="no added" /><td className="no added">{line.number}</td><Text line={line} kind="added" /></tr>),
  ]
}

type Kind = 'removed' | 'added' | undefined

function Numbered({ line, kind }: { line: Line | undefined; kind?: Kind }) {
  if (!line) return <><td className="no none" /><td className="none" /></>
  return <><td className={`no ${kind ?? ''}`}>{line.number}</td><Text line={line} kind={kind} /></>
}

/** Signs besides the colours, for whoever does not tell them apart. */
function Text({ line, kind }: { line: Line; kind?: Kind }) {
  return <td className={kind} data-sign={kind === 'added' ? '+' : kind === 'removed' ? '−' : undefined}>{line.parts.map((part, at) => <Fragment key={at}>{part.changed ? <mark>{part.text}</mark> : part.text}</Fragment>)}</td>
}
