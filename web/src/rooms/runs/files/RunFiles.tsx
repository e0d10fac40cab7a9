import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { nodes, run as ask } from '../../../api/graphql.ts'
import { navigate } from '../../../app/navigation.tsx'
import { href } from '../../../app/route.ts'
import { Dialog } from '../../../design/Dialog.tsx'
import { EmptyState, ErrorState, Loading } from '../../../design/parts.tsx'
import { toast, toastFailure } from '../../../design/Toasts.tsx'
import { DeleteFiles, FilesQuery, type RunFile } from '../queries.ts'
import { FileBrowser } from './FileBrowser.tsx'
import { baseName, isCode } from './tree.ts'

interface RunFilesProps { entity: string; project: string; run: string; path: string; code: boolean; live: boolean; readOnly: boolean }

export default function RunFiles({ entity, project, run, path, code, live, readOnly }: RunFilesProps) {
  const tab = code ? 'code' : 'files'
  const query = useInfiniteQuery({
    queryKey: ['files', entity, project, run],
    queryFn: ({ pageParam, signal }) => ask(FilesQuery, { entity, project, name: run, first: 1000, after: pageParam, names: null }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => {
      const info = page.project?.run?.files?.pageInfo
      return info?.hasNextPage ? info.endCursor : undefined
    },
    refetchInterval: live ? 10_000 : false,
  })
  const { hasNextPage, isFetching, fetchNextPage } = query
  // a tree needs all names; ten thousand files are ten requests
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const files = useMemo(() => (query.data?.pages ?? []).flatMap(page => nodes(page.project?.run?.files)).filter(file => file.updatedAt !== null && (!code || isCode(file.name))), [query.data, code])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (files.length === 0) {
    return <EmptyState title={code ? 'No code saved' : 'No files yet'}><p>{code ? <>Code is kept with <code>run.log_code()</code> or <code>wandb.init(save_code=True)</code>.</> : 'Files that the script saves, and those that the client writes, stand here.'}</p></EmptyState>
  }
  const first = code ? files.find(file => file.name.startsWith('code/')) ?? files[0] : undefined
  const internalId = query.data.pages[0]?.project?.internalId ?? ''
  const home = () => navigate(href.run(entity, project, run, tab))
  return (
    <FileBrowser
      files={files}
      path={path === '' && first ? first.name : path}
      more={hasNextPage}
      to={name => href.run(entity, project, run, tab, name)}
      tools={file => !readOnly && !code && <DeleteFile file={file} project={internalId} onDone={home} queryKey={['files', entity, project, run]} />}
    />
  )
}

function DeleteFile({ file, project, onDone, queryKey }: { file: RunFile; project: string; onDone: () => void; queryKey: string[] }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => ask(DeleteFiles, { files: [file.id], projectId: Number(/\d+/.exec(atob(project))?.[0] ?? 0) }),
    onSuccess: () => { toast('File deleted'); onDone(); void client.invalidateQueries({ queryKey }) },
    onError: toastFailure,
  })
  return (
    <>
      <button type="button" className="icon-button" aria-label={`Delete ${file.name}`} onClick={() => setAsking(true)}><Trash2 size={15} /></button>
      {asking && (
        <Dialog title={`Delete ${baseName(file.name)}?`} onClose={() => setAsking(false)} footer={<>
          <button type="button" className="button" onClick={() => setAsking(false)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>Delete</button>
        </>}><p>Charts and tables that show it lose it.</p></Dialog>
      )}
    </>
  )
}
