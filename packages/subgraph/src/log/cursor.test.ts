import { createCursorCodec } from './cursor.js';

const codec = createCursorCodec(Buffer.alloc(32, 1));
const INVALID = expect.objectContaining({ code: 'CURSOR_INVALID' }) as unknown;

describe('a cursor', () => {
  it('is a deterministic function of tenant and position, and reads back', () => {
    const cursor = codec.statusCursor('acme', 123_456);
    expect(codec.statusCursor('acme', 123_456)).toBe(cursor);
    expect(codec.positionOf('acme', cursor)).toBe(123_456);
    expect(codec.positionOf('acme', codec.statusCursor('acme', 0))).toBe(0);
  });

  it('is the same as ever: clients hold it over a renewal of the server', () => {
    expect(codec.statusCursor('acme', 123_456)).toBe('w7kL4jteZBE0dWPnMm45Yw');
  });

  it('of another tenant, another key or a page is refused like one that is malformed', () => {
    const strangers = [
      codec.statusCursor('ACME', 5),
      createCursorCodec(Buffer.alloc(32, 2)).statusCursor('acme', 5),
      codec.pageCursor('acme', 'cards', 'card_1'),
      `${codec.statusCursor('acme', 5)}=`,
      '',
      'x',
      'not a cursor at all',
    ];
    for (const cursor of strangers) expect(faultOf(() => codec.positionOf('acme', cursor))).toEqual(INVALID);
  });

  it('of a page belongs to its list', () => {
    const cursor = codec.pageCursor('acme', 'cards', 'card_1');
    expect(codec.pageKeyOf('acme', 'cards', cursor)).toBe('card_1');
    expect(faultOf(() => codec.pageKeyOf('acme', 'productionOperations', cursor))).toEqual(INVALID);
  });
});

function faultOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
