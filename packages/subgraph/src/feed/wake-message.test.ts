import fc from 'fast-check';
import { decodeWake, encodeWake } from './wake-message.js';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\ud800', ' ', '"', '\n') }));
const anyMessage = fc.record({ tenantIds: fc.option(fc.array(anyText)) });

describe('a wake-up', () => {
  it('reaches another replica as it was, whatever tenants are called', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        // On its way it is UTF-8.
        const sent = Buffer.from(encodeWake('one', message)).toString();
        expect(decodeWake('other', sent)).toEqual(message);
      }),
    );
  });

  it('is none to the replica that sends it', () => {
    fc.assert(fc.property(anyMessage, (message) => expect(decodeWake('one', encodeWake('one', message))).toBeNull()));
  });

  it.each(['', ' ', 'two', 'two ', 'two {', 'two {}', 'two 7', 'two "acme"', 'two ["acme", 7]', '["acme"]', 'null'])(
    'is none where it is not spelled as one: %j',
    (text) => expect(decodeWake('one', text)).toBeNull(),
  );

  it('is none, or names tenants, whatever somebody else sends', () => {
    const anything = fc.oneof(anyText, fc.json().map((json) => `two ${json}`)); // prettier-ignore
    fc.assert(
      fc.property(anything, (text) => {
        const { tenantIds } = decodeWake('one', text) ?? { tenantIds: null };
        for (const tenantId of tenantIds ?? []) expect(typeof tenantId).toBe('string');
      }),
    );
  });
});
