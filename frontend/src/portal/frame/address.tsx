import { useSyncExternalStore, type ReactNode } from 'react';

/**
 * The portal's router: the path after `#`, and links to it.
 *
 * A hash never reaches a server log, any static server can deliver the page, and these lines cost
 * a hundredth of a router library on a phone (docs/decisions/0006).
 */
export type Path = '/' | '/join';

const PATHS: readonly Path[] = ['/', '/join'];

function read(): Path {
  const path = window.location.hash.slice(1);
  return PATHS.find((known) => known === path) ?? '/';
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The page asked for; an unknown address is the first page. */
export const usePath = (): Path => useSyncExternalStore(subscribe, read);

export function goTo(path: Path): void {
  window.location.hash = path;
}

export function Link({ to, children }: { to: Path; children: ReactNode }) {
  return <a href={`#${to}`}>{children}</a>;
}
