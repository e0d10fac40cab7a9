import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { useMemo } from 'react'

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false })

DOMPurify.addHook('afterSanitizeAttributes', node => {
  if (node.tagName === 'A') {
    node.setAttribute('rel', 'noopener noreferrer nofollow')
    node.setAttribute('target', '_blank')
  }
})

/** Text of other people: rendered without raw HTML and sanitised besides. */
export default function Markdown({ text }: { text: string }) {
  const html = useMemo(() => DOMPurify.sanitize(markdown.render(text), { FORBID_TAGS: ['style', 'form', 'input'], FORBID_ATTR: ['style'] }), [text])
  return <div className="markdown" dangerouslySetInnerHTML={{ __html: html }} />
}
