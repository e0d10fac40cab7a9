import { useQueries } from '@tanstack/react-query'
import { ErrorState, Loading } from '../../design/parts.tsx'
import { artifactLinks, readTable } from '../../panels/tables/load.ts'
import { join } from '../../panels/tables/rows.ts'
import { TableGrid } from '../../panels/tables/TableGrid.tsx'
import '../../panels/marks.css'

interface Side { label: string; id: string; url: string }

/** The older version is blue, the newer one yellow. */
const COLORS = ['#2f7de1', '#a3820f'] as const

/** The rows of a table in two versions side by side, matched by a column that tells them apart. */
export default function TableDiff({ name, sides }: { name: string; sides: readonly [Side, Side] }) {
  const both = useQueries({
    queries: sides.map(side => ({ queryKey: ['artifact-table', side.id, name], queryFn: ({ signal }: { signal: AbortSignal }) => readTable(side.url, signal), staleTime: Infinity })),
    combine: results => ({ tables: results.map(result => result.data ?? null), error: results.find(result => result.isError)?.error ?? null }),
  })
  if (both.error) return <ErrorState error={both.error} title="The table could not be read" />
  const [left, right] = both.tables
  if (!left || !right) return <Loading />
  return (
    <div className="table-diff" role="group" aria-label={`Rows of ${name}`}>
      <TableGrid
        compared
        joined={join([left, right].map((table, at) => ({ run: sides[at]!.id, ...table })))}
        runs={sides.map((side, at) => ({ name: side.id, label: side.label, color: COLORS[at]! }))}
        links={new Map(sides.map(side => [side.id, (names: readonly string[]) => artifactLinks(side.id, names)]))}
        title={name}
        id={`${sides[0].id} ${sides[1].id} ${name}`}
      />
    </div>
  )
}
