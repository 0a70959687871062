/** The settings of a server that lets everybody ask as much, and open as many sockets, as they like. */
export const LIMITLESS = {
  TESSERA_PRINCIPAL_POINTS: '1000000000',
  TESSERA_TENANT_POINTS: '1000000000',
  TESSERA_SOCKET_OPERATIONS: '10000',
  TESSERA_PRINCIPAL_SOCKETS: '10000',
};
