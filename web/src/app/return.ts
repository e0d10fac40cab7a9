/** Only paths of this site are followed after a login. */
export function safeReturn(target: string | null): string {
  return target && /^\/(?![/\\])/.test(target) && !target.startsWith('/login') ? target : '/'
}
