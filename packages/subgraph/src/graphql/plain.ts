/** The data of a GraphQL class: what resolvers return is never an instance of it. */
export type Plain<T> = { readonly [Key in keyof T]: T[Key] };
