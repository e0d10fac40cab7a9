import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { bytes, plural } from '../../design/format.ts'
import { Ago, StateChip } from '../../design/parts.tsx'
import { PreviewRunQuery, PreviewVersionQuery } from './queries.ts'
import type { LineageNode } from './lineage.ts'

/** Milliseconds that the pointer rests on a card before its facts are asked for. */
const REST = 300

/** What the card has no room for. */
export function LineagePreview({ node }: { node: LineageNode }) {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST)
    return () => clearTimeout(timer)
  }, [])
  if (!rested) return null
  return <aside className="lineage-preview card" aria-label={`About ${node.title}`}><b className="ellipsis">{node.title}</b>{'run' in node.to! ? <RunFacts to={node.to.run} /> : <VersionFacts id={node.id.slice('artifact:'.length)} />}</aside>
}

function RunFacts({ to: [entity, project, name] }: { to: readonly [string, string, string] }) {
  const { data } = useQuery({ queryKey: ['lineage-run', entity, project, name], queryFn: ({ signal }) => run(PreviewRunQuery, { entity, project, name }, signal), staleTime: 30_000 })
  const found = data?.project?.run
  if (!found) return <p className="muted">{data ? 'Gone, or not yours to see' : 'Loading'}</p>
  return (
    <>
      <p className="row wrap"><StateChip state={found.state} />{found.jobType && <span className="chip">{found.jobType}</span>}{found.tags.map(tag => <span key={tag} className="chip">{tag}</span>)}</p>
      <p className="muted">{entity}/{project} · {found.user?.username ?? 'nobody'} · <Ago at={found.createdAt} /></p>
      {found.notes && <p className="lineage-words">{found.notes}</p>}
    </>
  )
}

function VersionFacts({ id }: { id: string }) {
  const { data } = useQuery({ queryKey: ['lineage-version', id], queryFn: ({ signal }) => run(PreviewVersionQuery, { id }, signal), staleTime: 30_000 })
  const found = data?.artifact
  if (!found) return <p className="muted">{data ? 'Gone, or not yours to see' : 'Loading'}</p>
  return (
    <>
      <p className="row wrap"><span className="chip">{found.artifactType.name}</span>{found.aliases.map(({ alias }) => <span key={alias} className="chip alias">{alias}</span>)}</p>
      <p className="muted">{plural(found.fileCount, 'file')}, {bytes(found.size)} · used by {plural(found.usedCount, 'run')} · <Ago at={found.createdAt} /></p>
      {found.description && <p className="lineage-words">{found.description}</p>}
    </>
  )
}
