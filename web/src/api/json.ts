/**
 * Config and summary texts may hold NaN and Infinity as bare words (Python writes them so). The strict parser is
 * tried first because it is the fast one; only a text it refuses is rewritten.
 */
const BARE = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g
const TAG = '\u0000number:'

export function parseLenient(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (strictFailure) {
    const quoted = text.replace(BARE, word => (word.startsWith('"') ? word : JSON.stringify(TAG + word)))
    try {
      return JSON.parse(quoted, (_key, value: unknown) =>
        typeof value === 'string' && value.startsWith(TAG) ? Number(value.slice(TAG.length)) : value,
      )
    } catch {
      throw strictFailure
    }
  }
}

export type JsonObject = { [key: string]: unknown }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object in a JSON text; anything else, or nothing, is the empty object. */
export function parseObject(text: string | null | undefined): JsonObject {
  if (!text) return {}
  try {
    const value = parseLenient(text)
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}
