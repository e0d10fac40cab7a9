import { describe, expect, it } from 'vitest'
import { readNotebook } from '../src/rooms/runs/files/notebook.ts'
import { previewKind } from '../src/rooms/runs/files/tree.ts'

const output = (data: Record<string, unknown>) => readNotebook({ cells: [{ cell_type: 'code', source: '', outputs: [{ output_type: 'display_data', data }] }] })!.cells[0]!.outputs[0]

describe('a notebook', () => {
  it('is its cells and what they put out', () => {
    const notebook = readNotebook({ metadata: { language_info: { name: 'julia' } }, cells: [
      { cell_type: 'markdown', source: ['# Title\n', 'words'] },
      { cell_type: 'code', source: 'print(1)', execution_count: 3, outputs: [{ output_type: 'stream', name: 'stdout', text: ['1\n'] }, { output_type: 'error', ename: 'E', evalue: 'v', traceback: [] }] },
    ] })!
    expect(notebook.language).toBe('julia')
    expect(notebook.cells[0]).toMatchObject({ kind: 'markdown', source: '# Title\nwords', outputs: [] })
    expect(notebook.cells[1]).toMatchObject({ kind: 'code', count: 3, outputs: [{ kind: 'text', text: '1\n', error: false }, { kind: 'text', text: 'E: v', error: true }] })
  })

  it('shows pictures before tables, tables before text, and scripts never', () => {
    expect(output({ 'text/plain': '<Figure>', 'image/png': 'aGVs\nbG8=' })).toEqual({ kind: 'image', url: 'data:image/png;base64,aGVsbG8=' })
    expect(output({ 'text/plain': 'x', 'text/html': '<table></table>' })).toEqual({ kind: 'html', html: '<table></table>' })
    expect(output({ 'text/plain': 'Figure()', 'text/html': '<script>1</script>' })).toEqual({ kind: 'text', text: 'Figure()', error: false })
    expect(output({ 'image/png': '"onerror=' })).toBeUndefined()
  })

  it('is told from other files', () => {
    expect(readNotebook({ worksheets: [] })).toBeNull()
    expect(['a.ipynb', 'config.yaml', 'b.yml'].map(name => previewKind({ name, mimetype: null }))).toEqual(['notebook', 'yaml', 'yaml'])
  })
})
