import { lazy, type ComponentType } from 'react'
import type { JsonObject } from '../api/json.ts'
import { expressionOfTable, tableKeyOf, tableOfExpression } from './extras.ts'
import { BAR, CODE, COMPARER, IMPORTANCE, MARKDOWN, MEDIA, PARALLEL, SCALAR, SCATTER, TABLE, VEGA } from './spec.ts'
import { accessorLabel } from './values.ts'

export interface KindProps { config: JsonObject; title: string; onChange: ((config: JsonObject) => void) | null }

/** What an editor asks for. `value` is one accessor of config or summary, `metric` one of numbers, `key` a logged key. */
export type Question =
  | { name: string; label: string; kind: 'value' | 'metric' | 'values' | 'columns' | 'group'; required?: boolean }
  | { name: string; label: string; kind: 'check' | 'number' | 'text' | 'long' }
  | { name: string; label: string; kind: 'choice'; options: readonly (readonly [string, string])[] }
  | { name: string; label: string; kind: 'media' | 'table'; required: true }

export interface PanelKind { label: string; title: (config: JsonObject) => string; view: ComponentType<KindProps>; questions: readonly Question[]; ready: (config: JsonObject) => boolean }

const list = (value: unknown) => (Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [])
const filled = (value: unknown) => typeof value === 'string' && value !== ''
const AGGREGATES = [['mean', 'Mean'], ['median', 'Median'], ['min', 'Smallest'], ['max', 'Largest'], ['sum', 'Sum']] as const

