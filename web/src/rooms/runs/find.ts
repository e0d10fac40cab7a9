/** Whether a name answers what was typed: a part of it, a regular expression, or its letters in their order. */
export function finder(text: string): (name: string) => boolean {
  const needle = text.trim().toLowerCase()
  if (needle === '') return () => true
  const pattern = compile(text.trim())
  const letters = compile([...needle].map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'))
  return name => name.toLowerCase().includes(needle) || (pattern?.test(name) ?? false) || (needle.length > 2 && letters!.test(name))
}

function compile(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'i')
  } catch {
    return null
  }
}

/** Names that hold the text as it was typed stand before those that only resemble it. */
export function found<Item extends { label: string }>(items: readonly Item[], text: string): Item[] {
  const find = finder(text)
  const needle = text.trim().toLowerCase()
  const near = (item: Item) => (item.label.toLowerCase().includes(needle) ? 0 : 1)
  return items.filter(each => find(each.label)).sort((left, right) => near(left) - near(right))
}
