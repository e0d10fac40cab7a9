import { naturalOrder } from '../../../design/format.ts'
import type { RunFile } from '../queries.ts'

export interface Folder { name: string; path: string; folders: Folder[]; files: RunFile[]; size: number; amount: number }

/** File names hold their folders; `/` parts them. */
export function folderTree(files: readonly RunFile[]): Folder {
  const root: Folder = { name: '', path: '', folders: [], files: [], size: 0, amount: 0 }
  const known = new Map<string, Folder>([['', root]])
  const folderAt = (path: string): Folder => {
    const found = known.get(path)
    if (found) return found
    const cut = path.lastIndexOf('/')
    const folder: Folder = { name: path.slice(cut + 1), path, folders: [], files: [], size: 0, amount: 0 }
    known.set(path, folder)
    folderAt(cut < 0 ? '' : path.slice(0, cut)).folders.push(folder)
    return folder
  }
  for (const file of files) {
    const cut = file.name.lastIndexOf('/')
    const home = cut < 0 ? '' : file.name.slice(0, cut)
    folderAt(home).files.push(file)
    for (let path = home; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
      const folder = known.get(path)!
      folder.size += file.sizeBytes
      folder.amount++
      if (path === '') break
    }
  }
  for (const folder of known.values()) {
    folder.folders.sort((left, right) => naturalOrder(left.name, right.name))
    folder.files.sort((left, right) => naturalOrder(left.name, right.name))
  }
  return root
}

const CODE = /^(code\/|diff\.patch$|diff_.*\.patch$|requirements\.txt$|conda-environment\.yaml$|.*\.ipynb$)/

/** Whether the client keeps the code of a run, or what it needs to be run again, under this name. */
export const isCode = (name: string) => CODE.test(name)

export const baseName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

export type PreviewKind = 'image' | 'audio' | 'video' | 'json' | 'yaml' | 'table' | 'markdown' | 'notebook' | 'pdf' | 'plotly' | 'scene' | 'text' | 'none'

const KINDS: Record<string, PreviewKind> = {
  png: 'image', jpg: 'image', jpeg: 'image', gif: 'image', webp: 'image', bmp: 'image', avif: 'image', svg: 'image',
  wav: 'audio', mp3: 'audio', ogg: 'audio', flac: 'audio', mp4: 'video', webm: 'video', mov: 'video',
  pdf: 'pdf', glb: 'scene', gltf: 'scene', obj: 'scene', stl: 'scene',
  json: 'json', yaml: 'yaml', yml: 'yaml', ipynb: 'notebook', md: 'markdown', markdown: 'markdown',
}

const TEXT = new Set('txt log toml ini cfg conf csv tsv jsonl py js ts tsx jsx java go rs c h cpp cu sh bash sql html css xml diff patch r jl lua rb php kt scala proto dockerfile makefile gitignore'.split(' '))

export function previewKind(file: Pick<RunFile, 'name' | 'mimetype'>): PreviewKind {
  const name = baseName(file.name).toLowerCase()
  if (name.endsWith('.table.json')) return 'table'
  if (name.endsWith('.plotly.json')) return 'plotly'
  if (name.endsWith('.pts.json')) return 'scene'
  const ending = name.includes('.') ? name.slice(name.lastIndexOf('.') + 1) : name
  const known = KINDS[ending]
  if (known) return known
  if (TEXT.has(ending) || file.mimetype?.startsWith('text/') || file.mimetype?.includes('json')) return 'text'
  return 'none'
}

export function languageOf(name: string): string | null {
  const ending = baseName(name).toLowerCase().split('.').pop() ?? ''
  return ({ py: 'python', ipynb: 'json', json: 'json', yaml: 'yaml', yml: 'yaml', sh: 'bash', bash: 'bash', js: 'javascript', ts: 'javascript', diff: 'diff', patch: 'diff', toml: 'ini', ini: 'ini' } as Record<string, string>)[ending] ?? null
}
