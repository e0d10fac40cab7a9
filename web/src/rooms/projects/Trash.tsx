import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { nodes, run } from '../../api/graphql.ts'
import { bytes, plural } from '../../design/format.ts'
import { Ago, StateChip } from '../../design/parts.tsx'
import { toast, toastFailure } from '../../design/Toasts.tsx'
import { UndeleteRuns } from '../runs/queries.ts'
import { RestoreVersion, TrashQuery } from './queries.ts'

interface Place { entity: string; project: string }

/** What was deleted and can still come back. */
export default function Trash({ entity, project }: Place) {
  const client = useQueryClient()
  const query = useInfiniteQuery({
    queryKey: ['trash', entity, project],
    queryFn: ({ pageParam, signal }) => run(TrashQuery, { entity, project, ...pageParam }, signal),
    initialPageParam: { runsAfter: null as string | null, artifactsAfter: null as string | null },
    getNextPageParam: ({ project: page }) => {
      const [runs, artifacts] = [page?.deletedRuns?.pageInfo, page?.deletedArtifacts.pageInfo]
      if (!runs?.hasNextPage && !artifacts?.hasNextPage) return undefined
      return { runsAfter: runs?.endCursor ?? null, artifactsAfter: artifacts?.endCursor ?? null }
    },
  })
  const refresh = () => client.invalidateQueries()
  const restoreRuns = useMutation({ mutationFn: (names: string[]) => run(UndeleteRuns, { entity, project, filters: JSON.stringify({ name: { $in: names } }) }), onSuccess: (_, names) => { toast(`${plural(names.length, 'run')} restored`); return refresh() }, onError: toastFailure })
  const restoreVersion = useMutation({ mutationFn: (id: string) => run(RestoreVersion, { id }), onSuccess: () => { toast('Version restored'); return refresh() }, onError: toastFailure })
  const pages = query.data?.pages ?? []
  const readOnly = pages[0]?.project?.readOnly === true
  const unique = <T extends { id: string }>(all: T[]) => [...new Map(all.map(each => [each.id, each])).values()]
  const runs = unique(pages.flatMap(page => nodes(page.project?.deletedRuns)))
  const versions = unique(pages.flatMap(page => nodes(page.project?.deletedArtifacts)).map(each => ({ ...each, id: each.artifact.id })))
  if (runs.length === 0 && versions.length === 0) return null
  return (
    <section className="card scroll-x" aria-label="Trash">
      <header><h2 className="grow">Trash</h2>{!readOnly && runs.length > 1 && <button type="button" className="button small" disabled={restoreRuns.isPending} onClick={() => restoreRuns.mutate(runs.map(each => each.name))}><Undo2 size={13} />Restore {plural(runs.length, 'run')}</button>}</header>
      <table className="list-table">
        <tbody>
          {runs.map(each => (
            <tr key={each.id}>
              <td><span className="row"><StateChip state={each.state} dot />{each.displayName || each.name}</span></td>
              <td className="muted">run of {each.user?.username ?? 'somebody'}, <Ago at={each.createdAt} /></td>
              <td className="right">{!readOnly && <button type="button" className="button small" disabled={restoreRuns.isPending} aria-label={`Restore ${each.displayName || each.name}`} onClick={() => restoreRuns.mutate([each.name])}>Restore</button>}</td>
            </tr>
          ))}
          {versions.map(({ artifact, keptUntil }) => (
            <tr key={artifact.id}>
              <td>{artifact.artifactSequence.name}:v{artifact.versionIndex}</td>
              <td className="muted">{artifact.artifactType.name}, {bytes(artifact.size)}, its files go <Ago at={keptUntil} /></td>
              <td className="right">{!readOnly && <button type="button" className="button small" disabled={restoreVersion.isPending} aria-label={`Restore ${artifact.artifactSequence.name}:v${artifact.versionIndex}`} onClick={() => restoreVersion.mutate(artifact.id)}>Restore</button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && <div className="card-body"><button type="button" className="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>More of the trash</button></div>}
    </section>
  )
}
