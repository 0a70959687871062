import type { MacKeys } from '../log/chain.js';
import { createSecretKey } from 'node:crypto';
import { MissingMacKeyError } from '../log/chain.js';
import { CheckpointFormatError, openCheckpoint, sealCheckpoint } from './checkpoint.js';

const key = (fill: number) => createSecretKey(Buffer.alloc(32, fill));
const OLD: MacKeys = { currentId: 'k1', keys: new Map([['k1', key(1)]]) };
const ROTATED: MacKeys = { currentId: 'k2', keys: new Map([['k2', key(2)], ['k1', key(1)]]) }; // prettier-ignore

const CHECKPOINT = {
  writtenAt: new Date('2026-03-01T12:00:00.000Z'),
  heads: new Map([
    ['acme', { position: 7, mac: 'aaa' }],
    ['globex', { position: 2, mac: 'bbb' }],
  ]),
};

const TEXT = sealCheckpoint(CHECKPOINT, OLD);

describe('a checkpoint', () => {
  it('is read as it was written', () => {
    expect(openCheckpoint(TEXT, OLD)).toEqual(CHECKPOINT);
  });

  it('is read with the key it was sealed with, after another one has become the current', () => {
    expect(openCheckpoint(TEXT, ROTATED)).toEqual(CHECKPOINT);
    expect(JSON.parse(sealCheckpoint(CHECKPOINT, ROTATED))).toMatchObject({ macKeyId: 'k2' });
  });

  it('names the key that is not given', () => {
    const sealedAnew = sealCheckpoint(CHECKPOINT, ROTATED);
    expect(() => openCheckpoint(sealedAnew, OLD)).toThrow(MissingMacKeyError);
    expect(() => openCheckpoint(sealedAnew, OLD)).toThrow('k2');
  });

  it.each([
    ['a position', '"position": 7', '"position": 6'],
    ['a MAC', '"mac": "bbb"', '"mac": "ccc"'],
    ['a tenant', '"tenantId": "globex"', '"tenantId": "umbra"'],
    ['the time', '2026-03-01', '2026-03-02'],
  ])('is refused when %s was edited', (_, from, to) => {
    expect(TEXT).toContain(from);
    expect(() => openCheckpoint(TEXT.replace(from, to), OLD)).toThrow('It was changed since it was written.');
  });

  it('is refused when a tenant was taken out, or another key’s id put in', () => {
    const { tenants, ...rest } = JSON.parse(TEXT) as { readonly tenants: readonly unknown[] };
    const cut = JSON.stringify({ ...rest, tenants: tenants.slice(1) });
    expect(() => openCheckpoint(cut, OLD)).toThrow(CheckpointFormatError);
    expect(() => openCheckpoint(TEXT.replace('"macKeyId": "k1"', '"macKeyId": "k2"'), ROTATED)).toThrow(
      CheckpointFormatError,
    );
  });

  it.each([
    '',
    'null',
    '{}',
    '[1]',
    TEXT.replace('"format"', '"x": 1, "format"'),
    TEXT.replace('checkpoint/1', 'checkpoint/2'),
  ])('is not mistaken for what is none: %#', (text) => {
    expect(() => openCheckpoint(text, OLD)).toThrow('It is not a checkpoint.');
  });
});
