export * from '@tessera/sdk';
