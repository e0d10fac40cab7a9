import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { readText } from '../../../api/files.ts'
import { isObject, parseLenient, type JsonObject } from '../../../api/json.ts'
import { bytes } from '../../../design/format.ts'
import { EmptyState, ErrorState, Loading, Segmented } from '../../../design/parts.tsx'
import { Tree } from '../../../design/Tree.tsx'
import type { RunFile } from '../queries.ts'
import { highlighted } from './highlight.ts'
import { readNotebook } from './notebook.ts'
import { languageOf, previewKind } from './tree.ts'

const Markdown = lazy(() => import('../../../design/Markdown.tsx'))
const PdfView = lazy(() => import('./PdfView.tsx'))
const PlotlyView = lazy(() => import('../../../panels/figures/PlotlyView.tsx'))
const SceneView = lazy(() => import('../../../panels/scenes/SceneView.tsx'))
const TableFile = lazy(() => import('./TableFile.tsx'))
const NotebookView = lazy(() => import('./NotebookView.tsx'))

const MOST = 2_000_000
/** Most of a notebook are the pictures in it. */
const MOST_NOTEBOOK = 20_000_000

export default function Preview({ file, all }: { file: RunFile; all: RunFile[] }) {
  const kind = previewKind(file)
  switch (kind) {
    case 'image': return <div className="preview-media"><img src={file.directUrl} alt={file.name} /></div>
    case 'audio': return <div className="preview-media"><audio controls src={file.directUrl} /></div>
    case 'video': return <div className="preview-media"><video controls src={file.directUrl} /></div>
    case 'pdf': return <Suspense fallback={<Loading />}><PdfView url={file.directUrl} name={file.name} /></Suspense>
    case 'plotly': return <Suspense fallback={<Loading />}><div className="preview-drawn"><PlotlyView url={file.directUrl} title={file.name} /></div></Suspense>
    case 'scene': return <Suspense fallback={<Loading />}><div className="preview-drawn"><SceneView url={file.directUrl} path={file.name} title={file.name} full /></div></Suspense>
    case 'none': return <EmptyState title="No preview for this kind of file"><a className="button" href={file.directUrl} download>Download {bytes(file.sizeBytes)}</a></EmptyState>
    default: return <TextPreview file={file} kind={kind} all={all} />
  }
}

function TextPreview({ file, kind, all }: { file: RunFile; kind: 'json' | 'yaml' | 'table' | 'markdown' | 'notebook' | 'text'; all: RunFile[] }) {
  const large = file.sizeBytes > (kind === 'notebook' ? MOST_NOTEBOOK : MOST)
  const query = useQuery({ queryKey: ['file', file.id, file.updatedAt, file.sizeBytes], queryFn: ({ signal }) => readText(file.directUrl, signal), enabled: !large, staleTime: Infinity })
  if (large) return <EmptyState title={`Too large to show: ${bytes(file.sizeBytes)}`}><a className="button" href={file.directUrl} download>Download</a></EmptyState>
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (kind === 'markdown') return <div className="preview-scroll padded"><Suspense><Markdown text={query.data} /></Suspense></div>
  if (kind === 'notebook') return <NotebookPreview text={query.data} name={file.name} />
  if (kind === 'yaml') return <YamlPreview text={query.data} name={file.name} />
  if (kind === 'json' || kind === 'table') return <JsonPreview text={query.data} name={file.name} all={all} />
  return <Code text={query.data} name={file.name} />
}

function JsonPreview({ text, name, all }: { text: string; name: string; all: RunFile[] }) {
  const value = useMemo(() => {
    try {
      return parseLenient(text)
    } catch {
      return undefined
    }
  }, [text])
  if (isObject(value) && Array.isArray(value.columns) && Array.isArray(value.data)) return <Suspense fallback={<Loading />}><TableFile name={name} columns={value.columns} data={value.data} all={all} /></Suspense>
  if (isObject(value)) return <TreeOrText value={value} text={text} name={name} first="tree" />
  return <Code text={value === undefined ? text : JSON.stringify(value, null, 2)} name={name} />
}

function NotebookPreview({ text, name }: { text: string; name: string }) {
  const notebook = useMemo(() => {
    try {
      return readNotebook(parseLenient(text))
    } catch {
      return null
    }
  }, [text])
  return notebook ? <Suspense fallback={<Loading />}><NotebookView notebook={notebook} /></Suspense> : <Code text={text} name={name} />
}

function YamlPreview({ text, name }: { text: string; name: string }) {
  // the reader of YAML is loaded with the first such file
  const query = useQuery({ queryKey: ['yaml', text], queryFn: async () => (await import('js-yaml')).load(text) ?? null, retry: false, staleTime: Infinity, structuralSharing: false })
  return isObject(query.data) ? <TreeOrText value={query.data} text={text} name={name} first="text" /> : <Code text={text} name={name} />
}

function TreeOrText({ value, text, name, first }: { value: JsonObject; text: string; name: string; first: 'tree' | 'text' }) {
  const [shown, setShown] = useState(first)
  return (
    <>
      <div className="row preview-choice"><Segmented label="Shown as" value={shown} options={[['tree', 'Tree'], ['text', 'Text']]} onChange={setShown} /></div>
      {shown === 'tree' ? <div className="preview-scroll"><Tree value={value} label={name} empty="An empty object" /></div> : <Code text={text} name={name} />}
    </>
  )
}

function Code({ text, name }: { text: string; name: string }) {
  const language = languageOf(name)
  const html = useMemo(() => highlighted(text, language), [text, language])
  return (
    <div className="preview-scroll code">
      {html === null ? <pre>{text}</pre> : <pre className="hljs" dangerouslySetInnerHTML={{ __html: html }} />}
    </div>
  )
}
