import { useQuery } from '@tanstack/react-query'
import { Archive, GitCompare } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import { run } from '../../api/graphql.ts'
import { isObject, parseObject } from '../../api/json.ts'
import { Link } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href, type ArtifactTab, type Route } from '../../app/route.ts'
import { bytes, plural, valueText } from '../../design/format.ts'
import { Ago, ErrorState, Loading, Snippet } from '../../design/parts.tsx'
import { Tree } from '../../design/Tree.tsx'
import { ActionHistory } from './ActionHistory.tsx'
import { homeOf, usageCode, versionName } from './names.ts'
import { VersionQuery } from './queries.ts'
import { VersionFiles } from './VersionFiles.tsx'
import { VersionMenu } from './VersionMenu.tsx'
import { AliasEditor, VersionOverview } from './VersionOverview.tsx'

const CompareDialog = lazy(() => import('./CompareDialog.tsx'))
const LinkDialog = lazy(() => import('./LinkDialog.tsx'))
const Lineage = lazy(() => import('./Lineage.tsx'))

const TABS: readonly (readonly [ArtifactTab, string])[] = [['overview', 'Version'], ['metadata', 'Metadata'], ['usage', 'Usage'], ['files', 'Files'], ['lineage', 'Lineage'], ['history', 'History']]

/** One version by its number or an alias. */
export function VersionPage({ route }: { route: Extract<Route, { page: 'artifact' }> }) {
  const { entity, project, type, collection, version, tab } = route
  const name = `${collection}:${version}`
  const [linking, setLinking] = useState(false)
  const [comparing, setComparing] = useState(false)
  const query = useQuery({ queryKey: ['artifact', entity, project, name], queryFn: ({ signal }) => run(VersionQuery, { entity, project, name }, signal) })
  const metadata = useMemo(() => parseObject(query.data?.project?.artifactCollectionMembership?.artifact?.metadata), [query.data])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  const membership = query.data.project?.artifactCollectionMembership
  const artifact = membership?.artifact
  if (!membership || !artifact || artifact.state === 'DELETED') return <NotFound what="artifact version" />
  const place = { entity, project, type: artifact.artifactType.name, collection }
  const number = versionName(membership.versionIndex)
  const readOnly = query.data.project?.readOnly === true
  const home = homeOf(artifact)
  const linked = home && (home.entity !== entity || home.project !== project || home.collection !== collection)
  return (
    <div className="artifact-version">
      <header className="run-header">
        <h1 className="ellipsis">{collection}<span className="muted">:{number}</span></h1>
        <span className="chip">{artifact.artifactType.name}</span>
        <AliasEditor artifact={artifact} place={place} readOnly={readOnly} />
        <span className="grow" />
        <span className="muted num">{plural(artifact.fileCount, 'file')} · {bytes(artifact.size)} · <Ago at={artifact.createdAt} /></span>
        <button type="button" className="button small" onClick={() => setComparing(true)}><GitCompare size={13} />Compare</button>
        {artifact.state === 'COMMITTED' && <button type="button" className="button small" onClick={() => setLinking(true)}><Archive size={13} />Link to a registry</button>}
        {!readOnly && <VersionMenu artifact={artifact} place={place} version={number} portfolio={membership.artifactCollection?.__typename === 'ArtifactPortfolio' ? membership.artifactCollection.id : null} />}
      </header>
      {comparing && <Suspense><CompareDialog id={artifact.id} place={place} version={number} onClose={() => setComparing(false)} /></Suspense>}
      {linking && <Suspense><LinkDialog artifact={artifact} onClose={() => setLinking(false)} /></Suspense>}
      {linked && home && <p className="note good linked-from">Linked here from <Link to={href.artifact(home.entity, home.project, home.type, home.collection, versionName(artifact.versionIndex))}>{home.entity}/{home.project}/{home.collection}:{versionName(artifact.versionIndex)}</Link></p>}
      <nav className="tabs" aria-label="Artifact version">
        {TABS.map(([each, label]) => <Link key={each} to={href.artifact(entity, project, type, collection, version, each)} aria-current={each === tab ? 'page' : undefined}>{label}</Link>)}
      </nav>
      <div className="run-body">
        {tab === 'overview' && <VersionOverview artifact={artifact} place={place} version={number} readOnly={readOnly} />}
        {tab === 'metadata' && <Metadata value={metadata} />}
        {tab === 'usage' && <div className="page stack">{usageCode(place, version).map(each => <section key={each.title} className="stack tight"><h2>{each.title}</h2><Snippet label={each.title} text={each.code} /></section>)}</div>}
        {tab === 'files' && <VersionFiles id={artifact.id} route={route} />}
        {tab === 'history' && <div className="page stack"><ActionHistory place={place} version={membership.versionIndex} /></div>}
        {tab === 'lineage' && <Suspense fallback={<Loading />}><Lineage key={artifact.id} id={artifact.id} /></Suspense>}
      </div>
    </div>
  )
}

function Metadata({ value }: { value: Record<string, unknown> }) {
  const plain = Object.entries(value).filter(([, each]) => !isObject(each))
  return (
    <div className="page stack">
      {plain.length > 0 && <dl className="facts card card-body">{plain.slice(0, 40).map(([key, each]) => <div key={key} className="fact"><dt>{key}</dt><dd className="num">{valueText(each)}</dd></div>)}</dl>}
      <section className="card"><header><h2>All metadata</h2></header><Tree value={value} label="metadata" empty="This version has no metadata" /></section>
    </div>
  )
}
