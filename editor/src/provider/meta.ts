// What the server tells about a text beside its content: who may write, values of the bid, the other sections.

/** The values of the bid that a text can show. */
export const FIELDS = ['subject', 'joint_venture', 'amount', 'period'] as const;
export type Field = (typeof FIELDS)[number];

export interface SectionName {
  id: string;
  number: string;
  title: string;
}

export interface Meta {
  mayWrite: boolean;
  /** The reader's own name and id. */
  name: string;
  user: string;
  fields: Partial<Record<Field, string>>;
  sections: SectionName[];
}

/** Reads what the server sent; what is missing is empty. */
export function readMeta(json: string): Meta {
  const value = JSON.parse(json) as Record<string, unknown>;
  const fields = object(value['fields']);
  const sections = Array.isArray(value['sections']) ? value['sections'].map(object) : [];
  return {
    mayWrite: value['may_write'] === true,
    name: text(value['name']),
    user: text(value['user']),
    fields: Object.fromEntries(FIELDS.filter((name) => name in fields).map((name) => [name, text(fields[name])])),
    sections: sections.map((section) => ({
      id: text(section['id']),
      number: text(section['number']),
      title: text(section['title']),
    })),
  };
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
