/** A published document that our rules come from. */
export interface SourceDocument {
  /** As the list's own file is named. */
  readonly id: string;
  /** Whose document it is, and what it is called. */
  readonly title: string;
  /** What stands twice, or is told in another way than there; null when nothing is. */
  readonly note: string | null;
  /** Every sentence, table row and list item that states a behaviour, verbatim, under the state, field or list it speaks of. */
  readonly sections: Readonly<Record<string, readonly string[]>>;
}
