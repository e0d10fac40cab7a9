import Markdown from '../design/Markdown.tsx'
import type { JsonObject } from '../api/json.ts'

export default function MarkdownPanel({ config }: { config: JsonObject }) {
  return <div className="panel-markdown"><Markdown text={typeof config.value === 'string' ? config.value : ''} /></div>
}
