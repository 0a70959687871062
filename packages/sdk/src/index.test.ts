import { resolve } from 'node:path';
import ts from 'typescript';

/** What a module exports, as an editor would show it. */
function readExports(file: string) {
  const root = resolve(__dirname, '..');
  const config = ts.getParsedCommandLineOfConfigFile(
    resolve(root, 'tsconfig.build.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  );
  const path = resolve(root, 'src', file);
  const program = ts.createProgram([path], config?.options ?? {});
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  return checker.getExportsOfModule(module ?? fail(path)).map((exported) => {
    const symbol = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
    return {
      name: exported.name,
      isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0,
      means: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      tags: symbol.getJsDocTags(checker).map(({ name }) => name),
    };
  });
}

function fail(path: string): never {
  throw new Error(`${path} is no module`);
}

describe.each(['index.ts', 'documents.ts'])('what %s exports', (file) => {
  const exported = readExports(file);

  it('is said in words, all of it', () => {
    expect(exported.length).toBeGreaterThan(10);
    expect(exported.filter(({ means }) => means === '').map(({ name }) => name)).toEqual([]);
  });

  it('is shown by an example where it can be called or caught', () => {
    const values = exported.filter(({ isValue }) => isValue);
    expect(values.filter(({ tags }) => !tags.includes('example')).map(({ name }) => name)).toEqual([]);
  });
});
