import { useQuery } from '@tanstack/react-query'
import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import diff from 'highlight.js/lib/languages/diff'
import ini from 'highlight.js/lib/languages/ini'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import yaml from 'highlight.js/lib/languages/yaml'
import { lazy, Suspense, useMemo } from 'react'
import { readText } from '../../../api/files.ts'
import { isObject, parseLenient } from '../../../api/json.ts'
import { bytes, valueText } from '../../../design/format.ts'
import { EmptyState, ErrorState, Loading } from '../../../design/parts.tsx'
import { Tree } from '../../../design/Tree.tsx'
import type { RunFile } from '../queries.ts'
import { languageOf, previewKind } from './tree.ts'

for (const [name, language] of Object.entries({ bash, diff, ini, javascript, json, python, yaml })) hljs.registerLanguage(name, language)

const Markdown = lazy(() => import('../../../design/Markdown.tsx'))

const MOST = 2_000_000
const MOST_COLOURED = 200_000
const ROWS = 500

export default function Preview({ file, all }: { file: RunFile; all: RunFile[] }) {
  const kind = previewKind(file)
  switch (kind) {
    case 'image': return <div className="preview-media"><img src={file.directUrl} alt={file.name} /></div>
    case 'audio': return <div className="preview-media"><audio controls src={file.directUrl} /></div>
    case 'video': return <div className="preview-media"><video controls src={file.directUrl} /></div>
    case 'none': return <EmptyState title="No preview for this kind of file"><a className="button" href={file.directUrl} download>Download {bytes(file.sizeBytes)}</a></EmptyState>
    default: return <TextPreview file={file} kind={kind} all={all} />
  }
}

function TextPreview({ file, kind, all }: { file: RunFile; kind: 'json' | 'table' | 'markdown' | 'text'; all: RunFile[] }) {
  const large = file.sizeBytes > MOST
  const query = useQuery({ queryKey: ['file', file.id, file.updatedAt, file.sizeBytes], queryFn: ({ signal }) => readText(file.directUrl, signal), enabled: !large, staleTime: Infinity })
  if (large) return <EmptyState title={`Too large to show: ${bytes(file.sizeBytes)}`}><a className="button" href={file.directUrl} download>Download</a></EmptyState>
  if (query.isError) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading />
  if (kind === 'markdown') return <div className="preview-scroll padded"><Suspense><Markdown text={query.data} /></Suspense></div>
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
  if (isObject(value) && Array.isArray(value.columns) && Array.isArray(value.data)) return <TablePreview columns={value.columns} data={value.data} all={all} />
  if (isObject(value)) return <div className="preview-scroll"><Tree value={value} label={name} empty="An empty object" /></div>
  return <Code text={value === undefined ? text : JSON.stringify(value, null, 2)} name={name} />
}

function TablePreview({ columns, data, all }: { columns: unknown[]; data: unknown[]; all: RunFile[] }) {
  return (
    <div className="preview-scroll">
      <table className="data-table">
        <thead><tr>{columns.map((column, at) => <th key={at}>{String(column)}</th>)}</tr></thead>
        <tbody>{data.slice(0, ROWS).map((row, at) => <tr key={at}>{(Array.isArray(row) ? row : [row]).map((cell, index) => <td key={index}><Cell value={cell} all={all} /></td>)}</tr>)}</tbody>
      </table>
      {data.length > ROWS && <p className="muted files-count">The first {ROWS} of {data.length} rows. Download the file for all.</p>}
    </div>
  )
}

function Cell({ value, all }: { value: unknown; all: RunFile[] }) {
  if (isObject(value) && value._type === 'image-file' && typeof value.path === 'string') {
    const image = all.find(file => file.name === value.path)
    if (image) return <img src={image.directUrl} alt={String(value.caption ?? value.path)} loading="lazy" />
  }
  return <>{valueText(value)}</>
}

function Code({ text, name }: { text: string; name: string }) {
  const language = languageOf(name)
  const html = useMemo(() => (language && text.length <= MOST_COLOURED ? hljs.highlight(text, { language, ignoreIllegals: true }).value : null), [text, language])
  return (
    <div className="preview-scroll code">
      {html === null ? <pre>{text}</pre> : <pre className="hljs" dangerouslySetInnerHTML={{ __html: html }} />}
    </div>
  )
}
