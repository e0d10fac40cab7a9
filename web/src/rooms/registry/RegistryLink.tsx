import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { run } from '../../api/graphql.ts'
import { navigate, useSearchParam } from '../../app/navigation.tsx'
import { NotFound } from '../../app/NotFound.tsx'
import { href } from '../../app/route.ts'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { CollectionTypeQuery } from './queries.ts'

/** The addresses that clients print name a collection by its path and no type: this looks the type up and goes there. */
export default function RegistryLink() {
  const [entity = '', project = '', ...rest] = (useSearchParam('selectionPath') ?? '').split('/')
  const name = rest.join('/')
  const version = useSearchParam('version')
  const query = useQuery({ queryKey: ['collection-type', entity, project, name], queryFn: ({ signal }) => run(CollectionTypeQuery, { entity, project, name }, signal), enabled: name !== '' })
  const type = query.data?.project?.artifactCollection?.defaultArtifactType.name
  const goal = type ? (version ? href.artifact(entity, project, type, name, version) : href.artifacts(entity, project, type, name)) : name === '' ? '/registry' : null
  useEffect(() => {
    if (goal) navigate(goal, { replace: true })
  }, [goal])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isSuccess && goal === null) return <NotFound what="collection" />
  return <Loading />
}
