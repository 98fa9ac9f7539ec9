import { useEffect } from 'react';

import { useText } from '../i18n/useText.ts';

/** Names the page in the window's title; the heading on the page stands in its content. */
export function PageTitle({ title }: { title: string }) {
  const text = useText();
  const name = text('app.name');
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return null;
}
