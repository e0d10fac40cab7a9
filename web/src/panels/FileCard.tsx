import { Download, File } from 'lucide-react'

/** Logged media that nothing here draws: its name, and the file itself. */
export function FileCard({ url, path }: { url: string; path: string }) {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return <p className="file-card"><File size={18} strokeWidth={1.5} /><span className="ellipsis" title={path}>{name}</span><a className="button small" href={url} download={name}><Download size={13} />Download</a></p>
}
