/** A tree of texts: groups of groups, with sentences at the leaves. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** Every dotted path that leads to a sentence: `'family.title' | 'roles.officer' | …`. */
export type MessageKey<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${MessageKey<Tree[Key]>}`;
}[keyof Tree & string];

export type Values = Readonly<Record<string, string | number>>;

/** The sentence at `key`, or undefined. */
export function findText(tree: TextTree, key: string): string | undefined {
  let at: string | TextTree | undefined = tree;
  for (const part of key.split('.')) {
    if (at === undefined || typeof at === 'string') return undefined;
    at = at[part];
  }
  return typeof at === 'string' ? at : undefined;
}

/**
 * Fills `%{name}` places; of `one |||| many` it takes the form that fits `smart_count`.
 *
 * The same notation as react-admin's polyglot, so that one catalogue serves both builds.
 */
export function fillText(text: string, values: Values = {}): string {
  const forms = text.split(' |||| ');
  const form = forms.length > 1 && values['smart_count'] !== 1 ? forms[1] : forms[0];
  return (form ?? text).replace(/%\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : String(value);
  });
}
