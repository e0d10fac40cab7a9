import { isMade } from './names.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Boxes } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { NotFound } from '../../app/NotFound.tsx'
import type { Route } from '../../app/route.ts'
import { EmptyState, ErrorState, Loading, Snippet } from '../../design/parts.tsx'
import { ArtifactTree } from './ArtifactTree.tsx'
import { CollectionView } from './CollectionView.tsx'
import { TypeView } from './TypeView.tsx'
import { TypesQuery } from './queries.ts'
import { VersionPage } from './VersionPage.tsx'
import './artifacts.css'

type ArtifactsRoute = Extract<Route, { page: 'artifacts' | 'artifact' }>

/** Types, their collections and their versions: the tree on the left, what is chosen in it on the right. */
export default function ArtifactsPage({ route }: { route: ArtifactsRoute }) {
  const { entity, project, type, collection } = route
  const query = useInfiniteQuery({
    queryKey: ['artifact-types', entity, project],
    queryFn: ({ pageParam, signal }) => run(TypesQuery, { entity, project, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => (page.project?.artifactTypes.pageInfo.hasNextPage ? page.project.artifactTypes.pageInfo.endCursor : undefined),
    refetchInterval: 15_000,
  })
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const types = useMemo(() => (query.data?.pages ?? []).flatMap(page => nodes(page.project?.artifactTypes)).filter(each => (each.artifactCollections?.totalCount ?? 0) > 0).sort((left, right) => Number(isMade(left.name)) - Number(isMade(right.name))), [query.data])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (query.data.pages[0]?.project === null) return <NotFound what="project" />
  if (types.length === 0 && type === null) return <Start project={project} />
  const version = route.page === 'artifact' ? route : null
  return (
    <div className={`artifacts ${collection ? 'chosen' : ''}`}>
      <ArtifactTree entity={entity} project={project} types={types} type={type} collection={collection} />
      <div className="artifact-body">
        {version ? <VersionPage key={`${version.collection}:${version.version}`} route={version} />
          : collection ? <CollectionView key={collection} entity={entity} project={project} type={type!} name={collection} />
            : <TypeView entity={entity} project={project} types={type ? types.filter(each => each.name === type) : types} />}
      </div>
    </div>
  )
}

function Start({ project }: { project: string }) {
  return (
    <div className="page stack">
      <EmptyState icon={<Boxes size={28} strokeWidth={1.4} />} title="No artifacts yet"><p>Datasets, models and other files that a run logs under a name stand here, one version after the other.</p></EmptyState>
      <Snippet label="Python example" text={`import wandb\n\nwith wandb.init(project="${project}") as run:\n    artifact = wandb.Artifact("my-data", type="dataset")\n    artifact.add_file("data.csv")\n    run.log_artifact(artifact)`} />
    </div>
  )
}
