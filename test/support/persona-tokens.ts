/** The tokens of a development server's personas, by their names. The headers show who asks, where the server wants to know. */
export async function fetchTokens(
  origin: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Map<string, string>> {
  const response = await fetch(`${origin}/dev/personas`, { headers });
  // The route answers in this form.
  const personas = (await response.json()) as readonly { readonly name: string; readonly token: string }[];
  return new Map(personas.map(({ name, token }) => [name, token]));
}
