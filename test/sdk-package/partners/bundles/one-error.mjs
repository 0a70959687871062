export { RefusalError } from '@tessera/sdk';