/** Every kind of panel besides line plots. What draws it is loaded when the first such panel is on screen. */
export const KINDS: Record<string, PanelKind> = {
  [BAR]: {
    label: 'Bar chart',
    title: config => list(config.metrics).map(accessorLabel).join(', '),
    view: lazy(() => import('./marks/BarPanel.tsx')),
    ready: config => list(config.metrics).length > 0,
    questions: [
      { name: 'metrics', label: 'Values', kind: 'values', required: true },
      { name: 'groupBy', label: 'Group by', kind: 'group' },
      { name: 'groupAgg', label: 'A group shows its', kind: 'choice', options: AGGREGATES },
      { name: 'groupArea', label: 'Range around it', kind: 'choice', options: [['minmax', 'Smallest to largest'], ['stddev', 'Standard deviation'], ['stderr', 'Standard error'], ['none', 'None']] },
      { name: 'plotType', label: 'Drawn as', kind: 'choice', options: [['bar', 'Bars'], ['boxplot', 'Boxes'], ['violin', 'Violins']] },
      { name: 'vertical', label: 'Upright', kind: 'check' },
      { name: 'xAxisMin', label: 'From', kind: 'number' }, { name: 'xAxisMax', label: 'To', kind: 'number' },
      { name: 'limit', label: 'Runs at most', kind: 'number' },
    ],
  },
  [SCATTER]: {
    label: 'Scatter plot',
    title: config => [config.xAxis, config.yAxis].filter(filled).map(each => accessorLabel(each as string)).join(' and '),
    view: lazy(() => import('./marks/ScatterPanel.tsx')),
    ready: config => filled(config.xAxis) && filled(config.yAxis),
    questions: [
      { name: 'xAxis', label: 'X axis', kind: 'value', required: true }, { name: 'yAxis', label: 'Y axis', kind: 'value', required: true }, { name: 'zAxis', label: 'Colour', kind: 'value' },
      { name: 'xAxisLogScale', label: 'Log x', kind: 'check' }, { name: 'yAxisLogScale', label: 'Log y', kind: 'check' }, { name: 'zAxisLogScale', label: 'Log colour', kind: 'check' },
      { name: 'showMinYAxisLine', label: 'Smallest so far', kind: 'check' }, { name: 'showMaxYAxisLine', label: 'Largest so far', kind: 'check' }, { name: 'showAvgYAxisLine', label: 'Mean so far', kind: 'check' }, { name: 'showLinearRegression', label: 'Regression line', kind: 'check' },
      { name: 'xAxisMin', label: 'X from', kind: 'number' }, { name: 'xAxisMax', label: 'X to', kind: 'number' }, { name: 'yAxisMin', label: 'Y from', kind: 'number' }, { name: 'yAxisMax', label: 'Y to', kind: 'number' },
    ],
  },
  [PARALLEL]: {
    label: 'Parallel coordinates',
    title: config => (Array.isArray(config.columns) ? (config.columns as JsonObject[]).map(column => accessorLabel(String(column.accessor))).join(', ') : ''),
    view: lazy(() => import('./marks/ParallelPanel.tsx')),
    ready: config => Array.isArray(config.columns) && config.columns.length >= 2,
    questions: [{ name: 'columns', label: 'Columns', kind: 'columns', required: true }],
  },
  [IMPORTANCE]: {
    label: 'Parameter importance',
    title: () => 'Parameter importance',
    view: lazy(() => import('./marks/ImportancePanel.tsx')),
    ready: config => filled(config.targetKey),
    questions: [{ name: 'targetKey', label: 'With respect to', kind: 'metric', required: true }],
  },
  [COMPARER]: {
    label: 'Run comparer',
    title: () => 'Run comparer',
    view: lazy(() => import('./marks/ComparerPanel.tsx')),
    ready: () => true,
    questions: [],
  },
  [CODE]: {
    label: 'Code comparer',
    title: () => 'Code',
    view: lazy(() => import('./code/CodePanel.tsx')),
    ready: () => true,
    questions: [{ name: 'diff', label: 'Drawn as', kind: 'choice', options: [['split', 'Side by side'], ['unified', 'One column']] }],
  },
  [SCALAR]: {
    label: 'Scalar',
    title: config => list(config.metrics).map(accessorLabel).join(', '),
    view: lazy(() => import('./marks/ScalarPanel.tsx')),
    ready: config => list(config.metrics).length > 0,
    questions: [{ name: 'metrics', label: 'Value', kind: 'values', required: true }, { name: 'groupAgg', label: 'Of several runs', kind: 'choice', options: AGGREGATES }],
  },
  [TABLE]: {
    label: 'Table',
    title: config => tableOfExpression(config) ?? 'Query',
    view: lazy(() => import('./tables/TablePanel.tsx')),
    ready: config => tableOfExpression(config) !== null,
    questions: [{ name: 'panel2Config', label: 'Logged table', kind: 'table', required: true }],
  },
  [VEGA]: {
    label: 'Custom chart',
    title: config => {
      const texts = config.stringSettings as JsonObject | undefined
      return typeof texts?.title === 'string' && texts.title !== '' ? texts.title : tableKeyOf(config) ?? 'Custom chart'
    },
    view: lazy(() => import('./charts/VegaPanel.tsx')),
    ready: config => filled(config.panelDefId),
    questions: [],
  },
  [MEDIA]: {
    label: 'Media',
    title: config => list(config.mediaKeys).join(', '),
    view: lazy(() => import('./MediaPanel.tsx')),
    ready: config => list(config.mediaKeys).length > 0,
    questions: [{ name: 'mediaKeys', label: 'Keys', kind: 'media', required: true }, { name: 'columnCount', label: 'Columns', kind: 'number' }],
  },
  [MARKDOWN]: {
    label: 'Markdown',
    title: config => /^#+\s+(.+)$/m.exec(String(config.value ?? ''))?.[1] ?? 'Text',
    view: lazy(() => import('./MarkdownPanel.tsx')),
    ready: config => filled(config.value),
    questions: [{ name: 'value', label: 'Text', kind: 'long' }],
  },
}

/** Kinds that a person may add; a custom chart comes from a script. */
export const ADDABLE = [BAR, SCATTER, PARALLEL, IMPORTANCE, COMPARER, CODE, SCALAR, TABLE, MEDIA, MARKDOWN] as const

export const tableConfig = expressionOfTable
