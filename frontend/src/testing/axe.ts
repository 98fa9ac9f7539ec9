import axe from 'axe-core';
import { expect } from 'vitest';

/** No accessibility violation in what is shown. Colour and layout need a real browser. */
export async function expectAccessible(container: Element): Promise<void> {
  const found = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
