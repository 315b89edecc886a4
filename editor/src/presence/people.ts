// Who else has the text open: their names, and the colour of each as the number of a class.

import type { Awareness } from 'y-protocols/awareness';

/** What everybody tells of themselves. */
export interface Person {
  name: string;
  user: string;
}

/** The style sheet has as many colours. */
const COLOURS = 6;

/** The colour of a person: the same on every screen. */
export function colourOf(user: string): number {
  let sum = 0;
  for (const letter of user) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % COLOURS;
}

/** Who a client says it is; `null` when it does not say, or says nonsense. */
export function personOf(state: unknown): Person | null {
  const person = (state as { user?: Partial<Record<keyof Person, unknown>> } | null)?.user;
  if (typeof person?.name !== 'string' || typeof person.user !== 'string') return null;
  return { name: person.name.slice(0, 80), user: person.user };
}

/** The others, each once, by name. */
export function others(awareness: Awareness, self: string): Person[] {
  const people = new Map<string, Person>();
  for (const state of awareness.getStates().values()) {
    const person = personOf(state);
    if (person && person.user !== self) people.set(person.user, person);
  }
  return [...people.values()].sort((one, other) => one.name.localeCompare(other.name));
}
