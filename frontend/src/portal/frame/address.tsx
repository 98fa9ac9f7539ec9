import { useSyncExternalStore, type AnchorHTMLAttributes, type ReactNode } from 'react';

/**
 * The portal's router: the path after `#`, and links to it.
 *
 * A hash never reaches a server log, any static server can deliver the page, and these lines cost
 * a hundredth of a router library on a phone (docs/decisions/0006).
 */
export type Path = '/' | '/join' | `/report/${string}`;

const isReport = (path: string): path is `/report/${string}` => path.startsWith('/report/');

function read(): Path {
  const path = window.location.hash.slice(1);
  return path === '/join' || isReport(path) ? path : '/';
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The page asked for; an unknown address is the first page. */
export const usePath = (): Path => useSyncExternalStore(subscribe, read);

/** `instead` puts the page in the place of this one, so that the way back does not lead here again. */
export function goTo(path: Path, { instead = false } = {}): void {
  if (instead) window.location.replace(`#${path}`);
  else window.location.hash = path;
}

interface LinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: Path;
  children: ReactNode;
}

export function Link({ to, children, ...more }: LinkProps) {
  return (
    <a {...more} href={`#${to}`}>
      {children}
    </a>
  );
}
