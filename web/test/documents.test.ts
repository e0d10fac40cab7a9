// @vitest-environment node
import { parse, validate } from 'graphql'
import { describe, expect, it } from 'vitest'
import { contractSchema } from '../dev/mock.ts'
import type { Document } from '../src/api/graphql.ts'

const modules = import.meta.glob(['../src/**/queries.ts', '../src/rooms/runs/useDrawnRuns.ts'], { eager: true }) as Record<string, Record<string, unknown>>
const documents = Object.values(modules).flatMap(module => Object.values(module)).filter((each): each is Document<unknown, unknown> => typeof each === 'object' && each !== null && 'text' in each)

describe('documents', () => {
  const schema = contractSchema()

  it('are all found', () => expect(documents.length).toBeGreaterThan(20))

  it.each(documents.map(each => [each.name, each.text] as const))('%s asks only for what the contract has', (_name, text) => {
    expect(validate(schema, parse(text)).map(error => error.message)).toEqual([])
  })

  it('have names of their own', () => expect(new Set(documents.map(each => each.name)).size).toBe(documents.length))
})
