/** Arithmetic over metrics: `${train/loss} * 2`, `loss ** 2 % 3`, `log(loss)`. Read into a tree, never run as code. */
export interface Expression { keys: string[]; value: (of: (key: string) => number) => number }

type Node = (of: (key: string) => number) => number

const FUNCTIONS: Record<string, (value: number) => number> = { log: Math.log, log10: Math.log10, log2: Math.log2, exp: Math.exp, sqrt: Math.sqrt, abs: Math.abs, sin: Math.sin, cos: Math.cos, tanh: Math.tanh, floor: Math.floor, ceil: Math.ceil, round: Math.round }

const TOKEN = /\s*(?:\$\{([^}]+)\}|(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][\w.]*)|(\*\*|[+\-*/%()]))/y

interface Token { key?: string; number?: number; word?: string; sign?: string }

function tokens(text: string): Token[] | null {
  const found: Token[] = []
  TOKEN.lastIndex = 0
  while (text.slice(TOKEN.lastIndex).trim() !== '') {
    const match = TOKEN.exec(text)
    if (!match) return null
    const [, key, number, word, sign] = match
    found.push(key !== undefined ? { key: key.trim() } : number !== undefined ? { number: Number(number) } : word !== undefined ? { word } : { sign })
  }
  return found
}

/** Null where the text is no expression. */
export function parseExpression(text: string): Expression | null {
  const list = tokens(text)
  if (!list || list.length === 0) return null
  const keys = new Set<string>()
  let at = 0
  const sign = () => list[at]?.sign
  const fail = (): never => { throw new SyntaxError(text) }
  const sum = (): Node => {
    let left = product()
    while (sign() === '+' || sign() === '-') {
      const [operator, first] = [list[at++]!.sign, left]
      const right = product()
      left = operator === '+' ? of => first(of) + right(of) : of => first(of) - right(of)
    }
    return left
  }
  const product = (): Node => {
    let left = unary()
    while (sign() === '*' || sign() === '/' || sign() === '%') {
      const [operator, first] = [list[at++]!.sign, left]
      const right = unary()
      left = operator === '*' ? of => first(of) * right(of) : operator === '/' ? of => first(of) / right(of) : of => first(of) % right(of)
    }
    return left
  }
  const unary = (): Node => {
    if (sign() === '-') {
      at++
      const inner = unary()
      return of => -inner(of)
    }
    const base = atom()
    if (sign() !== '**') return base
    at++
    const power = unary()
    return of => base(of) ** power(of)
  }
  const atom = (): Node => {
    const token = list[at++] ?? fail()
    if (token.number !== undefined) { const { number } = token; return () => number }
    if (token.sign === '(') {
      const inner = sum()
      if (list[at++]?.sign !== ')') fail()
      return inner
    }
    if (token.word !== undefined && sign() === '(') {
      const apply = FUNCTIONS[token.word] ?? fail()
      const inner = atom()
      return of => apply(inner(of))
    }
    const key = token.key ?? token.word ?? fail()
    keys.add(key)
    return of => of(key)
  }
  try {
    const value = sum()
    return at === list.length ? { keys: [...keys], value } : null
  } catch {
    return null
  }
}
