import { nodes, type Edges } from '../../api/graphql.ts'
import { naturalOrder } from '../../design/format.ts'
import { isCode } from '../../rooms/runs/files/tree.ts'

export interface CodeFile { name: string; directUrl: string; sizeBytes: number; digest: string | null; md5: string | null }

export interface RunCode { files: Edges<CodeFile> | null; outputArtifacts: Edges<{ id: string; artifactType: { name: string } }> | null }

/** The code of a run by path: what the client saved beside it, and the version that `run.log_code()` made, which goes before. */
export function codeOf(saved: readonly CodeFile[], logged: readonly CodeFile[]): ReadonlyMap<string, CodeFile> {
  const found = new Map(saved.filter(file => isCode(file.name)).map(file => [file.name.replace(/^code\//, ''), file]))
  for (const file of logged) found.set(file.name, file)
  return found
}

export const codeVersion = (run: RunCode | null | undefined) => nodes(run?.outputArtifacts).filter(artifact => artifact.artifactType.name === 'code').at(-1)?.id ?? null

export type Fate = 'same' | 'changed' | 'added' | 'removed' | 'unknown'

export interface ComparedFile { name: string; fate: Fate }

const sum = (file: CodeFile) => file.digest ?? file.md5

function fateOf(left: CodeFile | undefined, right: CodeFile | undefined): Fate {
  if (!left) return 'added'
  if (!right) return 'removed'
  if (left.sizeBytes !== right.sizeBytes) return 'changed'
  const [before, after] = [sum(left), sum(right)]
  if (before === null || after === null) return 'unknown'
  return before === after ? 'same' : 'changed'
}

const ORDER: readonly Fate[] = ['changed', 'unknown', 'added', 'removed', 'same']

/** The files of both sides: those that differ first. */
export function compareFiles(left: ReadonlyMap<string, CodeFile>, right: ReadonlyMap<string, CodeFile>): ComparedFile[] {
  return [...new Set([...left.keys(), ...right.keys()])]
    .map(name => ({ name, fate: fateOf(left.get(name), right.get(name)) }))
    .sort((one, other) => ORDER.indexOf(one.fate) - ORDER.indexOf(other.fate) || naturalOrder(one.name, other.name))
}
