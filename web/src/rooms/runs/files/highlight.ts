import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import diff from 'highlight.js/lib/languages/diff'
import ini from 'highlight.js/lib/languages/ini'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import yaml from 'highlight.js/lib/languages/yaml'

for (const [name, language] of Object.entries({ bash, diff, ini, javascript, json, python, yaml })) hljs.registerLanguage(name, language)

const MOST_COLOURED = 200_000

/** Marked-up code, or null where its language is not known or colouring it would take long. */
export function highlighted(text: string, language: string | null): string | null {
  if (language === null || text.length > MOST_COLOURED || !hljs.getLanguage(language)) return null
  return hljs.highlight(text, { language, ignoreIllegals: true }).value
}
