import { describe, expect, it } from 'vitest'
import { pageOf } from '../src/panels/html.ts'
import { byProject } from '../src/panels/useMedia.ts'

describe('a logged page', () => {
  it('asks for no stylesheet of the client\'s makers', () => {
    const page = '<base target="_blank"><link rel="stylesheet" type="text/css" href="https://app.wandb.ai/normalize.css" /><link rel="stylesheet" href="mine.css"><p>Words</p>'
    expect(pageOf(page)).not.toContain('wandb.ai')
    expect(pageOf(page)).toMatch(/^<base target="_blank"><style>.*<\/style><link rel="stylesheet" href="mine.css"><p>Words<\/p>$/)
  })

  it('is left as it is otherwise', () => expect(pageOf('<link href="x.css"><p>normalize.css</p>')).toBe('<link href="x.css"><p>normalize.css</p>'))
})

describe('media of runs', () => {
  it('are asked for where the runs lie', () => {
    expect(byProject(['a', 'lab/ideal/best', 'b', 'lab/ideal/next'], { entity: 'ada', project: 'mine' })).toEqual([
      { entity: 'ada', project: 'mine', prefix: '', names: ['a', 'b'] },
      { entity: 'lab', project: 'ideal', prefix: 'lab/ideal/', names: ['best', 'next'] },
    ])
  })
})
