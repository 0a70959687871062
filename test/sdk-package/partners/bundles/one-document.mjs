export { GetCardDocument } from '@tessera/sdk/documents';
