// What is typed at the start of a line and means a list: "1. ", "(1) ", "・", "- ".

import { inputRules, wrappingInputRule } from 'prosemirror-inputrules';
import type { Plugin } from 'prosemirror-state';

import { schema } from './schema/schema';

const { ordered_list: ordered, bullet_list: bullets } = schema.nodes;

export function rules(): Plugin {
  return inputRules({
    rules: [
      wrappingInputRule(/^(?:1[.．]|[(（]1[)）])[ 　]$/, ordered),
      wrappingInputRule(/^(?:・|[-*•] )$/, bullets),
    ],
  });
}
