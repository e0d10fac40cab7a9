import { ChevronRight, Download, File, Folder as FolderIcon, X } from 'lucide-react'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { guestToken } from '../../../api/http.ts'
import { Link } from '../../../app/navigation.tsx'
import { bytes, plural } from '../../../design/format.ts'
import { Ago, EmptyState, Loading, SearchBox, Snippet } from '../../../design/parts.tsx'
import type { RunFile } from '../queries.ts'
import { DownloadAll } from './DownloadAll.tsx'
import { baseName, folderTree, type Folder } from './tree.ts'

const Preview = lazy(() => import('./Preview.tsx'))

/** Rows that a folder shows at first: one of a hundred thousand images must not stop the page. */
const MOST_ROWS = 400

interface FileBrowserProps {
  files: RunFile[]
  path: string
  /** More names are on their way. */
  more: boolean
  to: (name: string) => string
  tools?: (file: RunFile) => ReactNode
  /** What an archive of all files is named, and the command that fetches them too. */
  archive?: { name: string; command: string }
}

/** A tree of files by their folders, and what is in the chosen one beside it. */
export function FileBrowser({ files, path, more, to, tools, archive }: FileBrowserProps) {
  const [search, setSearch] = useState('')
  const root = useMemo(() => folderTree(files), [files])
  const chosen = files.find(file => file.name === path)
  const stored = files.filter(file => !isElsewhere(file))
  const needle = search.toLowerCase()
  const found = search ? files.filter(file => file.name.toLowerCase().includes(needle)).slice(0, 500) : null
  return (
    <div className={`files ${chosen ? 'with-preview' : ''}`}>
      <div className="files-tree">
        <div className="files-search"><SearchBox value={search} onChange={setSearch} placeholder="Search files" main /></div>
        <div className="muted files-count">{plural(files.length, 'file')}, {bytes(root.size)}{more ? ' so far' : ''}</div>
        {archive && !more && stored.length > 0 && <div className="files-count"><DownloadAll files={stored} size={stored.reduce((sum, file) => sum + file.sizeBytes, 0)} {...archive} /></div>}
        {found
          ? <ul>{found.map(file => <FileRow key={file.id} file={file} depth={0} label={file.name} to={to} on={file === chosen} />)}{found.length === 0 && <li className="muted files-count">No file has that name</li>}</ul>
          : <FolderView folder={root} depth={0} to={to} chosen={chosen?.name ?? path} />}
      </div>
      {chosen
        ? <FileView key={chosen.id + chosen.updatedAt} file={chosen} all={files} close={to('')} tools={tools?.(chosen)} />
        : <div className="files-none">{path && !more && <EmptyState title={`No file “${path}”`} />}{!path && <EmptyState icon={<File size={28} strokeWidth={1.4} />} title="Choose a file"><p>Text, JSON, YAML, tables, notebooks, PDF, figures, 3D scenes, images, audio and video are shown here.</p></EmptyState>}</div>}
    </div>
  )
}

/** From another origin a browser shows what it is not told to save; whoever came by a link has no session to ask with. */
function savingUrl(file: RunFile): string {
  const own = file.url !== null && new URL(file.url, location.href).pathname.startsWith('/files/')
  return own && guestToken() === null ? `${file.url}?download` : file.directUrl
}

/** Bytes elsewhere that the server makes no link to: whoever has a right there goes with the address. */
const isElsewhere = (file: RunFile) => file.reference != null && file.reference === file.directUrl

function FileView({ file, all, close, tools }: { file: RunFile; all: RunFile[]; close: string; tools: ReactNode }) {
  return (
    <section className="file-view" aria-label={file.name}>
      <header>
        <Link className="icon-button narrow-only" to={close} aria-label="Back to the files"><X size={15} /></Link>
        <h2 className="ellipsis grow">{file.name}</h2>
        <span className="muted num">{bytes(file.sizeBytes)} · <Ago at={file.updatedAt} /></span>
        {!isElsewhere(file) && <a className="icon-button" href={savingUrl(file)} download={baseName(file.name)} aria-label={`Download ${file.name}`} title="Download"><Download size={15} /></a>}
        {tools}
      </header>
      {file.reference != null && <div className="file-reference"><Snippet label="address" text={file.reference} /></div>}
      {isElsewhere(file)
        ? <EmptyState title="A reference"><p>This version keeps the address of these bytes and not the bytes.{/^https?:/.test(file.reference!) && <> <a href={file.reference!} target="_blank" rel="noopener noreferrer">Open it</a></>}</p></EmptyState>
        : <Suspense fallback={<Loading />}><Preview file={file} all={all} /></Suspense>}
    </section>
  )
}

function FolderView({ folder, depth, to, chosen }: { folder: Folder; depth: number; to: (name: string) => string; chosen: string }) {
  const [most, setMost] = useState(MOST_ROWS)
  return (
    <ul>
      {folder.folders.slice(0, most).map(each => <FolderRow key={each.path} folder={each} depth={depth} to={to} chosen={chosen} />)}
      {folder.files.slice(0, most).map(file => <FileRow key={file.id} file={file} depth={depth} label={baseName(file.name)} to={to} on={file.name === chosen} />)}
      {Math.max(folder.files.length, folder.folders.length) > most && <li><button type="button" className="link-button files-count" onClick={() => setMost(most * 5)}>Show more of {plural(folder.files.length + folder.folders.length, 'entry', 'entries')}</button></li>}
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
