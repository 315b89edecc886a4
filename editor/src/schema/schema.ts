// The schema of a section's text, and its version, which the server compares before it lets a client synchronise.

import { Schema } from 'prosemirror-model';

import { marks } from './marks';
import { nodes } from './nodes';

export const VERSION = 1;

/** Name of the fragment of the shared document that holds the blocks. */
export const FRAGMENT = 'blocks';

export const schema = new Schema({ nodes, marks });
