// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { cssVariables, textPairs, tokens } from './tokens.ts';

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe('tokens', () => {
  it.each(textPairs.map((pair) => [...pair]))('%s on %s can be read (4.5 to 1)', (text, ground) => {
    expect(contrast(tokens.color[text], tokens.color[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['surface', 'paper'] as const)(
    'edges of inputs and focus show on %s (3 to 1)',
    (ground) => {
      expect(contrast(tokens.color.lineStrong, tokens.color[ground])).toBeGreaterThanOrEqual(3);
      expect(contrast(tokens.color.focus, tokens.color[ground])).toBeGreaterThanOrEqual(3);
    },
  );

  it('become CSS variables', () => {
    const css = cssVariables();

    expect(css).toContain('--color-ink-soft: #4a5a63;');
    expect(css).toContain('--text-small: 0.875rem;');
    expect(css).toContain('--space-m: 16px;');
  });
});
