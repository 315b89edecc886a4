// A block as the schema draws it, on whose element others may put something that is not the text's: its number.

import { DOMSerializer, type Node } from 'prosemirror-model';
import type { NodeView } from 'prosemirror-view';

type Mutation = Parameters<NonNullable<NodeView['ignoreMutation']>>[0];

export class PlainView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;

  constructor(node: Node) {
    const drawn = DOMSerializer.renderSpec(document, node.type.spec.toDOM?.(node) ?? ['div', 0]);
    this.dom = drawn.dom as HTMLElement;
    this.contentDOM = drawn.contentDOM ?? this.dom;
  }

  /** The text's own attributes are drawn from the text and never read back. */
  ignoreMutation(mutation: Mutation): boolean {
    return mutation.type === 'attributes' && mutation.target === this.dom;
  }
}
