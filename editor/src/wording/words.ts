// Every sentence of the editor. A language that lacks one does not compile.

import type { Denial } from '../provider/frames';
import type { Field } from '../provider/meta';

export interface Words {
  /** Name of the writing area, by the language of its text. */
  area: Record<'ja' | 'en', string>;
  /** How the keyboard gets out of the text. */
  leaving: string;
  toolbar: string;
  /** Standing. */
  opening: string;
  saved: string;
  saving: (edits: number) => string;
  offline: string;
  offlineKept: (edits: number) => string;
  offlineLoose: (edits: number) => string;
  back: string;
  reading: string;
  failed: string;
  refused: Record<Denial, string>;
  unsavedText: string;
  /** How many unsaved edits the device keeps, or nobody. */
  keptHere: (edits: number) => string;
  keptNowhere: (edits: number) => string;
  copyText: string;
  copied: string;
  tryAgain: string;
  dropAndOpen: string;
  reload: string;
  signIn: string;
  signOutUnsaved: (edits: number) => string;
  /** Presence. */
  present: (names: string[]) => string;
  /** Tools: a short word on the button, the whole name for its label. */
  tools: Record<Tool, { short: string; long: string }>;
  styles: Record<'0' | '1' | '2' | '3', string>;
  style: string;
  tableTools: string;
  field: string;
  fields: Record<Field, string>;
  noValue: (name: string) => string;
  noSection: string;
  /** Dialogs. */
  apply: string;
  insert: string;
  remove: string;
  cancel: string;
  rubyBase: string;
  rubyReading: string;
  rubyNone: string;
  linkAddress: string;
  linkBad: string;
  footnoteText: string;
  section: string;
  tableRows: string;
  tableColumns: string;
  number: string;
  imageFile: string;
  imageAlt: string;
  imageAltHint: string;
  imageCaption: string;
  imageWidth: string;
  imageLost: string;
  uploading: string;
  imageRefused: (code: string) => string;
  needed: string;
  footnote: (text: string) => string;
  pageBreak: string;
  /** Find and replace. */
  find: string;
  replaceBy: string;
  previous: string;
  next: string;
  replace: string;
  replaceAll: string;
  close: string;
  foundNone: string;
  found: (index: number, count: number) => string;
  replaced: (count: number) => string;
}

export type Tool =
  | 'undo'
  | 'redo'
  | 'strong'
  | 'underline'
  | 'dots'
  | 'ruby'
  | 'link'
  | 'ordered'
  | 'bullets'
  | 'deeper'
  | 'shallower'
  | 'table'
  | 'image'
  | 'footnote'
  | 'sectionRef'
  | 'pageBreak'
  | 'find'
  | 'rowAbove'
  | 'rowBelow'
  | 'columnLeft'
  | 'columnRight'
  | 'deleteRow'
  | 'deleteColumn'
  | 'merge'
  | 'split'
  | 'head'
  | 'wider'
  | 'narrower'
  | 'selectRow'
  | 'selectColumn'
  | 'deleteTable';

/** The languages of the interface. */
export type Language = 'ja' | 'en';
