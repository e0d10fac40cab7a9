// what the simulated browser lacks and modules ask for when they are loaded
if (typeof window !== 'undefined') window.matchMedia ??= (query: string) => ({ matches: false, media: query, onchange: null, addEventListener() {}, removeEventListener() {}, addListener() {}, removeListener() {}, dispatchEvent: () => false }) as MediaQueryList
