/** Empties the fields that still hold what was sent. Answers the names of the others: somebody is at the next card there. */
export function emptySent(form: HTMLFormElement, sent: FormData): ReadonlySet<string> {
  const fields = [...form.elements].filter(isField).filter(({ name }) => sent.has(name));
  const [same, changed] = [true, false].map((isSame) =>
    fields.filter(({ name, value }) => (value === sent.get(name)) === isSame),
  );
  for (const field of same ?? []) field.value = '';
  return new Set(changed?.map(({ name }) => name));
}

function isField(element: Element): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return 'name' in element && 'value' in element;
}
