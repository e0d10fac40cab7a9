import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { isObject, parseObject, type JsonObject } from '../../api/json.ts'
import { Dialog } from '../../design/Dialog.tsx'
import { bytes, plural, valueText } from '../../design/format.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import type { RunFile } from '../runs/queries.ts'
import { compareFiles, compareMetadata, isTable, type Change } from './compare.ts'
import type { Home } from './names.ts'
import { CollectionQuery, CompareQuery } from './queries.ts'

const TableDiff = lazy(() => import('./TableDiff.tsx'))

interface CompareDialogProps { id: string; place: Home; version: string; onClose: () => void }

/** What differs between two versions of a collection: files by their content, metadata key by key. */
export default function CompareDialog({ id, place, version, onClose }: CompareDialogProps) {
  const { entity, project, collection } = place
  const [chosen, setChosen] = useState<string | null>(null)
  const versions = useQuery({ queryKey: ['artifact-collection', entity, project, collection, 'versions'], queryFn: ({ signal }) => run(CollectionQuery, { entity, project, name: collection, after: null }, signal) })
  const others = (versions.data?.project?.artifactCollection?.artifacts?.edges ?? []).filter(edge => edge.node.id !== id)
  // the one before it says most often what changed
  const number = (text: string) => Number(text.replace(/^v/, ''))
  const before = others.filter(edge => number(edge.version) < number(version)).sort((left, right) => number(right.version) - number(left.version))[0]
  const other = others.find(edge => edge.node.id === chosen) ?? before ?? others[0]
  const both = useQuery({ queryKey: ['artifact-compare', id, other?.node.id], queryFn: ({ signal }) => run(CompareQuery, { left: other!.node.id, right: id }, signal), enabled: other !== undefined })
  return (
    <Dialog title={`What is new in ${collection}:${version}`} wide onClose={onClose}>
      <label className="row"><span>Compared with</span><select className="select small short" value={other?.node.id ?? ''} onChange={event => setChosen(event.target.value)}>{others.map(edge => <option key={edge.node.id} value={edge.node.id}>{edge.version}{edge.node.aliases.length > 0 ? ` (${edge.node.aliases.map(each => each.alias).join(', ')})` : ''}</option>)}</select></label>
      {versions.isError || both.isError ? <ErrorState error={versions.error ?? both.error} /> : versions.isSuccess && !other ? <p className="muted">There is no other version to compare with.</p> : !both.data?.left || !both.data.right ? <Loading />
        : <Differences left={both.data.left} right={both.data.right} names={[other!.version, version]} ids={[other!.node.id, id]} />}
    </Dialog>
  )
}

interface Side { metadata: string | null; size: number; fileCount: number; files: { edges: { node: RunFile & { digest: string | null } | null }[]; pageInfo: { hasNextPage: boolean } } }

const WORDS: Record<Change, string> = { added: 'new', removed: 'gone', changed: 'changed' }

function Differences({ left, right, names, ids }: { left: Side; right: Side; names: [string, string]; ids: [string, string] }) {
  const files = compareFiles(nodes(left.files), nodes(right.files))
  const metadata = compareMetadata(parseObject(left.metadata), parseObject(right.metadata))
  const cut = left.files.pageInfo.hasNextPage || right.files.pageInfo.hasNextPage
  const grown = right.size - left.size
  const [table, setTable] = useState<string | null>(null)
  const side = (of: Side, at: 0 | 1) => ({ label: names[at], id: ids[at], url: nodes(of.files).find(file => file.name === table)?.directUrl ?? '' })
  return (
    <div className="stack">
      <p>{plural(right.fileCount, 'file')} and {bytes(right.size)}{grown === 0 ? ', as much as before' : `, ${bytes(Math.abs(grown))} ${grown > 0 ? 'more' : 'less'}`}. {plural(files.length, 'file')} and {plural(metadata.length, 'key')} of metadata differ.</p>
      {cut && <p className="note warn">Only the first thousand files of each version are compared.</p>}
      {metadata.length > 0 && (
        <table className="list-table compare-table" aria-label="Metadata that differs">
          <thead><tr><th>Metadata</th><th>{names[0]}</th><th>{names[1]}</th></tr></thead>
          <tbody>{metadata.map(each => <tr key={each.key}><td className="mono">{each.key}</td><td>{shown(each.left)}</td><td>{shown(each.right)}</td></tr>)}</tbody>
        </table>
      )}
      {files.length > 0 && (
        <table className="list-table compare-table" aria-label="Files that differ">
          <thead><tr><th>File</th><th /><th className="right">{names[0]}</th><th className="right">{names[1]}</th></tr></thead>
          <tbody>{files.slice(0, 500).map(each => <tr key={each.name}><td className="mono">{each.name}{each.change === 'changed' && isTable(each.name) && <button type="button" className="link-button" aria-expanded={table === each.name} onClick={() => setTable(table === each.name ? null : each.name)}>{table === each.name ? 'Hide its rows' : 'Compare its rows'}</button>}</td><td><span className={`chip ${each.change}`}>{WORDS[each.change]}</span></td><td className="right num">{each.left === null ? '' : bytes(each.left)}</td><td className="right num">{each.right === null ? '' : bytes(each.right)}</td></tr>)}</tbody>
        </table>
      )}
      {table !== null && <Suspense fallback={<Loading />}><TableDiff name={table} sides={[side(left, 0), side(right, 1)]} /></Suspense>}
    </div>
  )
}

const shown = (value: unknown) => (value === undefined ? <span className="muted">–</span> : isObject(value) ? JSON.stringify(value as JsonObject) : valueText(value))
