import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronRight, Download, File, Folder as FolderIcon, Trash2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { nodes, run as ask } from '../../../api/graphql.ts'
import { Link, navigate } from '../../../app/navigation.tsx'
import { href } from '../../../app/route.ts'
import { Dialog } from '../../../design/Dialog.tsx'
import { bytes, plural } from '../../../design/format.ts'
import { Ago, EmptyState, ErrorState, Loading, SearchBox } from '../../../design/parts.tsx'
import { toast, toastFailure } from '../../../design/Toasts.tsx'
import { DeleteFiles, FilesQuery, type RunFile } from '../queries.ts'
import { baseName, folderTree, type Folder } from './tree.ts'

const Preview = lazy(() => import('./Preview.tsx'))

const CODE = /^(code\/|diff\.patch$|diff_.*\.patch$|requirements\.txt$|conda-environment\.yaml$|.*\.ipynb$)/

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
  const files = useMemo(() => (query.data?.pages ?? []).flatMap(page => nodes(page.project?.run?.files)).filter(file => file.updatedAt !== null && (!code || CODE.test(file.name))), [query.data, code])
  const [search, setSearch] = useState('')
  const root = useMemo(() => folderTree(files), [files])
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (files.length === 0) {
    return <EmptyState title={code ? 'No code saved' : 'No files yet'}><p>{code ? <>Code is kept with <code>run.log_code()</code> or <code>wandb.init(save_code=True)</code>.</> : 'Files that the script saves, and those that the client writes, stand here.'}</p></EmptyState>
  }
  const chosen = files.find(file => file.name === path) ?? (code && path === '' ? files.find(file => file.name.startsWith('code/')) ?? files[0] : undefined)
  const to = (name: string) => href.run(entity, project, run, tab, name)
  const found = search ? files.filter(file => file.name.toLowerCase().includes(search.toLowerCase())).slice(0, 500) : null
  const internalId = query.data.pages[0]?.project?.internalId ?? ''
  return (
    <div className={`files ${chosen ? 'with-preview' : ''}`}>
      <div className="files-tree">
        <div className="files-search"><SearchBox value={search} onChange={setSearch} placeholder="Search files" main /></div>
        <div className="muted files-count">{plural(files.length, 'file')}, {bytes(root.size)}{hasNextPage ? ' so far' : ''}</div>
        {found
          ? <ul>{found.map(file => <FileRow key={file.id} file={file} depth={0} label={file.name} to={to} on={file === chosen} />)}{found.length === 0 && <li className="muted files-count">No file has that name</li>}</ul>
          : <FolderView folder={root} depth={0} to={to} chosen={chosen?.name ?? path} />}
      </div>
      {chosen
        ? <FileView key={chosen.id + chosen.updatedAt} file={chosen} all={files} project={internalId} onClose={() => navigate(href.run(entity, project, run, tab))} deletable={!readOnly && !code} queryKey={['files', entity, project, run]} />
        : <div className="files-none">{path && <EmptyState title={`No file “${path}”`} />}{!path && <EmptyState icon={<File size={28} strokeWidth={1.4} />} title="Choose a file"><p>Text, JSON, tables, images, audio and video are shown here.</p></EmptyState>}</div>}
    </div>
  )
}

function FolderView({ folder, depth, to, chosen }: { folder: Folder; depth: number; to: (name: string) => string; chosen: string }) {
  return (
    <ul>
      {folder.folders.map(each => <FolderRow key={each.path} folder={each} depth={depth} to={to} chosen={chosen} />)}
      {folder.files.map(file => <FileRow key={file.id} file={file} depth={depth} label={baseName(file.name)} to={to} on={file.name === chosen} />)}
    </ul>
  )
}

function FolderRow({ folder, depth, to, chosen }: { folder: Folder; depth: number; to: (name: string) => string; chosen: string }) {
  const [open, setOpen] = useState(folder.amount <= 20 || chosen.startsWith(folder.path + '/'))
  return (
    <li>
      <button type="button" className="file-row" aria-expanded={open} style={{ paddingLeft: 10 + depth * 16 }} onClick={() => setOpen(!open)}>
        <ChevronRight size={12} className={open ? 'turned' : ''} /><FolderIcon size={14} /><span className="ellipsis grow">{folder.name}</span><span className="muted num">{folder.amount}</span>
      </button>
      {open && <FolderView folder={folder} depth={depth + 1} to={to} chosen={chosen} />}
    </li>
  )
}

function FileRow({ file, depth, label, to, on }: { file: RunFile; depth: number; label: string; to: (name: string) => string; on: boolean }) {
  return (
    <li><Link to={to(file.name)} className="file-row" aria-current={on ? 'true' : undefined} style={{ paddingLeft: 26 + depth * 16 }}><File size={14} /><span className="ellipsis grow">{label}</span><span className="muted num">{bytes(file.sizeBytes)}</span></Link></li>
  )
}

function FileView({ file, all, project, onClose, deletable, queryKey }: { file: RunFile; all: RunFile[]; project: string; onClose: () => void; deletable: boolean; queryKey: string[] }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => ask(DeleteFiles, { files: [file.id], projectId: Number(/\d+/.exec(atob(project))?.[0] ?? 0) }),
    onSuccess: () => { toast('File deleted'); onClose(); void client.invalidateQueries({ queryKey }) },
    onError: toastFailure,
  })
  return (
    <section className="file-view" aria-label={file.name}>
      <header>
        <h2 className="ellipsis grow">{file.name}</h2>
        <span className="muted num">{bytes(file.sizeBytes)} · <Ago at={file.updatedAt} /></span>
        <a className="icon-button" href={file.directUrl} download={baseName(file.name)} aria-label={`Download ${file.name}`} title="Download"><Download size={15} /></a>
        {deletable && <button type="button" className="icon-button" aria-label={`Delete ${file.name}`} onClick={() => setAsking(true)}><Trash2 size={15} /></button>}
      </header>
      <Suspense fallback={<Loading />}><Preview file={file} all={all} /></Suspense>
      {asking && (
        <Dialog title={`Delete ${baseName(file.name)}?`} onClose={() => setAsking(false)} footer={<>
          <button type="button" className="button" onClick={() => setAsking(false)}>Cancel</button>
          <button type="button" className="button danger" disabled={remove.isPending} onClick={() => remove.mutate()}>Delete</button>
        </>}><p>Charts and tables that show it lose it.</p></Dialog>
      )}
    </section>
  )
}
