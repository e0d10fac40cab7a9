import { Download } from 'lucide-react'
import { useState } from 'react'
import { nodes, run } from '../../api/graphql.ts'
import { toastFailure } from '../../design/Toasts.tsx'
import { csvCell, download, fileName } from '../../panels/export.ts'
import { cellValue, readRow, type Column } from './columns.ts'
import { RunsQuery } from './queries.ts'
import type { RowsQuestion } from './useRows.ts'

/** All rows that match, not only those on screen, in the columns on screen. */
export function ExportButton({ question, columns, project }: { question: RowsQuestion; columns: Column[]; project: string }) {
  const [done, setDone] = useState<number | null>(null)
  const save = async () => {
    const lines = [['ID', ...columns.map(column => column.label)].map(csvCell).join(',')]
    let after: string | null = null
    setDone(0)
    try {
      do {
        const answer: Awaited<ReturnType<typeof page>> = await page(question, after)
        for (const row of nodes(answer.project?.runs)) {
          const values = readRow(row)
          lines.push([row.name, ...columns.map(column => cellValue(values, column.key))].map(csvCell).join(','))
        }
        setDone(lines.length - 1)
        const info: { endCursor: string | null; hasNextPage: boolean } | undefined = answer.project?.runs?.pageInfo
        after = info?.hasNextPage ? info.endCursor : null
      } while (after)
      download(fileName(`${project}-runs`, 'csv'), new Blob([lines.join('\r\n') + '\r\n'], { type: 'text/csv' }))
    } catch (failure) {
      toastFailure(failure)
    } finally {
      setDone(null)
    }
  }
  return <button type="button" className="button small" disabled={done !== null} onClick={() => void save()}><Download size={14} />{done === null ? 'CSV' : `${done} rows`}</button>
}

const page = (question: RowsQuestion, after: string | null) => run(RunsQuery, { ...question, first: 1000, after })
