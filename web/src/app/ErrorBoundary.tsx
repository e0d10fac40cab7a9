import { Component, type ReactNode } from 'react'
import { ErrorState } from '../design/parts.tsx'

/** Keeps a fault in one page from blanking the rest. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    if (this.state.error === null) return this.props.children
    // a page of an older build asks for chunks that a newer server no longer has
    const stale = /dynamically imported module|Importing a module script failed/.test(String(this.state.error))
    return (
      <ErrorState
        error={stale ? new Error('The server was updated. Reload to get the new pages.') : this.state.error}
        title={stale ? 'A newer version is there' : 'This page failed'}
        retry={() => (stale ? location.reload() : this.setState({ error: null }))}
      />
    )
  }
}
