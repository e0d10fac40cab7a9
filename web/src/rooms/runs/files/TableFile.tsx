import { useMemo } from 'react'
import { join } from '../../../panels/tables/rows.ts'
import { TableGrid } from '../../../panels/tables/TableGrid.tsx'
import type { RunFile } from '../queries.ts'
import '../../../panels/marks.css'

/** A logged table among files: searched, sorted, grouped and saved as in a panel, with the media that lie beside it. */
export default function TableFile({ name, columns, data, all }: { name: string; columns: readonly unknown[]; data: readonly unknown[]; all: readonly RunFile[] }) {
  const joined = useMemo(() => join([{ run: name, columns: columns.map(String), rows: data.map(row => (Array.isArray(row) ? row : [row])) }]), [name, columns, data])
  const links = useMemo(() => {
    const byName = new Map(all.map(file => [file.name, file.directUrl]))
    return new Map([[name, async (names: readonly string[]) => new Map(names.flatMap(each => { const url = byName.get(each); return url ? [[each, url] as const] : [] }))]])
  }, [name, all])
  return <div className="table-file"><TableGrid joined={joined} runs={[]} links={links} title={name} id={`file ${name} ${all.length}`} /></div>
}
